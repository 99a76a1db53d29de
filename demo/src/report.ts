import type { Notice } from './before-signing.js';
import type { ImportResult } from './import.js';
import type { Story } from './story.js';

type Language = 'zh' | 'en';

const words = {
  zh: {
    imported: '一、导入',
    listings: '成果',
    demands: '需求',
    rows: (n: ImportResult) => `${n.accepted} 条已接收,${n.rejected} 条被拒,${n.seconds.toFixed(1)} 秒`,
    matches: '二、每项需求的最佳匹配',
    index: (n: Story['index']) => `索引:成果 ${n.listings},需求 ${n.demands},匹配 ${n.matches}`,
    none: '(暂无达到门槛的匹配)',
    more: (n: number) => `…… 另有 ${n} 项需求,--json 可见全部`,
    level: ['', '无关', '较弱', '较强', '强'],
    deal: '三、一份合同:从意向到成立',
    notice: ({ opensOn, endsOn, ruleVersion }: Notice) => `公示 ${opensOn} 至 ${endsOn}（${ruleVersion}），期满自动结束`,
    ahead: (days: number) => `演示日历：比实际日期超前 ${days} 天`,
    checks: (n: number) => `签约前检查 ${n} 项通过`,
    receipt: ({ index, size, origin, signedBy, bytes }: Story['receipt']) =>
      `存证回执：离线验证通过，日志 ${origin} 第 ${index} 条（共 ${size} 条），${signedBy.join(' 与 ')} 签名，${bytes} 字节`,
    registered: ({ registration: { registrationNumber, dueOn, ruleVersion } }: Story['after']) =>
      `认定登记：登记处录入编号 ${registrationNumber}（应于 ${dueOn} 前办结，依 ${ruleVersion}）`,
    shared: ({ received, distribution: { whole, team, unit, payouts } }: Story['after']) =>
      `到账 ${received.amount} 元，净收入 ${whole.amount} 元：团队 ${team.amount}（${payouts.map(({ amount }) => amount.amount).join(' + ')}），单位 ${unit.amount}`,
    distributed: ({ receipt: { index, size }, refused }: Story['after']) =>
      `收益分配回执：离线验证通过，第 ${index} 条（共 ${size} 条）；改动一处即被拒绝：${refused}`,
    inboxes: '四、双方收件箱',
    supply: '供方',
    demand: '需方',
    trace: '五、全程追踪',
    spans: (n: number, services: string) => `${n} 个跨度,经过 ${services}`,
  },
  en: {
    imported: '1. Import',
    listings: 'listings',
    demands: 'demands',
    rows: (n: ImportResult) => `${n.accepted} accepted, ${n.rejected} rejected, ${n.seconds.toFixed(1)} s`,
    matches: '2. Best matches of each demand',
    index: (n: Story['index']) => `index: ${n.listings} listings, ${n.demands} demands, ${n.matches} matches`,
    none: '(no match above the threshold)',
    more: (n: number) => `… and ${n} more demands; --json shows all`,
    level: ['', 'none', 'weak', 'fair', 'strong'],
    deal: '3. One contract, from intent to conclusion',
    notice: ({ opensOn, endsOn, ruleVersion }: Notice) =>
      `notice from ${opensOn} to ${endsOn} (${ruleVersion}), closed by itself`,
    ahead: (days: number) => `demonstration calendar: ${days} days ahead of the day`,
    checks: (n: number) => `${n} checks before signing passed`,
    receipt: ({ index, size, origin, signedBy, bytes }: Story['receipt']) =>
      `Receipt: verified offline, leaf ${index} of ${size} in ${origin}, signed with ${signedBy.join(' and ')}, ${bytes} bytes`,
    registered: ({ registration: { registrationNumber, dueOn, ruleVersion } }: Story['after']) =>
      `Registration: the office entered its number ${registrationNumber} (due by ${dueOn}, ${ruleVersion})`,
    shared: ({ received, distribution: { whole, team, unit, payouts } }: Story['after']) =>
      `Received ${received.amount}, net ${whole.amount}: team ${team.amount} (${payouts.map(({ amount }) => amount.amount).join(' + ')}), unit ${unit.amount}`,
    distributed: ({ receipt: { index, size }, refused }: Story['after']) =>
      `Receipt of the distribution: verified offline, leaf ${index} of ${size}; with one change it is refused: ${refused}`,
    inboxes: '4. Both inboxes',
    supply: 'supply',
    demand: 'demand',
    trace: '5. The whole way in one trace',
    spans: (n: number, services: string) => `${n} spans through ${services}`,
  },
} as const;

const shownDemands = 12;
const cut = (text: string, length: number): string => (text.length > length ? `${text.slice(0, length - 1)}…` : text);

const importLines = ({ listings, demands }: Story['imported'], w: (typeof words)[Language]): string[] => [
  w.imported,
  `   ${w.listings}: ${w.rows(listings)}`,
  `   ${w.demands}: ${w.rows(demands)}`,
  ...[...listings.errors, ...demands.errors].slice(0, 5).map(({ row, code, message }) => `   ! ${row}: ${code} ${message}`),
];

const matchLines = (story: Pick<Story, 'matches' | 'index'>, w: (typeof words)[Language]): string[] => [
  w.matches,
  `   ${w.index(story.index)}`,
  ...story.matches
    .slice(0, shownDemands)
    .flatMap(({ demand, best }) => [
      `   ◇ ${cut(demand.title, 60)}`,
      ...(best.length === 0 ? [`       ${w.none}`] : []),
      ...best.map(
        (match) =>
          `     ${match.score.toFixed(2)} ${w.level[match.level] ?? ''}  ${cut(match.listing, 50)}  [${match.words.join(' ')}]`,
      ),
    ]),
  ...(story.matches.length > shownDemands ? [`   ${w.more(story.matches.length - shownDemands)}`] : []),
];

/** The weightiest sentences of why the two were brought together. */
const shownReasons = 6;

const dealLines = ({ match, before, contract, history }: Story['deal'], language: Language): string[] => {
  const w = words[language];
  return [
    w.deal,
    `   ${w.supply}: ${match.supply.title}`,
    `   ${w.demand}: ${match.demand.title}`,
    ...match.rendered[language].slice(0, shownReasons).map((sentence) => `     · ${sentence}`),
    `   ${w.notice(before.notice)}`,
    `   ${w.ahead(before.calendar.daysAhead)}`,
    `   ${w.checks(before.checks.length)}`,
    ...history.map(
      ({ revision, at, type, organisationId }) =>
        `   ${String(revision).padStart(2)}  ${at}  ${type.padEnd(22)} ${organisationId}`,
    ),
    `   ${contract.id}  ${contract.status}  sha256 ${contract.terms?.hash ?? ''}`,
  ];
};

const inboxLines = ({ supply, demand }: Story['inboxes'], w: (typeof words)[Language]): string[] => [
  w.inboxes,
  ...(
    [
      [w.supply, supply],
      [w.demand, demand],
    ] as const
  ).flatMap(([who, items]) => [
    `   ${who}`,
    ...items
      .slice(0, 6)
      .map(
        ({ deliveredAt, kind, facts }) => `     ${deliveredAt}  ${kind.padEnd(18)} ${cut(Object.values(facts).join(' · '), 60)}`,
      ),
  ]),
];

/** One part of the story as text, as soon as it is known. */
export const reportOf = (part: Partial<Story>, language: Language): string => {
  const w = words[language];
  const lines = [
    ...(part.imported ? importLines(part.imported, w) : []),
    ...(part.matches && part.index ? matchLines({ matches: part.matches, index: part.index }, w) : []),
    ...(part.deal ? dealLines(part.deal, language) : []),
    ...(part.receipt ? [`   ${w.receipt(part.receipt)}`] : []),
    ...(part.after ? [`   ${w.registered(part.after)}`, `   ${w.shared(part.after)}`, `   ${w.distributed(part.after)}`] : []),
    ...(part.inboxes ? inboxLines(part.inboxes, w) : []),
    ...(part.trace && part.traceId
      ? ['', w.trace, `   ${part.traceId}  ${w.spans(part.trace.spans, part.trace.services.join(', '))}`]
      : []),
  ];
  return `${lines.join('\n')}\n`;
};
