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

/** One token bucket a name; full buckets are forgotten when there are many, so that memory stays bounded. */
export const rateLimit = (perMinute: number, now: () => number = () => performance.now()): RateLimit => {
  const perMs = perMinute / 60_000;
  const buckets = new Map<string, Bucket>();
  const filled = ({ left, at }: Bucket, time: number): number => Math.min(perMinute, left + (time - at) * perMs);
  const forget = (time: number): void => {
    for (const [who, bucket] of buckets) if (filled(bucket, time) >= perMinute) buckets.delete(who);
    const oldest = buckets.keys();
    while (buckets.size >= mostBuckets) buckets.delete(oldest.next().value ?? '');
  };
  return {
    take: (who) => {
      const time = now();
      const bucket = buckets.get(who);
      if (!bucket && buckets.size >= mostBuckets) forget(time);
      const left = bucket ? filled(bucket, time) : perMinute;
      const passes = left >= 1;
      buckets.set(who, { left: passes ? left - 1 : left, at: time });
      return passes ? 0 : Math.max(1, Math.ceil((1 - left) / perMs / 1_000));
    },
  };
};
