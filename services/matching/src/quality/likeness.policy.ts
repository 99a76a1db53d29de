/** From which likeness on: of texts with enough runs to tell, and of short ones. */
export interface LeastLikeness {
  long: number;
  short: number;
}

interface LikenessPolicy {
  /** Fewer different runs than this are a short text: a bare title, most often. */
  shortBelow: number;
  /** To be named as nearly the same. */
  near: LeastLikeness;
  /** To stand for each other among the proposals of one organisation: higher, because one of them is left out. */
  twins: LeastLikeness;
}

export const likenessPolicy: LikenessPolicy = {
  shortBelow: 40,
  near: { long: 0.6, short: 0.8 },
  twins: { long: 0.75, short: 0.85 },
};
