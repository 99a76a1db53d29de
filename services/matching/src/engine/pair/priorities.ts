import type { Evidence, MissingCode } from '@lastmile/protocol';
import type { Subject } from '../subject.js';
import { lacking } from './fit.js';
import type { PriorityWeights } from './policy.data.js';
import type { Nearness } from './regions.js';
import { nearnessOf } from './regions.js';

/** A bonus: it gives its share of what is still open to the full score, so it never takes anything away, and nobody is filtered by it. */
export interface Priority {
  name: 'region' | 'smallBusiness';
  /** The share, 0 when the pair does not get it. */
  share: number;
  evidence: Evidence[];
}

const nearCodes: Record<Nearness, string> = {
  district: 'REGION_SAME_DISTRICT',
  city: 'REGION_SAME_CITY',
  province: 'REGION_SAME_PROVINCE',
};

/** Use near where it was made: 北京市促进科技成果转化条例 Arts. 6 and 37. */
const regionPriority = (listing: Subject, demand: Subject, { region }: PriorityWeights): Priority[] => {
  if (listing.region === undefined || demand.region === undefined) return [];
  const values = { listing: listing.region, demand: demand.region };
  const nearness = nearnessOf(listing.region, demand.region);
  if (nearness === undefined) return [{ name: 'region', share: 0, evidence: [{ code: 'REGION_ELSEWHERE', values }] }];
  return [{ name: 'region', share: region[nearness], evidence: [{ code: nearCodes[nearness], values }] }];
};

/** Small businesses first: 北京市促进科技成果转化条例 Art. 23. */
const smallBusinessPriority = ({ smallBusiness }: Subject, weights: PriorityWeights): Priority[] =>
  smallBusiness === true
    ? [{ name: 'smallBusiness', share: weights.smallBusiness, evidence: [{ code: 'SMALL_BUSINESS', values: {} }] }]
    : [];

export const prioritiesOf = (listing: Subject, demand: Subject, weights: PriorityWeights): Priority[] => [
  ...regionPriority(listing, demand, weights),
  ...smallBusinessPriority(demand, weights),
];

/** The most that the priorities together can give to a pair with this record. */
export const mostPriority = ({ region, smallBusiness }: Subject, weights: PriorityWeights): number =>
  (region === undefined ? 0 : weights.region.district) + (smallBusiness === false ? 0 : weights.smallBusiness);

export const missingRegions = (listing: Subject, demand: Subject): MissingCode[] =>
  lacking([demand.region !== undefined, 'DEMAND_REGION'], [listing.region !== undefined, 'LISTING_REGION']);
