import type { RefusalCode } from '../refusal.js';
import type { Language } from './config.js';

type Sentence = Readonly<Record<Language, string>>;

/** Each code in plain words; the README shows the same table. */
export const refusalSentences: Readonly<Record<RefusalCode, Sentence>> = {
  JSON_INVALID: { zh: '内容不是 JSON', en: 'the text is not JSON' },
  JSON_DUPLICATE_NAME: { zh: '同一对象中有重复的字段名', en: 'an object has a name twice' },
  RECEIPT_TOO_LARGE: { zh: '内容过大，不是凭证', en: 'the text is too large for a receipt' },
  RECEIPT_MALFORMED: {
    zh: '凭证缺少字段、有多余字段或字段形式不对',
    en: 'a field of the receipt is missing, unknown or malformed',
  },
  LEAF_MALFORMED: { zh: '日志条目的形式不对', en: 'the log entry is malformed' },
  LEAF_NOT_CANONICAL: { zh: '日志条目不是规范 JSON', en: 'the log entry is not in canonical form' },
  KEY_MALFORMED: { zh: '验证密钥的形式不对，或该密钥不可用', en: 'a verifier key is malformed or unusable' },
  KEY_DUPLICATE: { zh: '同一密钥出现了两次', en: 'the same key appears twice' },
  KEY_UNEXPECTED: { zh: '有既不属于日志也不属于见证方的密钥', en: "a key is neither the log's nor a witness'" },
  NOTE_MALFORMED: { zh: '检查点签名文本的形式不对', en: 'the signed checkpoint is malformed' },
  NOTE_SIGNATURE_INVALID: { zh: '检查点上的签名不成立', en: 'a signature on the checkpoint is wrong' },
  NOTE_SIGNATURE_MISSING: { zh: '检查点缺少应有的签名', en: 'a signature on the checkpoint is missing' },
  NOTE_SIGNATURE_UNKNOWN: {
    zh: '检查点上有凭证未列出密钥的签名',
    en: 'a signature on the checkpoint is by a key that the receipt does not list',
  },
  CHECKPOINT_MALFORMED: { zh: '检查点内容的形式不对', en: 'the checkpoint is malformed' },
  INCLUSION_INVALID: {
    zh: '包含证明不成立：检查点中的日志没有这一条目',
    en: 'the inclusion proof fails: the log of this checkpoint does not hold the entry',
  },
  LOG_KEY_NOT_TRUSTED: { zh: '凭证不是由您指定的日志密钥签发的', en: 'the receipt is not signed by a log key that you pinned' },
  SIGNING_MISMATCH: {
    zh: '各方签署的合同或条款与日志条目不符',
    en: 'what the parties signed is not what the log entry speaks of',
  },
  SIGNATURES_HASH_MISMATCH: {
    zh: '各方签名与日志条目记录的签名哈希不符',
    en: "the parties' signatures do not hash to what the log entry records",
  },
  PARTY_KEY_INVALID: { zh: '签署方的公钥不可用，或与其编号不符', en: "a party's public key is unusable or does not fit its id" },
  PARTY_SIGNATURE_INVALID: { zh: '签署方的签名不成立', en: "a party's signature is wrong" },
  PARTY_SIGNATURE_DUPLICATE: { zh: '同一签署方或同一密钥签署了两次', en: 'a party or a key signed twice' },
  TERMS_HASH_MISMATCH: { zh: '给出的条款文本不是签署的那一份', en: 'the given terms are not those that were signed' },
};
