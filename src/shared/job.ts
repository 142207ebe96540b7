import type { FailureData } from './failure.ts';
import type { GenerationRequest } from './generation.ts';

/** The service's side of a job, known once it accepted. */
export interface Task {
  readonly id: string;
  /** When the service accepted it, ms since 1970 by our clock. */
  readonly acceptedAt: number;
  /** The service's own guess, in seconds. */
  readonly estimatedSeconds: number | null;
  /** 0–100, never going back. */
  readonly progress: number;
  /** When we expect it to be finished, ms since 1970. */
  readonly expectedAt: number | null;
  /** The prompt as the service rewrote it, where it says so; known once it is finished. */
  readonly revisedPrompt: string | null;
}

/** Why a job that could go on doesn't, as data; the screen says it in words. */
export type Waiting =
  | { readonly for: 'offline' }
  | { readonly for: 'rate-limit'; readonly until: number }
  | { readonly for: 'service'; readonly until: number }
  | { readonly for: 'key' }
  | { readonly for: 'credit' }
  | { readonly for: 'permission' }
  | { readonly for: 'budget' }
  | { readonly for: 'disk' }
  | { readonly for: 'library' }
  | { readonly for: 'journal' }
  | { readonly for: 'pause' };

/** What a job cost, in credits. `charged` says what is known of the charge, not what is hoped. */
export interface Cost {
  readonly estimated: number | null;
  readonly reserved: number | null;
  readonly used: number | null;
  readonly charged: 'no' | 'reserved' | 'yes' | 'refunded' | 'unknown';
  /** Of earlier sendings whose answers were lost: perhaps charged beside what is said above. */
  readonly doubtful?: number;
}

/** Why nobody looks at a task any more although it may still go on: the person stopped, it took far too long, or the service didn't know it. */
export const stopReasons = ['person', 'deadline', 'lost'] as const;
export type StopReason = (typeof stopReasons)[number];

/** What a job has in every state. */
export interface JobFacts {
  /** A UUID; also the `Idempotency-Key` of its paid request. */
  readonly id: string;
  /** The immutable snapshot of what was asked for. */
  readonly request: GenerationRequest;
  readonly createdAt: number;
  readonly updatedAt: number;
  /** Where it stands in the queue, lower first: its creation time, until a person moves it. */
  readonly place: number;
  /** Which service it belongs to: the paid one or the built-in practice server. */
  readonly practice: boolean;
  readonly cost: Cost;
  /** Ids (SHA-256) of its pictures that are in the library, in the service's order. */
  readonly pictures: readonly string[];
}

/**
 * queued → uploading → submitting → running → saving → done, or failed, stopped, unknown.
 * `queued` and `uploading` have sent nothing that costs; `submitting` is the paid request itself.
 */
export type JobState =
  | { readonly state: 'queued'; readonly waiting: Waiting | null }
  | { readonly state: 'uploading'; readonly waiting: Waiting | null }
  | { readonly state: 'submitting'; readonly sentAt: number }
  | { readonly state: 'running'; readonly task: Task; readonly waiting: Waiting | null }
  | { readonly state: 'saving'; readonly task: Task; readonly links: readonly string[]; readonly waiting: Waiting | null }
  | { readonly state: 'done'; readonly task: Task; readonly finishedAt: number }
  | { readonly state: 'failed'; readonly task: Task | null; readonly failure: FailureData; readonly finishedAt: number }
  | { readonly state: 'stopped'; readonly task: Task; readonly why: StopReason }
  | { readonly state: 'unknown'; readonly sentAt: number; readonly failure: FailureData };

export type Job = JobFacts & JobState;
export type JobStateName = JobState['state'];
export type JobIn<S extends JobStateName> = Job & { readonly state: S };

/** Where each state may go. `done` is final; `failed` too, since trying again makes a new job. */
export const transitions = {
  queued: ['uploading', 'submitting', 'failed'],
  uploading: ['queued', 'submitting', 'failed'],
  submitting: ['running', 'queued', 'failed', 'unknown'],
  running: ['saving', 'stopped', 'failed'],
  saving: ['done', 'stopped', 'failed'],
  stopped: ['running', 'failed'],
  unknown: ['running', 'queued', 'submitting', 'failed'],
  done: [],
  failed: [],
} as const satisfies Readonly<Record<JobStateName, readonly JobStateName[]>>;

export type Next<S extends JobStateName> = (typeof transitions)[S][number] | S;

/** The same job in another state, or in the same one with news. An illegal step doesn't compile; one that slips through throws. */
export function advance<S extends JobStateName, T extends JobState & { readonly state: Next<S> }>(
  job: JobIn<S>,
  to: T,
  change: Partial<Pick<JobFacts, 'updatedAt' | 'place' | 'cost' | 'pictures'>> = {},
): JobFacts & T {
  const allowed: readonly JobStateName[] = transitions[job.state];
  if (job.state !== to.state && !allowed.includes(to.state)) throw new Error(`A job can't go from ${job.state} to ${to.state}`);
  const { id, request, createdAt, updatedAt, place, practice, cost, pictures } = job;
  return { id, request, createdAt, updatedAt, place, practice, cost, pictures, ...change, ...to };
}

export function isFinal(job: Job): boolean {
  return transitions[job.state].length === 0;
}

/** Whether the paid request has left, or may have: the line between "costs nothing" and "sent". */
export function isSent(job: Job): boolean {
  return job.state !== 'queued' && job.state !== 'uploading' && !(job.state === 'failed' && job.cost.charged === 'no');
}
