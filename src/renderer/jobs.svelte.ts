import type { Bridge, Submitted } from '../shared/bridge.ts';
import type { GenerationRequest } from '../shared/generation.ts';
import { isFinal, type Job } from '../shared/job.ts';
import { withJobs } from './job-list.ts';
import { Listeners } from './listeners.ts';

/** Every job, newest first, as the main process tells of them. */
export class Jobs {
  readonly #bridge: Bridge['jobs'];
  readonly #settled = new Listeners<Job>();
  #all = $state.raw<readonly Job[]>([]);
  /** Those that move on by themselves: neither final nor waiting for a decision. */
  readonly running = $derived(this.#all.filter((job) => !isFinal(job) && job.state !== 'stopped' && job.state !== 'unknown'));

  constructor(bridge: Bridge['jobs']) {
    this.#bridge = bridge;
  }

  get all(): readonly Job[] {
    return this.#all;
  }

  async load(): Promise<void> {
    this.#all = withJobs(this.#all, await this.#bridge.list());
  }

  listen(): () => void {
    return this.#bridge.changed((job) => {
      const before = this.find(job.id);
      this.#all = withJobs(this.#all, [job]);
      if (before && before.state !== job.state && isFinal(job)) this.#settled.tell(job);
    });
  }

  /** Calls back when a job that was known to be unfinished is done or has failed. */
  onSettled(tell: (job: Job) => void): () => void {
    return this.#settled.add(tell);
  }

  find(id: string): Job | undefined {
    return this.#all.find((job) => job.id === id);
  }

  /** `again` when the person confirmed that the same request a second time is meant. */
  async submit(request: GenerationRequest, again = false): Promise<Submitted> {
    const submitted = await this.#bridge.submit({ request, again });
    if (submitted.made) this.#all = withJobs(this.#all, [submitted.job]);
    return submitted;
  }

  /** In credits, or null when nothing is known of the price. */
  estimate(model: string, size: string, count: number): Promise<number | null> {
    return this.#bridge.estimate({ model, size, count });
  }

  async tryAgain(id: string): Promise<Job> {
    const job = await this.#bridge.tryAgain(id);
    this.#all = withJobs(this.#all, [job]);
    return job;
  }

  cancel(id: string): Promise<void> {
    return this.#bridge.cancel(id);
  }

  /** Takes back what isn't sent yet, and answers with what was asked for. */
  takeBack(id: string): Promise<GenerationRequest> {
    return this.#bridge.takeBack(id);
  }

  stopWatching(id: string): Promise<void> {
    return this.#bridge.stopWatching(id);
  }

  watchAgain(id: string): Promise<void> {
    return this.#bridge.watchAgain(id);
  }

  checkAgain(id: string): Promise<void> {
    return this.#bridge.checkAgain(id);
  }

  sendAgain(id: string): Promise<void> {
    return this.#bridge.sendAgain(id);
  }

  giveUp(id: string): Promise<void> {
    return this.#bridge.giveUp(id);
  }
}
