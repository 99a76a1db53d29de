import type { Constraint, LiveLicence } from '@lastmile/protocol';
import type { Subject } from '../subject.js';
import { overlaps } from './regions.js';

type Side = Constraint['side'];
type LicenceMode = LiveLicence['mode'];

/** An offer lasts to the end of its last day in UTC. */
const isOver = (until: string | undefined, today: string): until is string => until !== undefined && until < today.slice(0, 10);

/** Classified technology stays outside the market: 北京市促进科技成果转化条例 Art. 10, 促进科技成果转化法 Arts. 30 and 41. */
const secrecy = (subject: Subject, side: Side): Constraint[] =>
  subject.classified === true ? [{ name: 'SECRECY', side, values: {} }] : [];

/** A profile that nobody confirmed or renewed is not brokered any more, as in the Enterprise Europe Network's rules for profiles. */
const expired = ({ validUntil }: Subject, side: Side, today: string): Constraint[] =>
  isOver(validUntil, today) ? [{ name: 'EXPIRED', side, values: { until: validUntil } }] : [];

/** A will of the owner's own: nobody has to deal (Civil Code, Art. 5, voluntariness). */
const excluded = (own: Subject, other: Subject, side: Side): Constraint[] =>
  other.organisationId !== '' && own.excluded?.includes(other.organisationId) === true
    ? [{ name: 'EXCLUDED_PARTY', side, values: {} }]
    : [];

/** A contract takes two parties; the platform brokers between organisations. */
const sameParty = (listing: Subject, demand: Subject): Constraint[] =>
  listing.organisationId !== '' && listing.organisationId === demand.organisationId
    ? [{ name: 'SAME_PARTY', side: 'SUPPLY', values: {} }]
    : [];

const isOffered = ({ modes }: Subject, mode: string): boolean => modes.length === 0 || modes.includes(mode);

/**
 * What the demand must be granted, if nothing less will do; undefined when a way without a new licence is open. Development, consulting and
 * service grant no use right to an existing technology (Civil Code, Arts. 851 and 878); an assignment or a contribution to equity leaves
 * earlier licences as they are (SPC interpretation on technology contracts 2020, Art. 24), so these conflict only when the buyer must be alone.
 * A licence of no stated mode is non-exclusive (same, Art. 25).
 */
const wantedLicence = (listing: Subject, demand: Subject): LicenceMode | undefined => {
  const { modes, licence } = demand;
  if (modes.length === 0) return licence;
  const mustBeAlone = licence === 'EXCLUSIVE';
  const needsGrant = (mode: string): boolean =>
    mode === 'LICENCE' || (mustBeAlone && (mode === 'ASSIGNMENT' || mode === 'EQUITY_CONTRIBUTION'));
  if (!modes.some(needsGrant)) return undefined;
  const hasOtherWay = modes.some((mode) => !needsGrant(mode) && isOffered(listing, mode));
  return hasOtherWay ? undefined : (licence ?? 'NON_EXCLUSIVE');
};

/**
 * SPC interpretation on technology contracts 2020, Art. 25: under an exclusive licence (独占) the licensee alone may use the technology, under
 * a sole one (排他) the licensee and the licensor, so neither leaves room for any other licence; a non-exclusive one (普通) leaves room for more
 * of its kind, but not for a promise to be the only licensee.
 */
const excludes = (live: LicenceMode, wanted: LicenceMode): boolean => live !== 'NON_EXCLUSIVE' || wanted !== 'NON_EXCLUSIVE';

/** In force today, for a field and a region that the demand may be about. */
const isInTheWay = (live: LiveLicence, demand: Subject, today: string): boolean => {
  if (isOver(live.until, today)) return false;
  if (live.field !== undefined && demand.field !== undefined && live.field !== demand.field) return false;
  return live.region === undefined || demand.region === undefined || overlaps(live.region, demand.region);
};

/** A licence that stays in force whoever the owner is, and covers what the demand is about. */
export const liveLicencesFor = (listing: Subject, demand: Subject, today: string): LiveLicence[] =>
  (listing.licences ?? []).filter((live) => isInTheWay(live, demand, today));

const licenceConflict = (listing: Subject, demand: Subject, today: string): Constraint[] => {
  const wanted = wantedLicence(listing, demand);
  if (wanted === undefined) return [];
  const live = liveLicencesFor(listing, demand, today).find(({ mode }) => excludes(mode, wanted));
  if (!live) return [];
  const { mode, until, field, region } = live;
  const scope = { ...(until === undefined ? {} : { until }), ...(field === undefined ? {} : { field }) };
  const values = { mode, wanted, ...scope, ...(region === undefined ? {} : { region }) };
  return [{ name: 'LICENCE_CONFLICT', side: 'SUPPLY', values }];
};

/**
 * What keeps the pair apart on the day, whatever its score; `today` is a day or an instant. Whether a record was withdrawn is known to the
 * index: what is not there is not offered.
 */
export const constraintsOf = (listing: Subject, demand: Subject, today: string): Constraint[] => [
  ...secrecy(listing, 'SUPPLY'),
  ...secrecy(demand, 'DEMAND'),
  ...expired(listing, 'SUPPLY', today),
  ...expired(demand, 'DEMAND', today),
  ...licenceConflict(listing, demand, today),
  ...excluded(listing, demand, 'SUPPLY'),
  ...excluded(demand, listing, 'DEMAND'),
  ...sameParty(listing, demand),
];
