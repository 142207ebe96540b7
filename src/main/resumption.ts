import type { Account } from '../shared/account.ts';
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

function hasSwitched(before: Account, after: Account): boolean {
  return before.mode !== after.mode || before.keyEnding !== after.keyEnding || before.keychain !== after.keychain;
}

function creditsOf({ balance }: Account): number {
  return balance?.credits ?? 0;
}
