import type { RejectionCode } from '@lastmile/protocol';
import { contractRows } from './contract-rows.js';
import { dealRows } from './deal-rows.js';
import { row } from './problem-row.js';
import type { ProblemRow } from './problem-row.js';

/** What the services refuse. */
export const rejectionRows: Record<RejectionCode, ProblemRow> = {
  INVALID_MESSAGE: row(
    400,
    ['内容不符合要求', '请按 violations 所列逐项修改。'],
    ['The content does not fit', 'Correct what violations names.'],
  ),
  NOT_FOUND: row(
    404,
    ['没有找到', '记录不存在，或您无权查看。'],
    ['Not found', 'There is no such record, or none that you may see.'],
  ),
  NOT_ALLOWED: row(403, ['没有权限', '该记录不属于您的机构。'], ['Not allowed', 'The record is not your organisation’s.']),
  REVISION_CONFLICT: row(
    409,
    ['内容已被他人更改', '期望修订号 {expected}，实际为 {actual}；请刷新后重试。'],
    ['Changed by someone else', 'Revision {expected} was expected, {actual} is there; reload and try again.'],
  ),
  IDEMPOTENCY_KEY_REUSED: row(
    422,
    ['幂等键已用于另一请求', '同一幂等键只能重复同一请求；新的请求请使用新的键。'],
    ['The idempotency key was used for another request', 'A key repeats one request only; take a new key for a new request.'],
  ),
  READ_MODEL_BEHIND: row(
    504,
    ['数据尚未更新', '更改已保存，但视图还未达到修订号 {expected}；请稍后重试。'],
    ['Not there yet', 'The change is kept, but the view has not reached revision {expected}; try again.'],
  ),
  ACHIEVEMENT_ALREADY_DISCLOSED: row(
    409,
    ['成果已披露', '该成果已经披露过。'],
    ['Disclosed before', 'The achievement was disclosed before.'],
  ),
  ACHIEVEMENT_SHARES_NOT_100: row(
    422,
    ['权属份额之和不是 100%', '请使各权利人份额之和为 100%。'],
    ['The shares are not 100 %', 'The shares of all owners must add up to 100 %.'],
  ),
  LISTING_NOT_PUBLISHABLE: row(
    409,
    ['成果信息还不能发布', '请先补全必填内容。'],
    ['The listing cannot be published yet', 'Complete what is missing first.'],
  ),
  LISTING_NOT_OPEN: row(
    409,
    ['成果信息未在发布中', '此操作只适用于已发布的信息。'],
    ['The listing is not open', 'This needs a published listing.'],
  ),
  LISTING_CLOSED: row(
    409,
    ['成果信息已关闭', '已撤回或已成交的信息不能再更改。'],
    ['The listing is closed', 'A withdrawn or contracted listing stays as it is.'],
  ),
  DEMAND_NOT_PUBLISHABLE: row(
    409,
    ['需求还不能发布', '请先补全必填内容。'],
    ['The demand cannot be published yet', 'Complete what is missing first.'],
  ),
  DEMAND_NOT_OPEN: row(
    409,
    ['需求未在发布中', '此操作只适用于已发布的需求。'],
    ['The demand is not open', 'This needs a published demand.'],
  ),
  DEMAND_CLOSED: row(
    409,
    ['需求已关闭', '已撤回或已成交的需求不能再更改。'],
    ['The demand is closed', 'A withdrawn or contracted demand stays as it is.'],
  ),
  VALIDITY_IN_THE_PAST: row(
    422,
    ['有效期已过', '有效期须晚于今天。'],
    ['The validity lies in the past', 'It must end in the future.'],
  ),
  BUDGET_RANGE_INVALID: row(
    422,
    ['预算区间无效', '下限不能高于上限。'],
    ['The budget range is invalid', 'Its lower end must not exceed its upper end.'],
  ),
  CLASSIFIED_NOT_PUBLISHABLE: row(
    422,
    ['涉密技术不得发布', '涉密技术不在平台上发布或导入；请先办理解密手续。'],
    ['Classified technology is not published', 'It is neither published nor imported here; have it declassified first.'],
  ),
  MATCH_NOT_PROPOSED: row(409, ['匹配不在待定状态', '该匹配已有结果。'], ['The match is no longer open', 'It has been settled.']),
  MATCH_ALREADY_DECLINED: row(
    409,
    ['匹配已被谢绝', '任一方谢绝后不能再表达意向。'],
    ['The match was declined', 'No intent can follow once a side has declined.'],
  ),
  MATCH_ALREADY_INTRODUCED: row(
    409,
    ['双方已对接', '双方均已表达合作意向。'],
    ['The sides were introduced', 'Both sides have expressed their intent.'],
  ),
  MATCH_CLOSED: row(
    409,
    ['匹配已关闭', '出现了双方不能合作的情形，该匹配不再开放；原因见 closed。'],
    ['The match is closed', 'Something came up that keeps the sides apart; `closed` of the match says what.'],
  ),
  SAVED_SEARCH_EMPTY: row(
    422,
    ['搜索条件为空', '请至少填写一个词或一个筛选条件。'],
    ['The search asks for nothing', 'Give a word or a filter at least.'],
  ),
  TOO_MANY_SAVED_SEARCHES: row(
    409,
    ['保存的搜索过多', '每个机构最多保存 {most} 个搜索；请先删除不用的。'],
    ['Too many saved searches', 'An organisation keeps {most} at most; drop one first.'],
  ),
  NOT_A_PARTY: row(403, ['您不是当事方', '只有当事双方可以进行此操作。'], ['Not a party', 'Only the parties may do this.']),
  ...contractRows,
  ...dealRows,
  ATTACHMENT_TYPE_NOT_ALLOWED: row(
    422,
    ['不允许的附件类型', '附件须为 PDF、DOCX、XLSX、PNG、JPEG、TXT、OFD 或 ZIP，且扩展名、类型与内容一致。'],
    ['This type is not attached', 'PDF, DOCX, XLSX, PNG, JPEG, TXT, OFD or ZIP; name, type and content have to agree.'],
  ),
  ATTACHMENT_TOO_LARGE: row(
    413,
    ['附件过大', '单个附件不得超过 {bytesAtMost} 字节。'],
    ['The attachment is too large', 'One attachment has {bytesAtMost} bytes at most.'],
  ),
  ATTACHMENT_INCOMPLETE: row(
    409,
    ['附件未完整上传', '收到的内容与声明的大小或 SHA-256 不符，请重新上传。'],
    ['The attachment did not arrive whole', 'What came is not of the size or SHA-256 that was named: send it again.'],
  ),
  ATTACHMENT_NOT_FOUND: row(
    404,
    ['没有该附件', '该合同没有此 SHA-256 的附件。'],
    ['No such attachment', 'The contract has no attachment with this SHA-256.'],
  ),
  ATTACHMENT_UNREADABLE: row(
    409,
    ['附件无法读取', '保存的内容已损坏或缺失；重新上传同一文件即可恢复。'],
    ['The attachment cannot be read', 'What is kept was damaged or is missing: sending the same file again restores it.'],
  ),
  TOO_MANY_ATTACHMENTS: row(
    409,
    ['附件过多', '一份合同最多 {atMost} 个附件。'],
    ['Too many attachments', 'A contract has {atMost} attachments at most.'],
  ),
  TERMS_VERSION_UNKNOWN: row(
    404,
    ['没有该版本的条款', '该合同没有第 {version} 版条款。'],
    ['No such version of the terms', 'The contract has no version {version} of its terms.'],
  ),
  VAULT_UNAVAILABLE: row(
    503,
    ['加密存储未启用', '本平台未配置加密存储的主密钥，无法接收附件和个人信息。'],
    ['The vault is not set up', 'No master key is configured: attachments and personal data are not taken.'],
  ),
  SUBJECT_ERASED: row(
    409,
    ['个人信息已删除', '此人的密钥已销毁，不能再为其加密或读取信息。'],
    ['The person was erased', 'The key of this person was destroyed: nothing is sealed for them any more.'],
  ),
  NOTIFICATION_NOT_FOUND: row(
    404,
    ['没有该通知', '通知不存在，或不属于您的机构。'],
    ['No such notification', 'There is none for your organisation.'],
  ),
};
