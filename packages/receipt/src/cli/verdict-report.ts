import type { CheckpointSigner, ReceiptVerdict } from '../receipt/verify-receipt.js';
import type { PartySignature } from '../receipt/party-signature.js';
import type { LeafType } from '../receipt/leaf.js';
import type { Language } from './config.js';
import { refusalSentences } from './refusal-sentences.js';

type Accepted = Extract<ReceiptVerdict, { ok: true }>;

const leafNames: Readonly<Record<LeafType, Readonly<Record<Language, string>>>> = {
  CONTRACT_CONCLUDED: { zh: '合同签订', en: 'contract concluded' },
  CONTRACT_REGISTERED: { zh: '合同登记', en: 'contract registered' },
  CONTRACT_AMENDED: { zh: '合同变更', en: 'contract amended' },
  CONTRACT_TERMINATED: { zh: '合同终止', en: 'contract terminated' },
  INCOME_DISTRIBUTED: { zh: '收益分配', en: 'income distributed' },
  NOTICE_CLOSED: { zh: '公示结束', en: 'notice closed' },
  DILIGENCE_SEALED: { zh: '勤勉尽责证据封存', en: 'evidence of due diligence sealed' },
  OWNERSHIP_GRANT_RECORDED: { zh: '赋权登记', en: 'ownership grant recorded' },
};

/** Names come from the receipt: whatever could move or hide what stands around it on a screen is shown by its number. */
const shown = (text: string): string =>
  text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, (character) => `\\u{${character.codePointAt(0)?.toString(16) ?? ''}}`);

const instant = (seconds: number): string => {
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) ? String(seconds) : date.toISOString();
};

const signerLine = (signer: CheckpointSigner, language: Language): string => {
  const pinned = { zh: ['密钥已指定', '密钥未指定'], en: ['key pinned', 'key not pinned'] }[language][signer.trusted ? 0 : 1];
  const when = signer.time === undefined ? '' : ` ${instant(signer.time)}`;
  const algorithm = signer.kind === 'SM2' ? 'SM2' : 'Ed25519';
  return `${shown(signer.name)} (${algorithm}, ${signer.keyId})${when} ${language === 'zh' ? '——' : '-'} ${pinned}`;
};

const headline = ({ trusted }: Accepted, language: Language): string => {
  if (language === 'zh') {
    return trusted
      ? '✓ 凭证有效，由您指定的日志密钥签发。'
      : '△ 凭证与它自带的密钥一致；该密钥属于谁，未经核对。请从可信渠道取得日志的验证密钥，用 --key 指定后再验证。';
  }
  return trusted
    ? '✓ The receipt is valid and signed by a log key that you pinned.'
    : '△ The receipt is consistent with the key that it carries; whose key that is, nobody has checked. ' +
        "Get the log's verifier key from a source you trust and pin it with --key.";
};

const termsLine = ({ leaf, termsChecked }: Accepted, language: Language): string => {
  if (leaf.termsHash === undefined) return '';
  const zh = termsChecked ? '与给出的条款文本一致' : '未核对条款文本，可用 --terms 给出';
  const en = termsChecked ? 'the given terms have this hash' : 'the terms were not compared; give them with --terms';
  return language === 'zh' ? `条款哈希：${leaf.termsHash}（${zh}）` : `Terms hash: ${leaf.termsHash} (${en})`;
};

/** Ids of the platform hold no blanks and no letters that move others; user ids may. */
const partyLine = ({ organisationId, signatoryId, algorithm, userId, keyId, signedAt }: PartySignature): string => {
  const who = signatoryId === undefined ? organisationId : `${organisationId}/${signatoryId}`;
  const how = userId === undefined ? algorithm : `${algorithm}, userId '${shown(userId)}'`;
  return `${who} (${how}, ${keyId}) ${signedAt}`;
};

const details = (verdict: Accepted, language: Language): string[] => {
  const { leaf, index, size, origin, signedBy, cosignedBy, parties } = verdict;
  const labels = {
    zh: { what: '事项', place: '位置', signed: '签署方', log: '日志签名', witness: '见证签名' },
    en: { what: 'Entry', place: 'Place', signed: 'Signed by', log: 'Log signature', witness: 'Witness' },
  }[language];
  const colon = language === 'zh' ? '：' : ': ';
  const place = {
    zh: `日志 ${shown(origin)} 共 ${size} 条中的第 ${index + 1} 条`,
    en: `no. ${index + 1} of ${size} in ${shown(origin)}`,
  };
  return [
    `${labels.what}${colon}${leafNames[leaf.type][language]} ${leaf.contractId ?? leaf.subjectId ?? ''} ${leaf.at}`,
    `${labels.place}${colon}${place[language]}`,
    termsLine(verdict, language),
    ...parties.map((one) => `${labels.signed}${colon}${partyLine(one)}`),
    ...signedBy.map((signer) => `${labels.log}${colon}${signerLine(signer, language)}`),
    ...cosignedBy.map((signer) => `${labels.witness}${colon}${signerLine(signer, language)}`),
  ];
};

/** What a person reads: one sentence first, then the facts. */
export const reportVerdict = (verdict: ReceiptVerdict, language: Language): string => {
  if (verdict.ok) return [headline(verdict, language), ...details(verdict, language).filter(Boolean)].join('\n');
  const sentence = refusalSentences[verdict.code][language];
  const where = shown(verdict.where);
  return language === 'zh'
    ? `✗ 凭证不成立：${sentence}（${verdict.code}，位置 ${where}）。`
    : `✗ The receipt is refused: ${sentence} (${verdict.code} at ${where}).`;
};
