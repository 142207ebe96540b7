import type { FailureCode } from '../../shared/failure.ts';
import type { Waiting } from '../../shared/job.ts';
import { backoffMs } from './backoff.ts';

interface Reason {
  readonly waitsFor: Waiting['for'];
  readonly restMs?: number;
  /** Where each further refusal in a row makes the rest longer: up to this. */
  readonly mostRestMs?: number;
}

const patientMs = 15 * 60_000;

/** What a failure that passes, or that the person can mend, makes a job wait for; how long to rest when the service doesn't say. */
const reasons: Partial<Record<FailureCode, Reason>> = {
  offline: { waitsFor: 'offline' },
  'lost-answer': { waitsFor: 'offline' },
  'timed-out': { waitsFor: 'offline' },
  'service-down': { waitsFor: 'service', restMs: 30_000 },
  'rate-limited': { waitsFor: 'rate-limit', restMs: 45_000 },
  unauthorized: { waitsFor: 'key' },
  'no-key': { waitsFor: 'key' },
  'no-credit': { waitsFor: 'credit', restMs: 60_000, mostRestMs: patientMs },
  forbidden: { waitsFor: 'permission', restMs: 60_000, mostRestMs: patientMs },
  'disk-full': { waitsFor: 'disk', restMs: 30_000 },
  'library-unavailable': { waitsFor: 'library', restMs: 30_000 },
  'journal-unavailable': { waitsFor: 'journal', restMs: 30_000 },
};

const retry = { firstMs: 2_000, mostMs: 60_000 };
/** A service that says "in a second" again and again isn't believed. */
const leastTold = { firstMs: 1_000, mostMs: 60_000 };

/** Whether to wait rather than to fail: another try without any change of the request may succeed. */
export function passes(code: FailureCode): boolean {
  return code in reasons;
}

/** How long to rest when the service doesn't say; null: back off by the number of failures. */
export function restMs(code: FailureCode): number | null {
  return reasons[code]?.restMs ?? null;
}

/** How long to rest after the nth failure in a row; `toldMs` is what the service asked for. */
export function restInARowMs(code: FailureCode, failures: number, toldMs: number | null, random: () => number): number {
  if (toldMs !== null) return Math.max(toldMs, backoffMs(failures, leastTold, random));
  const { restMs: firstMs, mostRestMs: mostMs = firstMs } = reasons[code] ?? {};
  return backoffMs(failures, firstMs === undefined || mostMs === undefined ? retry : { firstMs, mostMs }, random);
}

/** Only the person can end this, by changing the key. */
export function endsWithTheAccount(code: FailureCode): boolean {
  return reasons[code]?.waitsFor === 'key';
}

export function waitingFor(code: FailureCode, until: number): Waiting {
  const reason = reasons[code]?.waitsFor ?? 'service';
  return reason === 'rate-limit' || reason === 'service' ? { for: reason, until } : { for: reason };
}
