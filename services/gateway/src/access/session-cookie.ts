export const sessionCookie = 'lastmile_session';

/** The token in a Cookie header. Of several cookies of the name the first counts, as browsers send the closest path first. */
export const sessionTokenOf = (header: string | undefined): string | undefined => {
  for (const part of (header ?? '').split(';')) {
    const [name, value] = part.trim().split('=', 2);
    if (name === sessionCookie) return /^[\w-]{43}$/.exec(value ?? '')?.[0];
  }
  return undefined;
};

interface CookieOptions {
  isSecure: boolean;
  maxAgeSeconds: number;
}

/** Scripts cannot read it and other sites cannot send it. An age of 0 takes it away. */
export const sessionCookieHeader = (token: string, { isSecure, maxAgeSeconds }: CookieOptions): string =>
  `${sessionCookie}=${token}; Path=/; Max-Age=${maxAgeSeconds}; HttpOnly; SameSite=Strict${isSecure ? '; Secure' : ''}`;
