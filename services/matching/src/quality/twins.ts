/** A listing among those to be proposed. */
interface Proposed {
  id: string;
  organisationId: string;
}

/** Of near-equal records of one organisation only the first stays; the order is kept. Records of different organisations never stand for each other. */
export const withoutTwins = <Candidate extends Proposed>(
  candidates: readonly Candidate[],
  isNearDuplicate: (aId: string, bId: string) => boolean,
): Candidate[] => {
  const kept: Candidate[] = [];
  for (const candidate of candidates) {
    const hasTwin = kept.some(
      ({ id, organisationId }) => organisationId === candidate.organisationId && isNearDuplicate(id, candidate.id),
    );
    if (!hasTwin) kept.push(candidate);
  }
  return kept;
};
