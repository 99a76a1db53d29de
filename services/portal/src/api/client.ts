import i18next from 'i18next';

export interface Violation {
  path: string;
  message: string;
}

interface Refusal {
  status: number;
  code: string;
  detail: string;
  violations?: Violation[];
  traceId?: string;
}

/** A coded refusal of the API, already in the user's language. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly violations: Violation[];
  readonly traceId: string | undefined;

  constructor({ status, code, detail, violations = [], traceId }: Refusal) {
    super(detail);
    this.status = status;
    this.code = code;
    this.violations = violations;
    this.traceId = traceId;
  }
}

interface ProblemBody {
  code?: string;
  title?: string;
  detail?: string;
  violations?: Violation[];
  traceId?: string;
}

const problemOf = async (response: Response): Promise<Problem> => {
  const body = (await response.json().catch(() => ({}))) as ProblemBody;
  const detail = body.detail ?? body.title ?? i18next.t('error.unknown');
  return new Problem({
    status: response.status,
    code: body.code ?? 'UNKNOWN',
    detail,
    violations: body.violations,
    traceId: body.traceId,
  });
};

const ask = async (method: string, path: string, body?: unknown): Promise<Response> => {
  const response = await fetch(`/api/v1${path}`, {
    method,
    credentials: 'same-origin',
    headers: {
      'accept-language': i18next.language,
      ...(method === 'GET' ? {} : { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() }),
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  }).catch(() => {
    throw new Problem({ status: 0, code: 'OFFLINE', detail: i18next.t('error.offline') });
  });
  if (!response.ok) throw await problemOf(response);
  return response;
};

const send = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
  const response = await ask(method, path, body);
  return (response.status === 204 ? undefined : await response.json()) as T;
};

export const get = <T>(path: string): Promise<T> => send('GET', path);
export const post = <T>(path: string, body: unknown = {}): Promise<T> => send('POST', path, body);
export const remove = <T>(path: string): Promise<T> => send('DELETE', path);
/** A file of the API, such as a document or a pack. */
export const getFile = async (path: string): Promise<Blob> => (await ask('GET', path)).blob();
