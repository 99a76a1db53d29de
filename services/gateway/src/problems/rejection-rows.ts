import type { RejectionCode } from '@lastmile/protocol';
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
  MATCH_NOT_INTRODUCED: row(
    409,
    ['双方尚未对接', '双方均表达意向后才能起草合同。'],
    ['Not introduced yet', 'A contract follows once both sides have expressed their intent.'],
  ),
  CONTRACT_NOT_OPEN: row(
    409,
    ['合同当前不可操作', '合同所处阶段不允许此操作。'],
    ['The contract is not open for this', 'Its stage does not allow it.'],
  ),
  TERMS_NOT_PROPOSED: row(409, ['尚无条款', '请先提出条款。'], ['No terms yet', 'Propose terms first.']),
  TERMS_VERSION_STALE: row(
    409,
    ['条款已有新版本', '请查看最新条款后再确认。'],
    ['The terms were changed', 'Read the newest version before accepting.'],
  ),
  TERMS_NOT_AGREED: row(
    409,
    ['条款尚未商定', '双方接受同一版本后才能签署。'],
    ['The terms are not agreed', 'Signing follows once both accepted one version.'],
  ),
  SIGNING_KEY_UNKNOWN: row(
    422,
    ['没有该签名公钥', '请先登记签名公钥。'],
    ['The signing key is unknown', 'Register the public key first.'],
  ),
  SIGNING_KEY_REVOKED: row(
    409,
    ['签名密钥已吊销', '请使用有效的签名密钥。'],
    ['The signing key was revoked', 'Use a valid one.'],
  ),
  SIGNING_KEY_INVALID: row(
    422,
    ['签名公钥无效', '须为可用的 Ed25519 或 SM2 公钥。'],
    ['The signing key is invalid', 'It must be a usable public key of Ed25519 or SM2.'],
  ),
  SIGNATURE_INVALID: row(
    422,
    ['签名无效', '签名与待签文本或公钥不符。'],
    ['The signature is invalid', 'It does not fit the text to sign or the key.'],
  ),
  SIGNING_KEY_EXPIRED: row(
    409,
    ['签名密钥已停用', '该密钥有效期已过，或已由新的密钥替换；请使用有效的密钥。'],
    ['The signing key is no longer in use', 'Its validity is over, or a new key replaced it; use a valid one.'],
  ),
  SIGNING_KEY_TAKEN: row(
    409,
    ['该公钥已登记', '一把密钥只归一名签字人；请为每名签字人生成各自的密钥。'],
    ['The key is taken', 'A key has one holder; make one for each signatory.'],
  ),
  KEY_PROOF_INVALID: row(
    422,
    ['密钥持有证明无效', '请用所登记的密钥签署登记文本后重新提交。'],
    ['The proof of possession is invalid', 'Sign the registration text with the key that is registered.'],
  ),
  SIGNATORY_UNKNOWN: row(
    422,
    ['签字人没有可用密钥', '{signatoryId} 尚未登记可用的签名密钥。'],
    ['The signatory has no usable key', '{signatoryId} has no signing key in use.'],
  ),
  NOT_A_SIGNATORY: row(
    403,
    ['不是授权签字人', '该密钥的持有人不在本机构的签署安排之内。'],
    ['Not an authorised signatory', 'The key’s holder is not among those whom the organisation lets sign this.'],
  ),
  SIGNING_OUT_OF_ORDER: row(
    409,
    ['尚未轮到该签字人', '须先由 {next} 签署。'],
    ['Not this signatory’s turn', '{next} signs first.'],
  ),
  ALREADY_SIGNED: row(
    409,
    ['已经签署', '该签字人已签署，或本机构的签署已经完成。'],
    ['Signed already', 'The signatory has signed, or the organisation’s signatures are complete.'],
  ),
  CONTRACT_NOT_CONCLUDED: row(
    409,
    ['合同尚未成立', '双方均签署后才有存证回执。'],
    ['The contract is not concluded', 'A receipt follows once both parties have signed.'],
  ),
  RECEIPT_PENDING: row(
    409,
    ['回执尚未生成', '合同正在写入存证日志，请稍后重试。'],
    ['The receipt is not there yet', 'The contract is being recorded in the log; try again in a moment.'],
  ),
  LEDGER_SIZE_UNKNOWN: row(
    422,
    ['存证日志没有这个大小', '已签署的日志含 {size} 条；序号须小于它，大小不得超过它，且起点不得大于终点。'],
    [
      'The log has no such size',
      'Its signed size is {size}: an index lies below it, a size does not exceed it, from is not above to.',
    ],
  ),
  LEDGER_UNAVAILABLE: row(
    503,
    ['存证日志暂不可用', '日志正在载入，或因数据不一致而停止服务。'],
    ['The log is not available', 'It is being loaded, or it was stopped because what is stored contradicts it.'],
  ),
  EVIDENCE_CHANGED: row(
    409,
    ['文件内容已有变化', '生成期间合同或存证日志有了新内容，请重新下载。'],
    ['The file has changed', 'The contract or the log went on while it was being sent; download it again.'],
  ),
  EVIDENCE_REVISION_UNKNOWN: row(
    422,
    ['合同没有这个版本', '合同目前到第 {revision} 号事件。'],
    ['The contract has no such revision', 'Its last event is number {revision}.'],
  ),
  EVIDENCE_SEAL_BROKEN: row(
    409,
    ['证据包与封存记录不符', '第 {revision} 号事件之前的内容与封存时的哈希不一致，请联系平台。'],
    ['The evidence is not what was sealed', 'What stands up to event {revision} has another hash than when it was sealed.'],
  ),
  RULE_NOT_KNOWN: row(
    422,
    ['没有该日适用的规则', '{region} 在 {date} 没有规则 {rule}；请核对地区和日期。'],
    ['No rule for that day', 'There is no rule {rule} for {region} on {date}; check the region and the date.'],
  ),
  PRICING_STEP_NOT_POSSIBLE: row(
    409,
    ['定价程序不在此步骤', '当前状态为 {status}，不能执行此操作。'],
    ['Not a step of the pricing now', 'The pricing is {status}; this cannot be done now.'],
  ),
  PRICE_BASIS_MISSING: row(
    422,
    ['缺少基准价格的依据', '挂牌和拍卖须说明基准价格的依据。'],
    ['The basis of the price is missing', 'A listing and an auction state what their base price rests on.'],
  ),
  NOTICE_INCOMPLETE: row(422, ['公示内容不全', '请补充：{missing}。'], ['The notice is incomplete', 'Add: {missing}.']),
  NOTICE_TOO_SHORT: row(
    422,
    ['公示时间过短', '公示不得少于 {daysAtLeast} 日，只能延长。'],
    ['The notice is too short', 'It takes at least {daysAtLeast} days and may only be longer.'],
  ),
  NOTICE_STILL_RUNNING: row(
    409,
    ['公示尚未结束', '公示至 {endsOn} 日终止。'],
    ['The notice is still running', 'It runs to the end of {endsOn}.'],
  ),
  OBJECTION_OPEN: row(
    409,
    ['有异议尚未处理', '作出附理由的决定之前，交易暂停。'],
    ['An objection is open', 'The deal is frozen until it is decided with reasons.'],
  ),
  OBJECTION_NOT_FOUND: row(
    404,
    ['没有该异议', '异议不存在，或已经处理。'],
    ['No such objection', 'There is none of this name that is still open.'],
  ),
  REASONS_MISSING: row(422, ['缺少理由', '该决定须附理由。'], ['The reasons are missing', 'This decision needs its reasons.']),
  BID_TOO_LOW: row(422, ['出价过低', '出价不得低于 {atLeast} 元。'], ['The bid is too low', 'Bid at least {atLeast} yuan.']),
  DEPOSIT_MISSING: row(
    409,
    ['未缴纳保证金', '缴纳保证金后方可出价。'],
    ['The deposit is missing', 'A bidder pays the deposit first.'],
  ),
  REGISTRATION_STEP_NOT_POSSIBLE: row(
    409,
    ['登记不在此步骤', '当前状态为 {status}，不能执行此操作。'],
    ['Not a step of the registration now', 'The registration is {status}; this cannot be done now.'],
  ),
  REGISTRATION_NUMBER_INVALID: row(
    422,
    ['登记编号格式不符', '编号由登记机构生成，格式须符合 {pattern}。'],
    ['The registration number has another form', 'The office makes the number; its form is {pattern}.'],
  ),
  INCOME_FLOOR_NOT_KEPT: row(
    422,
    [
      '低于奖酬最低比例',
      '按 {rule}，团队所得不得低于 {percent}%；更低的须有单位规定或约定为依据，国家设立的单位不得低于国家标准。',
    ],
    [
      'Below the lowest share of rewards',
      'By {rule} the team receives at least {percent} %; less needs a unit rule or agreement, and a state-founded unit keeps the national floor.',
    ],
  ),
  INCOME_FIGURES_INVALID: row(
    422,
    ['收益数据不成立', '金额须为非负整数分，费用不超过收入，份额为正整数。'],
    [
      'The figures of the income do not hold',
      'Amounts are whole fen, costs do not exceed the income, shares are positive whole numbers.',
    ],
  ),
  PAYMENT_PLAN_INVALID: row(
    422,
    ['付款方案不成立', '请修改：{missing}。'],
    ['The payment plan does not hold', 'Correct: {missing}.'],
  ),
  CHECKS_NOT_PASSED: row(
    409,
    ['签约前检查未通过', '尚缺：{missing}。'],
    ['The checks before signing have not passed', 'Missing: {missing}.'],
  ),
  LICENCE_OVERLAPS: row(
    409,
    ['与其他合同的许可冲突', '冲突的合同：{contracts}。'],
    ['Overlaps the licence of another contract', 'In its way: {contracts}.'],
  ),
  PRICE_NOT_AS_WON: row(
    422,
    ['价格与成交价不符', '挂牌或拍卖已确定价格 {price} 元。'],
    ['Not the price that was won', 'The sale or auction set {price} yuan.'],
  ),
  CALENDAR_NOT_MOVABLE: row(
    409,
    ['日历不可调整', '仅演示环境可以前移平台日历。'],
    ['The calendar does not move', 'Only a demonstration may advance it.'],
  ),
  NOT_YOUR_STEP: row(
    403,
    ['该步骤由另一方完成', '该步骤由 {by} 完成。'],
    ['The other side’s step', 'This step is for the {by}.'],
  ),
  NOTHING_RECORDED: row(
    409,
    ['没有可出具回执的记录', '该合同还没有 {of} 的存证记录。'],
    ['Nothing recorded of this kind', 'The contract has no recorded step {of} yet.'],
  ),
  CONTRACT_NOT_IN_EFFECT: row(
    409,
    ['合同尚未生效', '合同自 {from} 起生效，之后才能办理；已终止的合同不再办理。'],
    ['The contract is not in effect', 'It takes effect on {from}; a terminated one is not in effect any more.'],
  ),
  DOSSIER_INCOMPLETE: row(422, ['登记材料不全', '请补齐：{missing}。'], ['The dossier is incomplete', 'Add: {missing}.']),
  AMOUNTS_NOT_SOUND: row(
    422,
    ['三项金额不成立', '合同成交额、技术交易额和技术性收入不相符：{errors}。'],
    ['The three amounts do not hold', 'Contract value, technology value and technology income do not fit: {errors}.'],
  ),
  REGISTERED_ELSEWHERE: row(
    409,
    ['不得重复登记', '相同内容、相同当事人的合同或该登记编号已被使用；同一合同只登记一次。'],
    [
      'Registered before',
      'The same text between the same parties, or this number, belongs to another registration; a contract is registered once.',
    ],
  ),
  MILESTONE_NOT_FOUND: row(
    404,
    ['没有该里程碑', '条款中没有这个里程碑。'],
    ['No such milestone', 'The terms name no such milestone.'],
  ),
  PAYMENT_NOT_EXPECTED: row(
    422,
    ['付款方案中没有这笔款', '付款方案没有 {what} 第 {number} 笔，提成尚未报告，或付款日在将来。'],
    ['No such payment is expected', 'The plan has no {what} {number}, its royalty was not stated yet, or the day lies ahead.'],
  ),
  PAYMENT_ABOVE_DUE: row(
    422,
    ['超过应付金额', '该笔款尚余 {open} 元未付。'],
    ['More than is due', '{open} yuan of it are open.'],
  ),
  PAYMENT_NOT_FOUND: row(
    404,
    ['没有待确认的付款', '没有这笔付款，或已答复过。'],
    ['No such payment to answer', 'There is none, or it was answered before.'],
  ),
  ROYALTY_NOT_EXPECTED: row(
    409,
    ['尚不能报告该期提成', '第 {number} 期提成须在该期结束后按次序报告，且付款方案须为提成。'],
    [
      'This royalty is not expected yet',
      'Period {number} is stated after its end and in its order, under a plan with royalties.',
    ],
  ),
  OBLIGATIONS_OPEN: row(409, ['还有未履行的义务', '尚未完成：{missing}。'], ['Obligations are open', 'Still open: {missing}.']),
  AMENDMENT_CHANGES_NOTHING: row(
    422,
    ['变更内容与现行条款相同', '请修改条款后再提出。'],
    ['The amendment changes nothing', 'Change the terms before proposing them.'],
  ),
  DISPUTE_STEP_NOT_POSSIBLE: row(
    409,
    ['争议不在此步骤', '当前状态为 {status}。'],
    ['Not a step of the dispute now', 'The dispute is {status}.'],
  ),
  PAYOUT_FROZEN: row(
    409,
    ['分配已冻结', '合同处于争议中，争议解决前不得分配或支付奖酬。'],
    ['Payouts are frozen', 'The contract is disputed: nothing is distributed or paid out before it is settled.'],
  ),
  INCOME_NOT_RECEIVED: row(
    422,
    ['超过已到账收入', '可分配的已确认到账收入为 {available} 元。'],
    ['More than was received', '{available} yuan are received, confirmed and not spoken for.'],
  ),
  DISTRIBUTION_NOT_FOUND: row(
    404,
    ['没有该分配', '没有这项分配，或其中没有该人员。'],
    ['No such distribution', 'There is none, or it does not name this person.'],
  ),
  DISTRIBUTION_STEP_NOT_POSSIBLE: row(
    409,
    ['分配不在此步骤', '当前状态为 {status}，不能执行此操作。'],
    ['Not a step of the distribution now', 'It is {status}; this cannot be done now.'],
  ),
  REWARD_NOTICE_MISSING: row(
    409,
    ['奖酬尚未公示', '须先公示不少于 {daysAtLeast} 日。'],
    ['The rewards were not made known', 'They are made known for {daysAtLeast} days at least first.'],
  ),
  NOTIFICATION_NOT_FOUND: row(
    404,
    ['没有该通知', '通知不存在，或不属于您的机构。'],
    ['No such notification', 'There is none for your organisation.'],
  ),
};
