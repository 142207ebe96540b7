import type { Account } from '../../shared/account.ts';
import type { Job, Waiting } from '../../shared/job.ts';
import { isUnsent } from '../queue-order.ts';
import { isUnderWay, waitingOf } from './job-filter.ts';

/** What can hold up all jobs at once. */
export type HeldBy = Exclude<Waiting['for'], 'key' | 'pause'> | 'no-key' | 'refused-key' | 'keychain-waiting' | 'keychain-locked';

export interface Held {
  readonly by: HeldBy;
  /** When it is tried again, ms since 1970, where that is known. */
  readonly until: number | null;
}

/** The most pressing first: where a picture could be lost, then what only the person can mend, then what passes by itself. */
const byUrgency = ['journal', 'disk', 'library', 'key', 'permission', 'credit', 'budget', 'offline', 'service', 'rate-limit'] as const;

/** These pass by themselves, and may concern a single task only. */
const passes: ReadonlySet<string> = new Set<Waiting['for'] & HeldBy>(['offline', 'service', 'rate-limit']);

/** The one thing that holds up everything, or null when things go their way. A pause is no trouble: the person wanted it. */
export function heldBy(jobs: readonly Job[], account: Account): Held | null {
  const reasons = reasonsOf(jobs.filter(isUnderWay));
  for (const wanted of byUrgency) {
    const waiting = reasons.find(({ for: reason }) => reason === wanted);
    if (waiting) return { by: wanted === 'key' ? keyTrouble(account) : wanted, until: 'until' in waiting ? waiting.until : null };
  }
  return null;
}

/** What an unsent job waits for holds for all. A sent one may have a trouble of its own, unless all of them have it. */
function reasonsOf(underWay: readonly Job[]): readonly Waiting[] {
  const sent = underWay.filter((job) => !isUnsent(job));
  return underWay.flatMap((job) => {
    const waiting = waitingOf(job);
    if (!waiting) return [];
    const isShared = isUnsent(job) || !passes.has(waiting.for) || sent.every((other) => waitingOf(other)?.for === waiting.for);
    return isShared ? [waiting] : [];
  });
}

function keyTrouble({ mode, keychain }: Account): HeldBy {
  if (mode !== 'key') return 'no-key';
  if (keychain === 'waiting' || keychain === 'locked') return `keychain-${keychain}`;
  return 'refused-key';
}

const inSettings: ReadonlySet<HeldBy> = new Set(['no-key', 'refused-key', 'keychain-locked', 'permission', 'budget', 'library']);
const checked: ReadonlySet<HeldBy> = new Set(['refused-key', 'keychain-locked', 'credit']);

/** There is nothing for the person to do. */
export function passesByItself(by: HeldBy): boolean {
  return passes.has(by);
}

export function isMendedInSettings(by: HeldBy): boolean {
  return inSettings.has(by);
}

/** Asking the account once more may end it: it was topped up, or the key is good again. */
export function canCheck(by: HeldBy): boolean {
  return checked.has(by);
}
