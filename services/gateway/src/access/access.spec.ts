import fc from 'fast-check';
import { rateLimit } from './rate-limit.js';
import { isFromElsewhere, isSameSite } from './same-site.js';
import { sessionCookieHeader, sessionTokenOf } from './session-cookie.js';

const publicUrl = 'https://lastmile.example';

describe('where a request comes from', () => {
  it.each([
    [{ 'sec-fetch-site': 'same-origin' }, true],
    [{ 'sec-fetch-site': 'same-site' }, false],
    [{ 'sec-fetch-site': 'cross-site', origin: publicUrl }, false],
    [{ 'sec-fetch-site': 'none' }, false],
    [{ origin: publicUrl, host: 'inner:1' }, true],
    [{ origin: 'http://127.0.0.1:4600', host: '127.0.0.1:4600' }, true],
    [{ origin: 'https://evil.example', host: '127.0.0.1:4600' }, false],
    [{ origin: 'null', host: '127.0.0.1:4600' }, false],
    [{ host: '127.0.0.1:4600' }, false],
  ])('%j from a page of ours: %s', (headers, expected) => {
    expect(isSameSite(headers, publicUrl)).toBe(expected);
  });
  it('is held against sign-in only when a browser states it', () => {
    expect(isFromElsewhere({}, publicUrl)).toBe(false);
    expect(isFromElsewhere({ origin: 'https://evil.example' }, publicUrl)).toBe(true);
    expect(isFromElsewhere({ origin: publicUrl }, publicUrl)).toBe(false);
  });
});

describe('the session cookie', () => {
  const token = 'a'.repeat(43);
  it('cannot be read by scripts or sent by other sites', () => {
    const header = sessionCookieHeader(token, { isSecure: true, maxAgeSeconds: 60 });
    expect(header).toBe(`lastmile_session=${token}; Path=/; Max-Age=60; HttpOnly; SameSite=Strict; Secure`);
    expect(sessionCookieHeader(token, { isSecure: false, maxAgeSeconds: 60 })).not.toContain('Secure');
  });
  it('is found among others', () => {
    expect(sessionTokenOf(`a=b; lastmile_session=${token}; c=d`)).toBe(token);
    for (const header of [undefined, '', 'a=b', 'lastmile_session=', 'lastmile_session=short', `xlastmile_session=${token}`]) {
      expect(sessionTokenOf(header)).toBeUndefined();
    }
  });
});

describe('the rate limit', () => {
  it('lets a burst through, then as many as time has passed', () => {
    let now = 0;
    const limit = rateLimit(60, () => now);
    for (let count = 0; count < 60; count += 1) expect(limit.take('a')).toBe(0);
    expect(limit.take('a')).toBe(1);
    expect(limit.take('b')).toBe(0);
    now += 1_000;
    expect(limit.take('a')).toBe(0);
    expect(limit.take('a')).toBeGreaterThan(0);
  });
  it('never lets more through than burst and rate allow', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(2_000), { maxLength: 200 }), (pauses) => {
        let now = 0;
        const limit = rateLimit(30, () => now);
        let passed = 0;
        for (const pause of pauses) {
          now += pause;
          passed += limit.take('a') === 0 ? 1 : 0;
        }
        expect(passed).toBeLessThanOrEqual(30 + now / 2_000 + 1e-6);
      }),
    );
  });
  it('stays small under many addresses', () => {
    const limit = rateLimit(1, () => 0);
    for (let count = 0; count < 50_000; count += 1) limit.take(String(count));
    expect(limit.take('49999')).toBeGreaterThan(0); // seen lately
    expect(limit.take('0')).toBe(0); // forgotten
  });
});
