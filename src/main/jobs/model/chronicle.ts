import { isFinal, transitions, type Job, type JobStateName } from '../../../shared/job.ts';

/** The model: what a person has clicked, and what they were told since. It knows what must never be told. */
export class Chronicle {
  /** Requests were made with these numbers, in their callback address: so each task of the service is known by its request. */
  #requests = 0;
  readonly #clicks = new Map<string, number>();
  readonly #told = new Map<string, Job>();
  /** Jobs that a person has sent again, so that an earlier task of theirs may belong to nobody. */
  readonly sentAgain = new Set<string>();
  /** What was told and must not be, in words. */
  readonly faults: string[] = [];

  newRequest(): string {
    this.#requests += 1;
    return `https://example.com/${this.#requests}`;
  }

  /** A person meant to pay for this request once more. */
  clicked(request: string | null): void {
    this.#clicks.set(request ?? '', this.clicksOn(request) + 1);
  }

  clicksOn(request: string | null): number {
    return this.#clicks.get(request ?? '') ?? 0;
  }

  get clicks(): number {
    return [...this.#clicks.values()].reduce((sum, clicks) => sum + clicks, 0);
  }

  /** In the order in which they were made: job 1 is the first. */
  get jobs(): readonly Job[] {
    return [...this.#told.values()];
  }

  jobsIn(...states: readonly JobStateName[]): readonly Job[] {
    return this.jobs.filter(({ state }) => states.includes(state));
  }

  nameOf(id: string): string {
    return `job ${[...this.#told.keys()].indexOf(id) + 1}`;
  }

  readonly tell = (job: Job): void => {
    const before = this.#told.get(job.id);
    this.#told.set(job.id, job);
    if (before) for (const fault of faultsBetween(before, job)) this.faults.push(`${this.nameOf(job.id)} ${fault}`);
  };

  /** What a new start finds. Only what a refusing journal has missed may be another than what was told. */
  restart(found: readonly Job[], mayLag: boolean): void {
    const known = new Set(found.map(({ id }) => id));
    for (const job of this.jobs) if (!known.has(job.id)) this.faults.push(`${this.nameOf(job.id)} was lost by an end`);
    for (const job of found) {
      const before = this.#told.get(job.id);
      if (before && !mayLag && before.state !== job.state)
        this.faults.push(`${this.nameOf(job.id)} was ${before.state} before the end and ${job.state} after it`);
      this.#told.set(job.id, job);
    }
  }
}

function faultsBetween(before: Job, job: Job): string[] {
  const faults: string[] = [];
  const allowed: readonly JobStateName[] = transitions[before.state];
  if (isFinal(before) && JSON.stringify(before) !== JSON.stringify(job)) faults.push(`was ${before.state}, and changed to ${job.state}`);
  if (before.state !== job.state && !allowed.includes(job.state)) faults.push(`went from ${before.state} to ${job.state}`);
  if (progressOf(job) < progressOf(before)) faults.push(`went back from ${progressOf(before)} % to ${progressOf(job)} %`);
  if (before.pictures.some((picture) => !job.pictures.includes(picture))) faults.push('forgot a picture that it had saved');
  if (before.createdAt !== job.createdAt || before.request !== job.request) faults.push('is about something else');
  return faults;
}

/** Of a task; a job that has none, or lost it, has not gone back. */
function progressOf(job: Job): number {
  return 'task' in job && job.task ? job.task.progress : 0;
}
