/** What the practice server is about to say, before a fault may garble it. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** Evolink's errors exist in two forms: an integer code (old) and a string code (new). */
export type ErrorForm = 'old' | 'new';

/** A request that breaks a rule of the API; becomes an error answer. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly extra: Readonly<Record<string, unknown>>;

  constructor(status: number, code: string, message: string, extra: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.extra = extra;
  }
}

/** The file host answers its errors in a form of its own: `{"success":false,"code":40001,"msg":"…"}`. */
export class UploadRefusal extends Error {
  readonly status: number;
  readonly code: number;

  constructor(status: number, code: number, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

export function jsonAnswer(status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: Buffer.from(JSON.stringify(value)),
  };
}

const newTypes: Readonly<Record<number, string>> = {
  400: 'invalid_request_error',
  401: 'authentication_error',
  402: 'insufficient_quota_error',
  403: 'permission_error',
  404: 'not_found_error',
  409: 'idempotency_error',
  429: 'rate_limit_error',
};

/** In the old form the string code survives only in `type`. */
export function errorAnswer(refusal: Refusal, form: ErrorForm, requestId: string): Answer {
  const { status, code, message, extra } = refusal;
  const error =
    form === 'old'
      ? { code: status, message, type: `${code}_error`, ...extra, request_id: requestId }
      : { code, message, type: newTypes[status] ?? 'api_error', ...extra, request_id: requestId };
  return jsonAnswer(status, { error });
}

/** The old form of a failed upload hides behind HTTP 200, as has been seen of the service. */
export function uploadErrorAnswer(refusal: UploadRefusal, form: ErrorForm): Answer {
  return jsonAnswer(form === 'old' ? 200 : refusal.status, { success: false, code: refusal.code, msg: refusal.message });
}
