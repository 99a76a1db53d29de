import { createHash } from 'node:crypto';
import { until } from './api.js';
import type { Api } from './api.js';
import type { Contract, Party } from './contract.js';

/** The platform's day; a demonstration may advance it. */
export interface Calendar {
  today: string;
  isDemonstration: boolean;
  daysAhead: number;
}
export interface Notice {
  status: string;
  opensOn: string;
  endsOn: string;
  ruleVersion: string;
}
/** What came before the signatures: how the price was shown, and what was checked by which rules. */
export interface BeforeSigning {
  notice: Notice;
  calendar: Calendar;
  checks: { check: string; status: string; ruleVersion: string }[];
}

const declarations: readonly object[] = [
  { about: 'SELLER', region: '110108' },
  { about: 'CO_OWNERS', ids: [] },
  { about: 'SECRECY', isClassified: false, touchesSecurity: false },
  { about: 'INTERESTS', isBuyerRelated: false, persons: [] },
  { about: 'NO_ILLEGAL_GAIN', isFree: true },
];
const evidence = {
  DEMOCRATIC_DECISION: '校长办公会会议纪要',
  PUBLIC_INFORMATION: '校内公示页面存档',
  REASONABLE_CARE: '资产评估报告',
  SUPERVISION: '科研院监督记录',
};

/** Whatever the checks ask the university for. */
const fillDossier = async (seller: Party, id: string): Promise<void> => {
  for (const declaration of declarations) await seller.api.post(`/contracts/${id}/declarations`, { declaration });
  for (const [element, name] of Object.entries(evidence)) {
    const sha256 = createHash('sha256').update(`${id} ${name}`).digest('hex');
    await seller.api.post(`/contracts/${id}/evidence-items`, { element, name, sha256 });
  }
};

/** Sixteen days for a notice of fifteen: it closes on the day after its last one, by itself. */
const letTheNoticeRun = async (operator: Api, id: string): Promise<{ notice: Notice; calendar: Calendar }> => {
  const before = await operator.get<Calendar>('/ops/calendar');
  if (!before.isDemonstration)
    throw new Error('the notice runs fifteen days: this platform is at work and does not advance its calendar');
  const calendar = await operator.post<Calendar>('/ops/calendar', { days: 16 });
  const notice = await until('the end of the notice', 60, async () => {
    const shown = await operator.get<Notice>(`/notices/${id}`);
    return shown.status === 'CLOSED' ? shown : undefined;
  });
  return { notice, calendar };
};

/** Declarations and evidence, the agreed price in a public notice, and the checks: what the law wants before anybody signs. */
export const prepareSigning = async (
  agreed: Contract,
  { seller, operator }: { seller: Party; operator: Api },
): Promise<BeforeSigning> => {
  const { id } = agreed;
  await fillDossier(seller, id);
  await seller.api.post(`/contracts/${id}/pricing`, { mode: 'AGREED_PRICE', basis: '资产评估报告与双方协商' });
  const procedure = '自公示之日起可向科研院书面提出异议，科研院附理由作出决定';
  await seller.api.post(`/contracts/${id}/notice`, { contents: { OBJECTION_PROCEDURE: procedure } });
  const { notice, calendar } = await letTheNoticeRun(operator, id);
  const { revision } = await seller.api.post<{ revision: number }>(`/contracts/${id}/checks`);
  const path = `/contracts/${id}?atRevision=${revision}`;
  const { checks } = await seller.api.get<{ checks: { results: BeforeSigning['checks'] } }>(path);
  return { notice, calendar, checks: checks.results };
};
