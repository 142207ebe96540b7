import * as v from 'valibot';

/** What is strange about an answer: it strays as far as it can, or isn't what was asked for. */
export const strangeAnswers = ['strayed', 'another-picture', 'another-size', 'another-shape', 'jpeg', 'webp'] as const;

const failure = v.object({ code: v.string(), message: v.string() });

/** A task as it was decided when it was accepted: everything later follows from this and the time. */
export const taskSchema = v.object({
  id: v.string(),
  createdMs: v.number(),
  durationMs: v.number(),
  estimatedMs: v.number(),
  model: v.string(),
  prompt: v.string(),
  size: v.exactOptional(v.string()),
  n: v.number(),
  seed: v.number(),
  /** Reserved when accepted; the price of one picture is this divided by n. */
  credits: v.number(),
  /** Ids of the bytes that were fetched when the task was accepted. */
  references: v.array(v.string()),
  mask: v.exactOptional(v.string()),
  callbackUrl: v.exactOptional(v.string()),
  idempotency: v.exactOptional(v.object({ key: v.string(), body: v.string() })),
  end: v.variant('kind', [
    v.object({ kind: v.literal('completed'), pictures: v.number() }),
    v.object({ kind: v.literal('failed'), error: v.exactOptional(failure) }),
  ]),
  pace: v.variant('kind', [
    v.object({ kind: v.literal('steady') }),
    v.object({ kind: v.literal('linear') }),
    v.object({ kind: v.literal('silent') }),
    v.object({ kind: v.literal('out-of-order') }),
    v.object({ kind: v.literal('stuck'), at: v.number() }),
  ]),
  results: v.picklist(['results', 'result_data-url', 'result_data-image_url', 'result_data-object']),
  linkLifeMs: v.number(),
  strange: v.exactOptional(v.picklist(strangeAnswers)),
});

export type Task = v.InferOutput<typeof taskSchema>;

export interface TaskState {
  readonly status: 'pending' | 'processing' | 'completed' | 'failed';
  /** 0 to 100. */
  readonly progress: number;
  /** When it came to an end, in ms; nothing while it runs. */
  readonly endedMs: number | undefined;
}

const pendingShare = 0.05;
// A service that reports from several machines: what a poll sees jumps back and forth.
const unorderedProgress = [10, 45, 20, 70, 30, 5, 80, 60, 95, 40];

/** What a look-up at this moment sees. No timer runs: a machine that slept finds its tasks finished. */
export function taskStateAt(task: Task, nowMs: number): TaskState {
  const share = task.durationMs > 0 ? Math.max(0, (nowMs - task.createdMs) / task.durationMs) : 1;
  if (task.pace.kind === 'stuck') {
    const shown = Math.min(task.pace.at, Math.floor(share * 100));
    return { status: shown > 0 ? 'processing' : 'pending', progress: shown, endedMs: undefined };
  }
  if (share >= 1) return ended(task);
  if (share < pendingShare) return { status: 'pending', progress: 0, endedMs: undefined };
  return { status: 'processing', progress: progressAt(task, share), endedMs: undefined };
}

function ended(task: Task): TaskState {
  const endedMs = task.createdMs + task.durationMs;
  return task.end.kind === 'completed' ? { status: 'completed', progress: 100, endedMs } : { status: 'failed', progress: 100, endedMs };
}

function progressAt(task: Task, share: number): number {
  if (task.pace.kind === 'silent') return 0;
  if (task.pace.kind === 'linear') return Math.floor(100 * share);
  if (task.pace.kind === 'out-of-order') return unorderedProgress[Math.floor(share * unorderedProgress.length)] ?? 0;
  // Quick at first and slow at the end, as progress of unknown length is usually shown.
  return Math.min(99, Math.floor(100 * (1 - (1 - share) ** 1.4)));
}
