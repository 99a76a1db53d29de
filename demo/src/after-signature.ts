import { createHash } from 'node:crypto';
import { verifyReceipt } from '@lastmile/receipt';
import type { Api } from './api.js';
import type { Contract, Party } from './contract.js';
import { receiptOf } from './receipt.js';
import type { CheckedReceipt } from './receipt.js';

interface Money {
  amount: string;
  currency: string;
}
interface Result {
  id: string;
  revision: number;
}
interface Distribution {
  id: string;
  whole: Money;
  team: Money;
  unit: Money;
  payouts: { subjectId: string; amount: Money }[];
  ruleVersions: string[];
}
interface View {
  registration: { status: string; registrationNumber?: string; dueOn?: string; ruleVersion?: string };
  performance: { received: Money };
}

/** What followed the last signature: the registration, the first payment, and how its income was shared. */
export interface AfterSignature {
  registration: { registrationNumber: string; dueOn: string; ruleVersion: string; ageDays: number };
  received: Money;
  distribution: Distribution;
  receipt: CheckedReceipt;
  /** A receipt with one digit changed: why it does not hold. */
  refused: string;
}

const yuan = (amount: string): Money => ({ amount, currency: 'CNY' });

const filing = {
  region: '110108',
  seller: { fullName: '云岭理工大学（演示）', country: 'CHN', region: '110108', nature: '022', creditCode: '12110000400000123A' },
  buyer: {
    fullName: '澄江精工股份有限公司（演示）',
    country: 'CHN',
    region: '110112',
    nature: '120',
    creditCode: '91110000600000456B',
  },
  documents: [{ document: 'FULL_TEXT' }, { document: 'FORM' }],
};

/** As the office types it: year, province, city, office, and its own serial number. */
const officeNumber = ({ id }: Contract, today: string): string => {
  const serial = Number.parseInt(createHash('sha256').update(id).digest('hex').slice(0, 8), 16) % 1_000_000;
  return `${today.slice(2, 4)}110108${String(serial).padStart(6, '0')}`;
};

const view = (party: Party, { id, revision }: Result): Promise<View> => party.api.get(`/contracts/${id}?atRevision=${revision}`);

const register = async (
  contract: Contract,
  seller: Party,
  office: { api: Api; today: string },
): Promise<AfterSignature['registration']> => {
  const path = `/contracts/${contract.id}/registration`;
  const { registration: filed } = await view(seller, await seller.api.post<Result>(path, filing));
  const queue = await office.api.get<{ items: { contractId: string; ageDays: number }[] }>(
    '/registrations?status=FILED&limit=200',
  );
  const entry = queue.items.find(({ contractId }) => contractId === contract.id);
  if (!entry) throw new Error('what was filed is not in the queue of the office');
  const registrationNumber = officeNumber(contract, office.today);
  await office.api.post<Result>(`${path}/register`, { registrationNumber });
  return { registrationNumber, dueOn: filed.dueOn ?? '', ruleVersion: filed.ruleVersion ?? '', ageDays: entry.ageDays };
};

/** The first instalment: recorded by the buyer, confirmed by the seller. */
const payFirst = async (
  { id }: Contract,
  sides: { seller: Party; buyer: Party; today: string },
): Promise<{ received: Money; first: Money }> => {
  const { seller, buyer, today } = sides;
  await seller.api.post(`/contracts/${id}/performance`);
  const { schedule } = await buyer.api.get<{ schedule: { amount: Money }[] }>(`/contracts/${id}/performance`);
  const first = schedule[0]?.amount ?? yuan('0.00');
  const payment = { what: 'INSTALMENT', number: 1, amount: first, paidOn: today, reference: `演示转账 ${today}` };
  await buyer.api.post(`/contracts/${id}/payments`, payment);
  const { performance } = await view(seller, await seller.api.post<Result>(`/contracts/${id}/payments/1/confirm`));
  return { received: performance.received, first };
};

/** Seven tenths of the net income at least, thirty to seventy between two completers, by opaque ids. */
const share = async ({ id }: Contract, seller: Party, gross: Money): Promise<Distribution> => {
  const path = `/contracts/${id}/distribution`;
  const costs = { taxes: yuan('6000.00'), upkeep: yuan('2000.00'), deal: yuan('4000.00') };
  const recipients = [
    { subjectId: 'demo-completer-1', parts: 30 },
    { subjectId: 'demo-completer-2', parts: 70 },
  ];
  await seller.api.post(path, { region: '110108', isStateUnit: true, shared: { kind: 'NET_INCOME', gross, costs }, recipients });
  const { revision } = await seller.api.post<Result>(`${path}/1/execute`);
  const { items } = await seller.api.get<{ items: Distribution[] }>(`${path}?atRevision=${revision}`);
  const [done] = items;
  if (!done) throw new Error('the distribution is not there');
  return done;
};

/** Registered, paid in part, shared: and the distribution proved by its receipt alone. */
export const afterSignature = async (
  contract: Contract,
  sides: { seller: Party; buyer: Party; registrar: Api; today: string },
): Promise<AfterSignature> => {
  const { seller, buyer, registrar, today } = sides;
  const registration = await register(contract, seller, { api: registrar, today });
  const { received, first } = await payFirst(contract, { seller, buyer, today });
  const distribution = await share(contract, seller, first);
  const { checked, text, keys } = await receiptOf(seller.api, contract.id, 'distribution');
  const changed = verifyReceipt(
    text.replace(/"index":(\d+)/, (_, index: string) => `"index":${Number(index) + 1}`),
    { trustedKeys: keys },
  );
  if (changed.ok) throw new Error('a changed receipt was taken for a good one');
  return { registration, received, distribution, receipt: checked, refused: changed.code };
};
