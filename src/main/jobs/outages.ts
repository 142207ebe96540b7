import { Failure, type FailureCode } from '../../shared/failure.ts';
import type { Waiting } from '../../shared/job.ts';
import { Postponed } from '../evolink/evolink.ts';
import { backoffMs } from './backoff.ts';
import type { JobParts } from './parts.ts';
import { waitingFor } from './refused-for-now.ts';

const looks = { firstMs: 2_000, mostMs: 60_000 };
/** After a paid request's answer was lost. Each further one in a row may be one more that the person has to decide on, so they become rare. */
const lossRest = { firstMs: 10_000, times: 6 };
const longestRestMs = 3_600_000;
/** What isn't an answer of the service itself. */
const silences: ReadonlySet<FailureCode> = new Set([
  'offline',
  'timed-out',
  'lost-answer',
  'service-down',
  'bad-answer',
  'unexpected',
] satisfies FailureCode[]);

interface Outage {
  readonly waiting: Waiting;
  readonly cancelTimer: () => void;
  /** The service itself said when to come back. */
  readonly wasTold: boolean;
  readonly failedLooks: number;
}

/**
 * Services that are out of order, paid and practice apart. Nothing is sent to one until a request that costs nothing has
 * been answered; since paid requests leave one at a time, the next one then goes alone, and the others after its answer.
 */
export class Outages {
  readonly #parts: Pick<JobParts, 'access' | 'clock' | 'evolink' | 'random' | 'unexpected'>;
  readonly #over: () => void;
  readonly #refused: (practice: boolean, failure: Failure, toldMs: number | null) => void;
  readonly #outages = new Map<boolean, Outage>();
  /** Paid requests in a row that came to nothing: lost ones, and all of them. */
  readonly #inARow = new Map<boolean, { readonly lost: number; readonly all: number }>();
  /** Services that are being asked; whether somebody wants to know again by then. */
  readonly #asking = new Map<boolean, boolean>();
  readonly #stopping = new AbortController();

  /** `refused`: the service is there, and says no to the question itself. Called before `over`. */
  constructor(
    parts: Pick<JobParts, 'access' | 'clock' | 'evolink' | 'random' | 'unexpected'>,
    on: { over: () => void; refused: (practice: boolean, failure: Failure, toldMs: number | null) => void },
  ) {
    this.#parts = parts;
    this.#over = on.over;
    this.#refused = on.refused;
  }

  of(practice: boolean): Waiting | null {
    return this.#outages.get(practice)?.waiting ?? null;
  }

  /** A paid request got no answer that says what became of it. */
  lost(practice: boolean): void {
    const { lost } = this.#count(practice, 1);
    this.#begin(practice, 'service-down', { failedLooks: 0, toldMs: null, leastMs: lossRest.firstMs * lossRest.times ** (lost - 1) });
  }

  /** A paid request surely wasn't taken. */
  failed(practice: boolean, code: FailureCode, toldMs: number | null): void {
    const { all } = this.#count(practice, 0);
    this.#begin(practice, code, { failedLooks: all, toldMs, leastMs: 0 });
  }

  /** The service took a paid request, or refused it for a reason of its own. */
  answered(practice: boolean): void {
    this.#inARow.delete(practice);
  }

  /** The last run ended with a paid request unanswered, which may be the service's doing: asks before anything is paid for. */
  doubt(practice: boolean): void {
    this.#begin(practice, 'service-down', { failedLooks: 0, toldMs: null, leastMs: 0 });
    void this.#ask(practice);
  }

  /** Asks at once: something has changed that may have ended it. What the service itself asked to wait for stays, unless `evenIfTold`. */
  hurry(evenIfTold: boolean): void {
    for (const [practice, { wasTold }] of this.#outages) if (evenIfTold || !wasTold || this.#asking.has(practice)) void this.#ask(practice);
  }

  stop(): void {
    this.#stopping.abort();
    for (const { cancelTimer } of this.#outages.values()) cancelTimer();
    this.#outages.clear();
  }

  #count(practice: boolean, lost: 0 | 1): { lost: number; all: number } {
    const before = this.#inARow.get(practice) ?? { lost: 0, all: 0 };
    const now = { lost: before.lost + lost, all: before.all + 1 };
    this.#inARow.set(practice, now);
    return now;
  }

  #begin(practice: boolean, code: FailureCode, rest: { failedLooks: number; toldMs: number | null; leastMs: number }): void {
    if (this.#stopping.signal.aborted) return;
    const { clock, random } = this.#parts;
    const { failedLooks, toldMs, leastMs } = rest;
    const delayMs = Math.min(longestRestMs, Math.max(toldMs ?? 0, leastMs, backoffMs(failedLooks, looks, random)));
    this.#outages.get(practice)?.cancelTimer();
    const cancelTimer = clock.after(delayMs, () => void this.#ask(practice));
    this.#outages.set(practice, { waiting: waitingFor(code, clock.now() + delayMs), cancelTimer, wasTold: toldMs !== null, failedLooks });
  }

  async #ask(practice: boolean): Promise<void> {
    if (this.#asking.has(practice)) {
      this.#asking.set(practice, true);
      return;
    }
    this.#asking.set(practice, false);
    this.#outages.get(practice)?.cancelTimer();
    const answer = await this.#look(practice).catch((error: unknown) => error);
    const again = this.#asking.get(practice) === true;
    this.#asking.delete(practice);
    if (this.#stopping.signal.aborted) return;
    // A "no" to a question from before something changed says nothing.
    if (again && answer !== null) void this.#ask(practice);
    else this.#tell(practice, answer);
  }

  /** Two questions that cost nothing: the route of one may be broken while everything else works. */
  async #look(practice: boolean): Promise<null> {
    const { access, evolink } = this.#parts;
    const reach = await access(practice);
    if (!reach) throw new Failure('no-key', 'There is no API key to ask with.');
    try {
      await evolink.credits(reach, this.#stopping.signal);
    } catch (error) {
      const tasks = isOneRoute(error) ? await evolink.recentTasks(reach, 1, this.#stopping.signal).catch(() => null) : null;
      if (!tasks) throw error;
    }
    return null;
  }

  #tell(practice: boolean, error: unknown): void {
    const failedLooks = this.#outages.get(practice)?.failedLooks ?? 0;
    const toldMs = error instanceof Postponed ? error.afterMs : null;
    if (error !== null && !(error instanceof Failure)) this.#parts.unexpected(error);
    const code = error instanceof Failure ? error.code : 'unexpected';
    if (error === null || !silences.has(code)) {
      this.#outages.delete(practice);
      if (error instanceof Failure) this.#refused(practice, error, toldMs);
    } else this.#begin(practice, code, { failedLooks: failedLooks + 1, toldMs, leastMs: 0 });
    this.#over();
  }
}

/** An answer, and none that says when to come back: perhaps another route has a better one. */
function isOneRoute(error: unknown): boolean {
  if (error instanceof Postponed && error.afterMs !== null) return false;
  return error instanceof Failure && (error.code === 'service-down' || error.code === 'bad-answer');
}
