import type { Reason } from './failure-reason.ts';

/**
 * Why something a person asked for could not be done: a closed list, so that every screen has a sentence for each.
 * Anything else that goes wrong is a bug, and throws.
 */
export const failureCodes = [
  'no-key', // no API key is set
  'unauthorized', // 401: the key is wrong, disabled or expired
  'no-credit', // 402: the account or the key's own limit is used up
  'forbidden', // 403: the key may not do this
  'model-unavailable', // the service doesn't offer the model (to this key)
  'rate-limited', // 429
  'offline', // surely nothing was sent: name look-up, connection, TLS, proxy
  'service-down', // 5xx and answers that aren't the service's
  'timed-out', // no answer in time
  'lost-answer', // a paid request left, its answer didn't arrive
  'rejected', // the service refused the request; its message says why
  'content-policy', // the prompt or a picture was refused by moderation
  'invalid', // our own check refused the input
  'task-failed', // the service accepted the task and could not make the picture
  'task-lost', // the service no longer knows the task
  'links-expired', // finished, but its links (24 h) are gone
  'bad-answer', // an answer that breaks the documented form
  'bad-picture', // not a PNG, JPEG or WebP, or damaged
  'too-large', // a file of more bytes or pixels than are looked at
  'out-of-memory', // what is to be done with a picture takes more memory than this computer has for it
  'disk-full',
  'library-unavailable', // the library folder is gone or can't be written
  'journal-unavailable', // the list of jobs can't be read or written, so nothing may be sent
  'not-found', // a job, picture or file that isn't there
  'keyring-locked',
  'keyring-missing',
  'cancelled', // the person took it back before it was sent
  'unexpected',
] as const;

export type FailureCode = (typeof failureCodes)[number];

/** A failure as plain data: what crosses between processes and what a failed job carries. */
export interface FailureData {
  readonly code: FailureCode;
  /** The original sentence (the service's own words where there are any), in whatever language it came. */
  readonly message: string;
  /** What support asks for: `x-request-id` or `request_id` of the answer. */
  readonly requestId?: string;
  /** The service's own error code, for example `content_policy_violation`. */
  readonly serviceCode?: string;
  /** Why exactly, for the page to say in the person's language; without it, there is only the message. */
  readonly because?: readonly Reason[];
}

interface FailureOptions extends ErrorOptions {
  readonly requestId?: string | undefined;
  readonly serviceCode?: string | undefined;
  readonly because?: Reason | readonly Reason[] | undefined;
}

/** An expected failure. Thrown inside a process; crosses between processes as plain data (see `Outcome`). */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly code: FailureCode;
  readonly requestId: string | undefined;
  readonly serviceCode: string | undefined;
  readonly because: readonly Reason[];

  constructor(code: FailureCode, message: string, { requestId, serviceCode, because = [], ...options }: FailureOptions = {}) {
    super(message, options);
    this.code = code;
    this.requestId = requestId;
    this.serviceCode = serviceCode;
    this.because = [because].flat();
  }

  /** What it says, for a failure that says more. */
  get reasons(): readonly Reason[] {
    return this.because.length > 0 ? this.because : [{ why: 'said', words: this.message }];
  }

  toData(): FailureData {
    const { code, message, requestId, serviceCode, because } = this;
    const known = { ...(requestId !== undefined && { requestId }), ...(serviceCode !== undefined && { serviceCode }) };
    return { code, message, ...known, ...(because.length > 0 && { because }) };
  }

  static fromData({ code, message, requestId, serviceCode, because }: FailureData): Failure {
    return new Failure(code, message, { requestId, serviceCode, because });
  }
}

/** What a call answers with. Electron drops an error's own fields on the way to the renderer, so failures travel as data. */
export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: FailureData };
