import type { RouteName } from './routes.ts';
import type { Task } from './tasks.ts';

/** Milliseconds, something the test settles when it has seen enough, or something it does at that moment. */
export type Wait = number | Promise<unknown> | (() => Promise<unknown>);

/** What goes wrong with one answer. `takesEffect`: whether the request is carried out (and charged) before the fault strikes. */
export type AnswerFault =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly body?: string | object;
      readonly headers?: Readonly<Record<string, string>>;
      readonly takesEffect: boolean;
    }
  | { readonly kind: 'delay'; readonly beforeProcessing?: Wait; readonly beforeHead?: Wait; readonly betweenHeadAndBody?: Wait }
  | {
      readonly kind: 'hang-up';
      readonly when: 'before-processing' | 'after-processing' | 'after-head' | 'mid-body';
      /** `close` ends the connection in order (FIN), `reset` tears it down (RST). */
      readonly how: 'close' | 'reset';
    }
  /** The declared length is off by so many bytes: above 0 it promises too much, below 0 too little. */
  | { readonly kind: 'wrong-length'; readonly by: number }
  | { readonly kind: 'garbled'; readonly as: 'html' | 'empty' | 'garbage'; readonly status?: number; readonly takesEffect: boolean }
  | { readonly kind: 'redirect'; readonly location: string; readonly status?: 301 | 302 | 303 | 307 | 308; readonly takesEffect: boolean }
  | { readonly kind: 'expired-link'; readonly status: 403 | 404 | 410 }
  /** Dotted paths (`task_info.estimated_time`) left out of a JSON answer. */
  | { readonly kind: 'missing-fields'; readonly fields: readonly string[] };

/** What becomes of a task that is accepted in the ordinary way: for `POST /v1/images/generations` only. */
type TaskFault =
  /** Takes this many times longer than it said. */
  | { readonly kind: 'slow-progress'; readonly times: number }
  | { readonly kind: 'out-of-order-progress' }
  | { readonly kind: 'stuck'; readonly at: number }
  /** Without a code, the failed task carries no `error` at all, as has been seen. */
  | { readonly kind: 'task-fails'; readonly code?: string; readonly message?: string }
  | { readonly kind: 'fewer-pictures'; readonly pictures: number }
  | { readonly kind: 'result-form'; readonly form: Task['results'] }
  | { readonly kind: 'short-lived-links'; readonly lifeMs: number }
  | { readonly kind: 'strange-answer'; readonly as: NonNullable<Task['strange']> };

export type Fault = AnswerFault | TaskFault;

/** Whether the request is carried out, and so may be charged, although this fault strikes. */
export function takesEffect(fault: Fault): boolean {
  if ('takesEffect' in fault) return fault.takesEffect;
  return fault.kind === 'hang-up' ? fault.when !== 'before-processing' : fault.kind !== 'expired-link';
}

/** The script of what goes wrong: first what is queued for a route, then what always happens there. */
export class Faults {
  readonly #queues = new Map<RouteName, Fault[]>();
  readonly #standing = new Map<RouteName, Fault>();

  /** The next requests to this route get these faults, one each. */
  next(route: RouteName, ...faults: readonly Fault[]): void {
    this.#queues.set(route, [...(this.#queues.get(route) ?? []), ...faults]);
  }

  /** Every request to this route, after the queued ones. */
  always(route: RouteName, fault: Fault): void {
    this.#standing.set(route, fault);
  }

  clear(): void {
    this.#queues.clear();
    this.#standing.clear();
  }

  /** Queued faults that no request has met yet. */
  get unmet(): number {
    return [...this.#queues.values()].reduce((sum, queue) => sum + queue.length, 0);
  }

  take(route: RouteName): Fault | undefined {
    return this.#queues.get(route)?.shift() ?? this.#standing.get(route);
  }
}

/** The task as a fault would have it. */
export function faultyTask(task: Task, fault: Fault | undefined): Task {
  return fault && isTaskFault(fault) ? { ...task, ...changeBy(fault, task) } : task;
}

const taskFaults: ReadonlySet<Fault['kind']> = new Set<TaskFault['kind']>([
  'slow-progress',
  'out-of-order-progress',
  'stuck',
  'task-fails',
  'fewer-pictures',
  'result-form',
  'short-lived-links',
  'strange-answer',
]);

function isTaskFault(fault: Fault): fault is TaskFault {
  return taskFaults.has(fault.kind);
}

function changeBy(fault: TaskFault, task: Task): Partial<Task> {
  switch (fault.kind) {
    case 'slow-progress':
      return { durationMs: task.durationMs * fault.times };
    case 'out-of-order-progress':
      return { pace: { kind: 'out-of-order' } };
    case 'stuck':
      return { pace: { kind: 'stuck', at: fault.at } };
    case 'task-fails':
      return { end: failedEnd(fault) };
    case 'fewer-pictures':
      return { end: { kind: 'completed', pictures: fault.pictures } };
    case 'result-form':
      return { results: fault.form };
    case 'short-lived-links':
      return { linkLifeMs: fault.lifeMs };
    case 'strange-answer':
      return { strange: fault.as };
  }
}

function failedEnd({ code, message }: Extract<TaskFault, { kind: 'task-fails' }>): Task['end'] {
  if (code === undefined) return { kind: 'failed' };
  return { kind: 'failed', error: { code, message: message ?? `Task failed: ${code}` } };
}
