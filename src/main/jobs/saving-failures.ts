import { Failure } from '../../shared/failure.ts';
import { LinkRefused } from '../evolink/download.ts';

/** Links live 24 hours after the task is finished. */
const linksLiveMs = 24 * 3_600_000;
/** A link that refuses, or a picture that is none, gets this long and so many attempts before that is taken as final: it was paid for. */
const patienceMs = 10 * 60_000;
const patientAttempts = 5;

/**
 * How often the pictures couldn't be had although the service itself was there and said where they are. While it can't be
 * asked, nothing is final: the links that it would name may be others.
 */
export interface Tried {
  readonly attempts: number;
  /** Since the first of these attempts. */
  readonly lastedMs: number;
  /** Since the last picture came, or since the task was finished. */
  readonly waitedMs: number;
}

/** What to fail the job with, or null while waiting may still save one of its pictures. */
export function endingFailure(errors: readonly unknown[], tried: Tried): Failure | null {
  const endings = errors.map((error) => endingOf(asFailure(error), tried));
  return endings.includes(null) ? null : (endings.find((ending) => ending !== null) ?? null);
}

/** The failure to speak of: what a person can do something about comes first. */
export function decidingFailure(errors: readonly unknown[], unasked: Failure | null): Failure {
  const failures = errors.map(asFailure);
  const forAPerson = failures.find(isOurs) ?? (unasked && isAboutTheKey(unasked) ? unasked : null);
  return forAPerson ?? failures[0] ?? new Failure('unexpected', 'Nothing failed.');
}

/** Whether something here stood in the way of every picture, so that the links are as good as they were. */
export function areOurs(errors: readonly unknown[]): boolean {
  return errors.every((error) => isOurs(asFailure(error)));
}

/** The same failure, which says how many of the pictures are there. */
export function withCount(failure: Failure, kept: number, all: number): Failure {
  if (all < 2) return failure;
  const { code, message, requestId, serviceCode } = failure;
  const because = [{ why: 'some-kept', kept, all } as const, ...failure.reasons];
  return new Failure(code, `${kept} of ${all} pictures are in the library. ${message}`, {
    cause: failure,
    requestId,
    serviceCode,
    because,
  });
}

function isOurs({ code }: Failure): boolean {
  return code === 'disk-full' || code === 'library-unavailable';
}

function isAboutTheKey({ code }: Failure): boolean {
  return code === 'no-key' || code === 'unauthorized';
}

function endingOf(failure: Failure, tried: Tried): Failure | null {
  // What is wrong here is mended here, however long that takes; then the links are tried.
  if (isOurs(failure)) return null;
  // Never followed, so asking again for the links once is all that can be done.
  if (failure.code === 'bad-answer') return tried.attempts >= 1 ? failure : null;
  if (failure.code === 'bad-picture' || failure.code === 'unexpected') return isTriedEnough(tried) ? failure : null;
  return isGone(failure, tried) ? expired(failure) : null;
}

function isGone(failure: Failure, tried: Tried): boolean {
  if (isTriedEnough(tried) && tried.waitedMs > linksLiveMs) return true;
  if (!(failure instanceof LinkRefused) || failure.status >= 500 || failure.status === 429) return false;
  return failure.hasExpired ? tried.attempts >= patientAttempts - 1 : isTriedEnough(tried);
}

function isTriedEnough({ attempts, lastedMs }: Tried): boolean {
  return attempts >= patientAttempts && lastedMs >= patienceMs;
}

function expired(cause: Failure): Failure {
  const { message, requestId, serviceCode } = cause;
  const because = [{ why: 'gone-at-service' } as const, ...cause.reasons];
  return new Failure('links-expired', `The picture is no longer at the service. ${message}`, { cause, requestId, serviceCode, because });
}

function asFailure(error: unknown): Failure {
  return error instanceof Failure ? error : new Failure('unexpected', String(error), { cause: error });
}
