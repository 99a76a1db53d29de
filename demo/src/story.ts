import { allOf, apiFor, newTrace, until } from './api.js';
import type { Api } from './api.js';
import { conclude, introduce } from './deal.js';
import type { Party } from './contract.js';
import type { Concluded, Match } from './deal.js';
import { importFiles } from './import.js';
import type { ImportResult } from './import.js';
import type { Options } from './options.js';
import { afterSignature } from './after-signature.js';
import type { AfterSignature } from './after-signature.js';
import { checkedReceipt } from './receipt.js';
import type { CheckedReceipt } from './receipt.js';

interface Demand {
  id: string;
  title: string;
  sourceId?: string;
}
interface Notification {
  id: string;
  kind: string;
  subject: { type: string; id: string };
  facts: Record<string, string | number>;
  deliveredAt: string;
}
interface Span {
  service: string;
  name: string;
}
export interface BestMatches {
  demand: { id: string; title: string };
  best: { matchId: string; listing: string; score: number; level: number; words: string[] }[];
}
export interface Story {
  url: string;
  imported: { listings: ImportResult; demands: ImportResult };
  index: { listings: number; demands: number; matches: number };
  matches: BestMatches[];
  deal: Concluded & { match: Match };
  receipt: CheckedReceipt;
  after: AfterSignature;
  inboxes: { supply: Notification[]; demand: Notification[] };
  traceId: string;
  trace: { spans: number; services: string[] };
}

type Tell = (part: Partial<Story>) => void;

const organisationOf = async (api: Api): Promise<Party> => {
  const { organisationId } = await api.get<{ organisationId: string }>('/auth/me');
  return { api, organisationId };
};

/** Whatever was imported is searchable and matched when the index has stopped growing at no less than that. */
const untilIndexed = async (api: Api, imported: Story['imported']): Promise<Story['index']> => {
  let before = '';
  let calm = 0;
  return until('the matching index', 1_800, async () => {
    const index = await api.get<Story['index']>('/match-index');
    const isWhole = index.listings >= imported.listings.accepted && index.demands >= imported.demands.accepted;
    calm = isWhole && JSON.stringify(index) === before ? calm + 1 : 0;
    before = JSON.stringify(index);
    return calm >= 3 ? index : undefined;
  });
};

const bestOf = async (api: Api, demand: Demand): Promise<{ shown: BestMatches; matches: Match[] }> => {
  const { items } = await api.get<{ items: Match[] }>(`/matches?demandId=${demand.id}&limit=3`);
  const best = items.map((match) => ({
    matchId: match.id,
    listing: match.supply.title,
    score: match.score,
    level: match.level,
    words: match.explanation.words
      .slice(0, 6)
      .map(({ word, counterpart }) => (counterpart && counterpart !== word ? `${word}≈${counterpart}` : word)),
  }));
  return { shown: { demand: { id: demand.id, title: demand.title }, best }, matches: items };
};

const dealable = (matches: Match[], supply: Party, demand: Party): Match => {
  const open = matches
    .filter(
      (match) =>
        match.status === 'PROPOSED' &&
        match.supply.organisationId === supply.organisationId &&
        match.demand.organisationId === demand.organisationId,
    )
    .sort((a, b) => b.score - a.score);
  const [best] = open;
  if (!best) throw new Error('no open match is left between the two demo organisations: npm run reset gives a fresh platform');
  // The public case that the platform is modelled on comes first where it is there.
  return open.find((match) => match.supply.title === '移动智能动作监测骨科康复指导仪') ?? best;
};

/** Facts of two services reach the inbox on two ways: both the introduction and the conclusion must have arrived. */
const inboxOf = async ({ api }: Party, about: { matchId: string; contractId: string }): Promise<Notification[]> =>
  until('the notices of the deal', 60, async () => {
    const items = await allOf<Notification>(api, '/notifications');
    const holds = (kind: string, id: string): boolean => items.some((item) => item.kind === kind && item.subject.id === id);
    return holds('contract-concluded', about.contractId) && holds('match-introduced', about.matchId) ? items : undefined;
  });

const traceOf = (operator: Api, traceId: string): Promise<Story['trace']> =>
  until('the spans of the deal', 30, async () => {
    const { spans } = await operator.get<{ spans: Span[] }>(`/ops/traces/${traceId}`);
    const services = [...new Set(spans.map(({ service }) => service))].sort();
    return services.length >= 5 ? { spans: spans.length, services } : undefined;
  });

/** Import, matches, one deal from intent to conclusion, both inboxes, one trace; told part by part as it happens. */
export const tellStory = async ({ url, keys, listings, demands }: Options, tell: Tell): Promise<Story> => {
  const importTrace = newTrace();
  const deal = newTrace();
  const key = (role: string): string => keys[role] ?? '';
  const university = apiFor(url, key('university'), importTrace);
  const enterprise = apiFor(url, key('enterprise'), importTrace);
  const imported = {
    listings: await importFiles(university, 'listing', { label: '成果 listings', files: listings }),
    demands: await importFiles(enterprise, 'demand', { label: '需求 demands ', files: demands }),
  };
  tell({ url, imported });
  const index = await untilIndexed(university, imported);
  const own = await allOf<Demand>(enterprise, '/demands?mine=true');
  const found = [];
  for (const demand of own) found.push(await bestOf(enterprise, demand));
  const matches = found.map(({ shown }) => shown);
  tell({ index, matches });
  const supply = await organisationOf(apiFor(url, key('university'), deal));
  const demand = await organisationOf(apiFor(url, key('enterprise'), deal));
  const match = dealable(
    found.flatMap((one) => one.matches),
    supply,
    demand,
  );
  const drafted = await introduce(match, supply, demand);
  const operator = apiFor(url, key('operator'), deal);
  const concluded = await conclude(drafted, { supply, demand, operator });
  tell({ deal: { match, ...concluded } });
  const receipt = await checkedReceipt(supply.api, concluded.contract);
  tell({ receipt });
  const { today } = await operator.get<{ today: string }>('/ops/calendar');
  const registrar = apiFor(url, key('registrar'), deal);
  const after = await afterSignature(concluded.contract, { seller: supply, buyer: demand, registrar, today });
  tell({ after });
  const about = { matchId: match.id, contractId: drafted.id };
  const inboxes = { supply: await inboxOf(supply, about), demand: await inboxOf(demand, about) };
  const trace = await traceOf(apiFor(url, key('operator'), importTrace), deal.id);
  tell({ inboxes, traceId: deal.id, trace });
  return { url, imported, index, matches, deal: { match, ...concluded }, receipt, after, inboxes, traceId: deal.id, trace };
};
