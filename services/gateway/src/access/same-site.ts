import type { IncomingHttpHeaders } from 'node:http';

const hostOf = (origin: string): string | undefined => (URL.canParse(origin) ? new URL(origin).host : undefined);

/**
 * Whether a browser sent the request from a page of ours. Browsers state it in Sec-Fetch-Site; older ones name the page's origin.
 * Without either it is not known, and a cookie alone must not move anything.
 */
export const isSameSite = (headers: IncomingHttpHeaders, publicUrl: string | undefined): boolean => {
  const { 'sec-fetch-site': fetchSite, origin, host } = headers;
  if (typeof fetchSite === 'string') return fetchSite === 'same-origin';
  if (origin === undefined) return false;
  const from = hostOf(origin);
  return from !== undefined && (from === host || (publicUrl !== undefined && from === hostOf(publicUrl)));
};

/** For requests that bring no credentials yet (sign-in): refuses only what a browser declares to come from elsewhere. */
export const isFromElsewhere = (headers: IncomingHttpHeaders, publicUrl: string | undefined): boolean =>
  (headers['sec-fetch-site'] !== undefined || headers.origin !== undefined) && !isSameSite(headers, publicUrl);
