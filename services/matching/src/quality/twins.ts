/** A record among those to be proposed. */
interface Proposed {
  entry: { id: string; organisationId: string };
}

/** Of near-equal records of one organisation only the first stays; the order is kept. Records of different organisations never stand for each other. */
export const withoutTwins = <Candidate extends Proposed>(
  candidates: readonly Candidate[],
  isNearDuplicate: (aId: string, bId: string) => boolean,
): Candidate[] => {
  const kept: Candidate[] = [];
  for (const candidate of candidates) {
    const hasTwin = kept.some(
      ({ entry }) => entry.organisationId === candidate.entry.organisationId && isNearDuplicate(entry.id, candidate.entry.id),
    );
    if (!hasTwin) kept.push(candidate);
  }
  return kept;
};

/** How one of several near-equal listings stands towards a demand. */
interface Standing {
  /** 1–4 */
  level: number;
  /** ISO instant. */
  publishedAt: string;
  id: string;
}

/** The higher level stands for its twins; of equal ones the one that was there first. */
export const standsBefore = (one: Standing, other: Standing): boolean => {
  if (one.level !== other.level) return one.level > other.level;
  if (one.publishedAt !== other.publishedAt) return one.publishedAt < other.publishedAt;
  return one.id < other.id;
};
