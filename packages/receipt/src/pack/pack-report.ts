import { refusalSentences } from '../cli/refusal-sentences.js';
import type { Language } from '../cli/config.js';
import type { RefusalCode } from '../refusal.js';
import { packRefusalCodes } from './pack-refusal.js';
import type { PackRefusalCode } from './pack-refusal.js';
import type { PackReceipt, PackVerdict } from './verify-pack.js';

export const packSentences: Readonly<Record<PackRefusalCode, Readonly<Record<Language, string>>>> = {
  PACK_UNREADABLE: {
    zh: '不是本平台的证据包，或其压缩包字节被改动',
    en: 'no evidence pack, or the bytes of its archive were changed',
  },
  PACK_NOT_CANONICAL: { zh: '文件不是规范 JSON', en: 'a file is not canonical JSON' },
  PACK_FILE_MISSING: { zh: '缺少文件', en: 'a file is missing' },
  PACK_FILE_UNEXPECTED: { zh: '有多余的文件', en: 'a file does not belong there' },
  PACK_FILE_CHANGED: { zh: '文件与清单记录的大小或哈希不符', en: 'a file is not what the manifest lists' },
  PACK_MANIFEST_INVALID: { zh: '清单的内容不对', en: 'a manifest says something else than the pack holds' },
  PACK_HISTORY_INVALID: { zh: '事件历史不完整，或哈希不符', en: 'the history has a gap, or a hash that is not its event’s' },
  PACK_EXTRACT_INVALID: { zh: '摘录与事件历史不符', en: 'an extract is not what the history says' },
  PACK_RECEIPT_MISMATCH: { zh: '日志凭证说的不是这份历史', en: 'a receipt from the log speaks of another history' },
  PACK_SEAL_MISMATCH: { zh: '封存的哈希与证据包不符', en: 'the seal was put on something else than this pack' },
};

const isPackCode = (code: PackRefusalCode | RefusalCode): code is PackRefusalCode => packRefusalCodes.some((own) => own === code);

type Accepted = Extract<PackVerdict, { ok: true }>;

const headline = ({ trusted, seal, conclusion }: Accepted, language: Language): string => {
  if (trusted) {
    return {
      zh: '✓ 证据包有效，其凭证由您指定的日志密钥签发。',
      en: '✓ The pack is valid; its receipts are signed by a log key that you pinned.',
    }[language];
  }
  return seal || conclusion
    ? {
        zh: '△ 证据包与它自带的密钥一致；该密钥属于谁，未经核对。请用 --key 指定日志的验证密钥后再验证。',
        en: '△ The pack is consistent with the keys that it carries; whose they are, nobody has checked. Pin the log’s verifier key with --key.',
      }[language]
    : {
        zh: '△ 证据包前后一致，但既未封存，合同也未签订：没有日志凭证可以佐证。',
        en: '△ The pack is consistent in itself, but neither sealed nor of a concluded contract: no receipt from the log stands behind it.',
      }[language];
};

const place = (receipt: PackReceipt | undefined, none: string, language: Language): string => {
  if (!receipt) return none;
  const { index, size, origin, leaf, signedBy, cosignedBy } = receipt;
  const signers = [...signedBy, ...cosignedBy].map(({ name, kind }) => `${name} (${kind})`).join(', ');
  return language === 'zh'
    ? `日志 ${origin} 共 ${size} 条中的第 ${index + 1} 条，${leaf.at}；检查点签名：${signers}`
    : `no. ${index + 1} of ${size} in ${origin}, ${leaf.at}; checkpoint signed by ${signers}`;
};

const details = (verdict: Accepted, language: Language): string[] => {
  const { contractId, revision, events, files, packHash, seal, conclusion, parties } = verdict;
  const signed = parties
    .map((one) => `${one.organisationId} (${one.algorithm}, ${one.keyId})`)
    .join(language === 'zh' ? '，' : ', ');
  return language === 'zh'
    ? [
        `合同：${contractId}，记录到第 ${revision} 号事件；共 ${events} 个事件、${files} 个文件`,
        `证据包哈希：${packHash}`,
        `封存：${place(seal, '未封存', language)}`,
        `签订：${place(conclusion, '未签订', language)}`,
        `签署方：${signed || '无'}`,
      ]
    : [
        `Contract: ${contractId}, recorded up to event ${revision}; ${events} events, ${files} files`,
        `Pack hash: ${packHash}`,
        `Sealed: ${place(seal, 'no', language)}`,
        `Concluded: ${place(conclusion, 'no', language)}`,
        `Signed by: ${signed || 'nobody'}`,
      ];
};

/** What a person reads: one sentence first, then the facts. */
export const reportPack = (verdict: PackVerdict, language: Language): string => {
  if (verdict.ok) return [headline(verdict, language), ...details(verdict, language)].join('\n');
  const { code, where } = verdict;
  const sentence = (isPackCode(code) ? packSentences[code] : refusalSentences[code])[language];
  return language === 'zh'
    ? `✗ 证据包不成立：${sentence}（${code}，位置 ${where}）。`
    : `✗ The pack is refused: ${sentence} (${code} at ${where}).`;
};
