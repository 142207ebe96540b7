/** What the app asked of the desktop (a link to open, a notification), which the stand-in only writes down. */
interface Recorded {
  readonly api: string;
  readonly args: readonly unknown[];
}

/**
 * What tests may look at through `electronApp.evaluate(() => globalThis.standIn)`; undefined on real Electron.
 * `failures` must stay empty: each is something that Electron would not have let pass, or that no test had foreseen.
 */
export interface StandIn {
  readonly failures: string[];
  readonly recorded: Recorded[];
  /** Answers for dialogs to come, first in, first out. A spec that also runs on Electron replaces `dialog.show…` instead. */
  readonly dialogAnswers: unknown[];
  /** What `net.isOnline()` says. */
  online: boolean;
}

declare global {
  var standIn: StandIn | undefined;
}

export const standIn: StandIn = (globalThis.standIn ??= { failures: [], recorded: [], dialogAnswers: [], online: true });

export function record(api: string, ...args: unknown[]): void {
  standIn.recorded.push({ api, args });
}

/** Notes what must fail the test, and says it where a person sees it. */
export function fail(sentence: string): Error {
  standIn.failures.push(sentence);
  process.stderr.write(`The stand-in: ${sentence}\n`);
  return new Error(sentence);
}
