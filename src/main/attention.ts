import type { CommandId } from '../shared/command.ts';
import type { Job, JobStateName } from '../shared/job.ts';
import type { Words } from './words.ts';

/** How far the work is: 0 to 1, under way by an unknown amount, or nothing to do. */
export type Progress = number | 'unknown' | 'none';

/** Something that a person who isn't looking wants to be told. */
export interface Tidings {
  readonly what: 'finished' | 'failed' | 'needs-decision';
  readonly job: Job;
}

/** The desktop around the window, as far as it can draw attention. */
export interface Desktop {
  isInFront(): boolean;
  showProgress(progress: Progress): void;
  /** 0 takes the badge away. */
  showBadge(count: number): void;
  notify(notice: { readonly title: string; readonly body: string }, onClick: () => void): void;
  /** Brings the window to the front. */
  bringForward(): void;
}

export interface AttentionParts {
  readonly desktop: Desktop;
  readonly words: () => Words;
  readonly wanted: () => boolean;
  readonly choose: (id: CommandId) => void;
}

/** Tells a person who is looking elsewhere how their pictures are getting on. */
export class Attention {
  readonly #parts: AttentionParts;
  #known: ReadonlyMap<string, JobStateName> | null = null;
  #unseen = 0;

  constructor(parts: AttentionParts) {
    this.#parts = parts;
  }

  /** All jobs as they are now. The first time nothing is news. */
  update(jobs: readonly Job[]): void {
    const { desktop } = this.#parts;
    desktop.showProgress(progressOf(jobs));
    const tidings = this.#known ? tidingsSince(this.#known, jobs) : [];
    this.#known = new Map(jobs.map((job) => [job.id, job.state]));
    if (tidings.length === 0 || desktop.isInFront()) return;
    this.#unseen += tidings.length;
    desktop.showBadge(this.#unseen);
    if (this.#parts.wanted()) for (const one of tidings) this.#tell(one);
  }

  /** The person is looking again. */
  seen(): void {
    this.#unseen = 0;
    this.#parts.desktop.showBadge(0);
  }

  #tell({ what, job }: Tidings): void {
    const { desktop, words, choose } = this.#parts;
    desktop.notify({ title: titleOf({ what, job }, words()), body: excerpt(job.request.prompt) }, () => {
      desktop.bringForward();
      choose(what === 'finished' ? 'go-gallery' : 'go-activity');
    });
  }
}

/** The share of all work under way that is done; `unknown` until one job tells of progress. */
export function progressOf(jobs: readonly Job[]): Progress {
  const shares = jobs.map(shareDone).filter((share) => share !== null);
  if (shares.length === 0) return 'none';
  const sum = shares.reduce((total, share) => total + share, 0);
  return sum === 0 ? 'unknown' : sum / shares.length;
}

/** What happened to the jobs since their states were noted. */
function tidingsSince(known: ReadonlyMap<string, JobStateName>, jobs: readonly Job[]): Tidings[] {
  return jobs.flatMap((job) => {
    const what = known.get(job.id) === job.state ? null : worthTelling(job);
    return what ? [{ what, job }] : [];
  });
}

function worthTelling(job: Job): Tidings['what'] | null {
  if (job.state === 'done') return 'finished';
  if (job.state === 'unknown') return 'needs-decision';
  // What the person took back themselves is no news to them.
  return job.state === 'failed' && job.failure.code !== 'cancelled' ? 'failed' : null;
}

/** 0 to 1, or null for a job that nobody is working on. */
function shareDone(job: Job): number | null {
  if (job.state === 'running') return job.task.progress / 100;
  if (job.state === 'saving') return 1;
  if (job.state === 'submitting') return 0;
  // A job that waits for a key, for credit or for the network isn't being worked on.
  return (job.state === 'queued' || job.state === 'uploading') && job.waiting === null ? 0 : null;
}

function titleOf({ what, job }: Tidings, words: Words): string {
  if (what === 'finished') return words.finished(job.pictures.length);
  return what === 'failed' ? words.failed : words.needsDecision;
}

function excerpt(prompt: string): string {
  const characters = Array.from(prompt.replace(/\s+/g, ' ').trim());
  return characters.length > 120 ? `${characters.slice(0, 119).join('')}…` : characters.join('');
}
