/** Lets so many through a minute, with as many in one burst. */
export interface RateLimit {
  /** 0 when the request may pass, else the seconds to wait. */
  take(who: string): number;
}

interface Bucket {
  left: number;
  at: number;
}

const mostBuckets = 20_000;

/** One token bucket a name. When there are too many names, those not seen for longest start anew, so that memory stays bounded. */
export const rateLimit = (perMinute: number, now: () => number = () => performance.now()): RateLimit => {
  const perMs = perMinute / 60_000;
  const buckets = new Map<string, Bucket>();
  const filled = ({ left, at }: Bucket, time: number): number => Math.min(perMinute, left + (time - at) * perMs);
  /** In the order of the last request, because a bucket is put back at the end. */
  const keep = (who: string, bucket: Bucket): void => {
    buckets.delete(who);
    buckets.set(who, bucket);
    if (buckets.size <= mostBuckets) return;
    for (const oldest of buckets.keys()) {
      buckets.delete(oldest);
      return;
    }
  };
  return {
    take: (who) => {
      const time = now();
      const bucket = buckets.get(who);
      const left = bucket ? filled(bucket, time) : perMinute;
      const passes = left >= 1;
      keep(who, { left: passes ? left - 1 : left, at: time });
      return passes ? 0 : Math.max(1, Math.ceil((1 - left) / perMs / 1_000));
    },
  };
};
