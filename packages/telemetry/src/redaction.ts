/**
 * Keeps secrets and personal data out of logs and spans. Fields are judged by name at any depth, headers by an
 * allow-list, bodies never pass, and every text is searched for what looks like a credential, an e-mail address,
 * a mobile number or an identity number.
 */
export const REDACTED = '[redacted]';

const maxDepth = 6;
const maxEntries = 60;
const maxText = 4_000;

/** Judged on the last word of a name: `apiKey`, `session_token`, `x-webhook-secret`; `tokenCount` and `keyId` pass. */
const secretLastWords = new Set(
  (
    'key keys token tokens secret secrets password passwords passwd pwd passphrase credential credentials authorization cookie cookies ' +
    'signature signatures email emails mail phone phones mobile telephone tel otp pin cvv jwt pem seed mnemonic nonce salt session'
  ).split(' '),
);

/** Judged anywhere in a name: `passwordHash`, `cookieHeader`, `emailAddress`, `privateKeyPem`, `idCardNumber`. */
const secretAnyWord = new Set(
  'password passwords passwd passphrase secret authorization cookie cookies credential credentials email phone mobile private iban'.split(
    ' ',
  ),
);

/** Whole names, folded to letters and digits. */
const secretNames = new Set(
  'apikey apikeys accesskey privatekey secretkey signingkey keymaterial idcard idnumber idcardnumber nationalid bankaccount accountnumber auth dsn connectionstring sid pass d p q dp dq qi k'.split(
    ' ',
  ),
);
const bodyNames = new Set('body rawbody payload requestbody responsebody form formdata terms raw'.split(' '));
const openNames = new Set('idempotencykey publickey routingkey partitionkey messagekey translationkey sortkey'.split(' '));
const openHeaders = new Set(
  'accept accept-language content-type content-length host user-agent traceparent tracestate if-match if-none-match etag retry-after x-request-id'.split(
    ' ',
  ),
);

const words = (name: string): string[] =>
  name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter(Boolean);

const judgeName = (name: string): boolean => {
  const parts = words(name);
  const folded = parts.join('');
  if (openNames.has(folded)) return false;
  if (secretNames.has(folded) || bodyNames.has(folded) || secretLastWords.has(folded)) return true;
  return secretLastWords.has(parts.at(-1) ?? '') || parts.some((word) => secretAnyWord.has(word));
};

const judged = new Map<string, boolean>();
const isSecretName = (name: string): boolean => {
  const known = judged.get(name);
  if (known !== undefined) return known;
  const verdict = judgeName(name);
  if (judged.size < 2_000) judged.set(name, verdict);
  return verdict;
};

const secretAssignment =
  /((?:\\*["'])?\b[\w.-]{0,40}(?:passw(?:or)?d|passphrase|pwd|secret|token|api[_-]?key|private[_-]?key|access[_-]?key|authorization|cookie|credential|signature|e-?mail|phone|mobile)(?:\\*["'])?\s*[=:]\s*)(\\+"[^"]*"|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|(?:Bearer |Basic )?(?:\[redacted\]|[^\s"',;&}\])]+))/gi;

const patterns: readonly [RegExp, string][] = [
  [/-----BEGIN [A-Z ]+-----[\s\S]*?(?:-----END [A-Z ]+-----|$)/g, REDACTED],
  [/\b(Bearer|Basic)\s+[\w.~+/=-]+/gi, `$1 ${REDACTED}`],
  [/\beyJ[\w-]{5,}\.[\w-]+\.?[\w-]*/g, REDACTED],
  [/\b([a-z][a-z\d+.-]{0,20}:\/\/)[^\s/@:]*:[^\s/@]*@/gi, `$1${REDACTED}@`],
  [secretAssignment, `$1${REDACTED}`],
  [/[\w.!#$%&'*+=?^`{|}~-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})*\.[a-z]{2,}/gi, REDACTED],
  [/(?<![\w-])[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{3}[\dXx](?!\w)/g, REDACTED],
  [/(?<![\w.-])(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?![\w-])/g, REDACTED],
];

/**
 * A text without what looks like a credential, an e-mail address, a mobile number or an identity number; at most
 * 4,000 characters. What is cut out is replaced by `[redacted]`.
 * @example scrubText('nats://user:pass@host') // 'nats://[redacted]@host'
 */
export const scrubText = (text: string): string => {
  const bounded = text.length > maxText ? `${text.slice(0, maxText)}…` : text;
  return patterns.reduce((scrubbed, [pattern, replacement]) => scrubbed.replace(pattern, replacement), bounded);
};

const redactHeaders = (headers: object): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(headers)
      .slice(0, maxEntries)
      .map(([name, value]) => [name, openHeaders.has(name.toLowerCase()) ? scrubText(String(value)) : REDACTED]),
  );

const redactError = (error: Error, depth: number): Record<string, unknown> => {
  const { name, message, stack, cause, ...rest } = error as Error & Record<string, unknown>;
  const own = redactFields(rest, depth + 1);
  const causes = cause === undefined ? {} : { cause: redactValue(cause, depth + 1) };
  return { ...own, type: name, message: scrubText(message), stack: scrubText(stack ?? ''), ...causes };
};

const redactObject = (value: object, depth: number): unknown => {
  if (value instanceof Error) return redactError(value, depth);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (value instanceof URL) return scrubText(`${value.protocol}//${value.host}${value.pathname}`);
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return `[${value.byteLength} bytes]`;
  if (Array.isArray(value)) return value.slice(0, maxEntries).map((item) => redactValue(item, depth + 1));
  if (value instanceof Set) return redactObject([...value], depth);
  if (value instanceof Map) return redactFields(Object.fromEntries([...value].map(([key, item]) => [String(key), item])), depth);
  return redactFields(value, depth);
};

const redactValue = (value: unknown, depth: number): unknown => {
  if (typeof value === 'string') return scrubText(value);
  if (typeof value === 'bigint') return value.toString();
  if (typeof value === 'function' || typeof value === 'symbol') return undefined;
  if (typeof value !== 'object' || value === null) return value;
  return depth > maxDepth ? '[too deep]' : redactObject(value, depth);
};

const redactField = (name: string, value: unknown, depth: number): unknown => {
  if (value === undefined || value === null || typeof value === 'boolean') return value;
  if (/headers$/i.test(name) && typeof value === 'object' && !Array.isArray(value)) return redactHeaders(value);
  return isSecretName(name) ? REDACTED : redactValue(value, depth + 1);
};

const redactFields = (fields: object, depth: number): Record<string, unknown> => {
  const entries = Object.entries(fields).slice(0, maxEntries);
  return Object.fromEntries(entries.map(([name, value]) => [name, redactField(name, value, depth)]));
};

/**
 * A plain copy of an object that is safe to log: secret fields and bodies replaced, headers by allow-list, texts
 * scrubbed, errors as { type, message, stack, cause }, depth and size bounded, cycles cut. The input is not changed.
 * @example redact({ apiKey: 'x', user: { email: 'a@b.cn' } }) // { apiKey: '[redacted]', user: { email: '[redacted]' } }
 */
export const redact = (fields: object): Record<string, unknown> =>
  fields instanceof Error ? redactError(fields, 0) : redactFields(fields, 0);
