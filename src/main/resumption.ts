import type { Account } from '../shared/account.ts';
import type { Waiting } from '../shared/job.ts';
import type { Clock } from './jobs/clock.ts';

const lookEveryMs = 5_000;

/** Notices when the machine is online again. Electron has no event for that in the main process, so it looks every 5 s. */
export function whenBackOnline(clock: Clock, isOnline: () => boolean, back: () => void): () => void {
  let online = isOnline();
  let cancel = clock.after(lookEveryMs, look);
  function look(): void {
    const now = isOnline();
    if (now && !online) back();
    online = now;
    cancel = clock.after(lookEveryMs, look);
  }
  return () => cancel();
}

/** Whether jobs that wait for a key or for credit may go on after this change of the account. A balance that only sank frees nobody. */
export function mayGoOn(before: Account, after: Account): boolean {
  if (after.failure && after.failure.code !== before.failure?.code) return false;
  const mended = before.failure !== null && after.failure === null;
  return mended || hasSwitched(before, after) || creditsOf(after) > creditsOf(before);
}

/**
 * Whether a job's reason to wait tells of the account what isn't known of it: a refused key that was thought to be right, a
 * balance that is out of date. A keychain that doesn't give the key isn't asked again by itself: it may ask the person each time.
 */
export function isNewsOfTheAccount(waiting: Waiting | null, { mode, keychain, failure }: Account): boolean {
  if (waiting?.for === 'credit') return true;
  return (waiting?.for === 'key' || waiting?.for === 'permission') && mode === 'key' && keychain === 'ready' && failure === null;
}

function hasSwitched(before: Account, after: Account): boolean {
  return before.mode !== after.mode || before.keyEnding !== after.keyEnding || before.keychain !== after.keychain;
}

function creditsOf({ balance }: Account): number {
  return balance?.credits ?? 0;
}
