import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';

const pauseMs = 1_000;

/** Asks the pages anew when the platform tells of something; a burst of news is one question a second. */
export const useLiveUpdates = (organisationId: string | undefined): void => {
  const cache = useQueryClient();
  useEffect(() => {
    if (!organisationId) return undefined;
    let timer: number | undefined;
    let stream: EventSource | undefined;
    const refresh = (): void => {
      timer ??= window.setTimeout(() => {
        timer = undefined;
        void cache.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] === 'changing' });
      }, pauseMs);
    };
    // A browser allows few connections to one host: pages in the background give theirs back.
    const follow = (): void => {
      if (document.hidden) {
        stream?.close();
        stream = undefined;
      } else if (!stream) {
        stream = new EventSource('/api/v1/stream');
        stream.addEventListener('notification', refresh);
      }
    };
    follow();
    document.addEventListener('visibilitychange', follow);
    return () => {
      document.removeEventListener('visibilitychange', follow);
      window.clearTimeout(timer);
      stream?.close();
    };
  }, [cache, organisationId]);
};
