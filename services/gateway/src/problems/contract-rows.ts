import type { RejectionCode } from '@lastmile/protocol';
import { row } from './problem-row.js';
import type { ProblemRow } from './problem-row.js';

/** Terms, keys, signatures, the log and the evidence of a contract. */
export const contractRows = {
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
} as const satisfies Partial<Record<RejectionCode, ProblemRow>>;
