import { Failure } from '../../shared/failure.ts';
import { LinkRefused } from '../evolink/download.ts';

/** Links live 24 hours after the task is finished. */
const linksLiveMs = 24 * 3_600_000;
/** A link that refuses, or a picture that is none, gets this long and so many attempts before that is taken as final: it was paid for. */
const patienceMs = 10 * 60_000;
const patientAttempts = 5;

interface SoFar {
  readonly attempts: number;
  /** Since the last picture came, or since the task was finished. */
  readonly waitedMs: number;
}

/** What to fail the job with, or null while waiting may still save one of its pictures. */
export function endingFailure(errors: readonly unknown[], soFar: SoFar): Failure | null {
  const endings = errors.map((error) => endingOf(asFailure(error), soFar));
  return endings.includes(null) ? null : (endings.find((ending) => ending !== null) ?? null);
}

/** The failure to speak of: what a person can do something about comes first. */
export function decidingFailure(errors: readonly unknown[]): Failure {
  const failures = errors.map(asFailure);
  const ours = failures.find(({ code }) => code === 'disk-full' || code === 'library-unavailable');
  return ours ?? failures[0] ?? new Failure('unexpected', 'Nothing failed.');
}

function endingOf(failure: Failure, soFar: SoFar): Failure | null {
  const { code } = failure;
  // What is wrong here is mended here, however long that takes; then the links are tried.
  if (code === 'disk-full' || code === 'library-unavailable') return null;
  // Never followed, so asking again for the links once is all that can be done.
  if (code === 'bad-answer') return soFar.attempts >= 2 ? failure : null;
  if (code === 'bad-picture' || code === 'unexpected') return isTriedEnough(soFar) ? failure : null;
  return isGone(failure, soFar) ? expired(failure) : null;
}

function isGone(failure: Failure, soFar: SoFar): boolean {
  if (soFar.attempts >= patientAttempts && soFar.waitedMs > linksLiveMs) return true;
  if (!(failure instanceof LinkRefused) || failure.status >= 500 || failure.status === 429) return false;
  return failure.hasExpired ? soFar.attempts >= patientAttempts : isTriedEnough(soFar);
}

function isTriedEnough({ attempts, waitedMs }: SoFar): boolean {
  return attempts >= patientAttempts && waitedMs >= patienceMs;
}

function expired(cause: Failure): Failure {
  const { message, requestId, serviceCode } = cause;
  return new Failure('links-expired', `The picture is no longer at the service. ${message}`, { cause, requestId, serviceCode });
}

function asFailure(error: unknown): Failure {
  return error instanceof Failure ? error : new Failure('unexpected', String(error), { cause: error });
}
