import type { Failure, FailureCode } from '../../shared/failure.ts';
import type { Waiting } from '../../shared/job.ts';
import { Holds } from './holds.ts';
import { Outages } from './outages.ts';
import type { JobParts } from './parts.ts';
import { endsWithTheAccount, restInARowMs, waitingFor } from './refused-for-now.ts';

/** What is the same for every job, wherever it was met. */
const concernsAll: ReadonlySet<FailureCode> = new Set([
  'no-key',
  'unauthorized',
  'disk-full',
  'library-unavailable',
  'journal-unavailable',
] satisfies FailureCode[]);

/** Where something went wrong. The file host concerns only what is still to be uploaded. */
export type Scene = 'account' | 'files';

/** What keeps jobs from being sent for now, for all of them: the account, the paid service, the file host. Paid and practice jobs apart. */
export class Obstacles {
  readonly #parts: Pick<JobParts, 'clock' | 'random'>;
  readonly #holds: Readonly<Record<Scene, Holds>>;
  readonly #outages: Outages;
  readonly #failures = new Map<string, number>();
  #releases = 0;
  #stopped = false;

  /** `changed` is called whenever one has gone, or says something else. */
  constructor(parts: Pick<JobParts, 'access' | 'clock' | 'evolink' | 'random' | 'unexpected'>, changed: () => void) {
    this.#parts = parts;
    this.#holds = { account: new Holds(parts.clock, changed), files: new Holds(parts.clock, changed) };
    this.#outages = new Outages(parts, {
      over: changed,
      refused: (practice, failure, toldMs) => void this.met('account', practice, { failure, toldMs, since: this.#releases }),
    });
  }

  /** How often something has changed that may have taken an obstacle away. */
  get releases(): number {
    return this.#releases;
  }

  of(practice: boolean, hasUploads: boolean): Waiting | null {
    return this.#holds.account.of(practice) ?? this.#outages.of(practice) ?? (hasUploads ? this.#holds.files.of(practice) : null);
  }

  /** Something said no, or didn't answer. `since`: the releases when it was asked; what changed later may have mended it. */
  met(scene: Scene, practice: boolean, { failure, toldMs, since }: { failure: Failure; toldMs: number | null; since: number }): Waiting {
    const { clock, random } = this.#parts;
    const { code } = failure;
    const place = concernsAll.has(code) ? 'account' : scene;
    const delayMs = restInARowMs(code, this.#count(place, practice), toldMs, random);
    const waiting = waitingFor(code, clock.now() + delayMs);
    // What only the account can end isn't held on the word of a request from before the account changed: the next one tells.
    const isOutdated = endsWithTheAccount(code) && since !== this.#releases;
    if (!isOutdated && !this.#stopped) this.#holds[place].set(practice, waiting, endsWithTheAccount(code) ? null : delayMs);
    return waiting;
  }

  /** The paid service couldn't be reached, or isn't itself; nothing was charged. */
  unreachable(practice: boolean, failure: Failure, toldMs: number | null): Waiting | null {
    this.#outages.failed(practice, failure.code, toldMs);
    return this.#outages.of(practice);
  }

  /** Nobody knows what became of a paid request. */
  lost(practice: boolean): void {
    this.#outages.lost(practice);
  }

  /** An earlier run lost the answer to a paid request. */
  doubt(practice: boolean): void {
    this.#outages.doubt(practice);
  }

  /** The paid service has taken a job, or refused it for a reason of its own. */
  answered(practice: boolean): void {
    this.#outages.answered(practice);
    this.#failures.delete(`account ${practice}`);
  }

  uploaded(practice: boolean): void {
    this.#failures.delete(`files ${practice}`);
  }

  /** The network is back or the machine woke up: nothing stays, and a service that was out of order is asked at once. */
  hurry(): void {
    this.#release(() => true);
    this.#outages.hurry(true);
  }

  /** The account or the settings changed: takes away what that may have mended. */
  release(mayGo: (waiting: Waiting) => boolean): void {
    this.#release(mayGo);
    this.#outages.hurry(false);
  }

  stop(): void {
    this.#stopped = true;
    this.#holds.account.release();
    this.#holds.files.release();
    this.#outages.stop();
  }

  #release(mayGo: (waiting: Waiting) => boolean): void {
    this.#releases += 1;
    this.#failures.clear();
    this.#holds.account.release(mayGo);
    this.#holds.files.release(mayGo);
  }

  #count(scene: Scene, practice: boolean): number {
    const key = `${scene} ${practice}`;
    const failures = (this.#failures.get(key) ?? 0) + 1;
    this.#failures.set(key, failures);
    return failures;
  }
}
