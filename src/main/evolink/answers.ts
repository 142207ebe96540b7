import * as v from 'valibot';

import { Failure, type FailureData } from '../../shared/failure.ts';
import { Credits, Id, Link, loose, read } from './answer-form.ts';
import { taskFailure } from './refusals.ts';

/** What the service says about a task: its public page, and where that says less, its own public clients. */

const Progress = v.pipe(
  v.number(),
  v.transform((progress) => Math.min(100, Math.max(0, progress))),
);
/** In seconds. No picture takes a day: what says so is no estimate. */
const Estimate = v.pipe(v.number(), v.minValue(0), v.maxValue(86_400));

const Accepted = v.object({
  id: Id,
  task_info: loose(v.object({ estimated_time: loose(Estimate) })),
  usage: loose(v.object({ credits_reserved: loose(Credits) })),
});

/** What the service said when it took a task on. */
export interface Acceptance {
  readonly taskId: string;
  readonly estimatedSeconds: number | null;
  readonly creditsReserved: number | null;
}

export function readAcceptance(body: unknown): Acceptance {
  const { id, task_info, usage } = read(Accepted, body, 'the answer to a new task');
  return { taskId: id, estimatedSeconds: task_info?.estimated_time ?? null, creditsReserved: usage?.credits_reserved ?? null };
}

/** Far above what any model makes at once: each link becomes a download. */
const mostPictures = 64;
const ResultItem = v.union([
  v.pipe(
    v.object({ url: Link }),
    v.transform(({ url }) => url),
  ),
  v.pipe(
    v.object({ image_url: Link }),
    v.transform(({ image_url }) => image_url),
  ),
  Link,
]);
/** Far above what any model takes. */
const longestPrompt = 100_000;
const Task = v.object({
  id: Id,
  status: v.string(),
  progress: loose(Progress),
  results: loose(v.pipe(v.array(Link), v.maxLength(mostPictures))),
  result_data: loose(
    v.union([
      v.pipe(v.array(ResultItem), v.maxLength(mostPictures)),
      v.pipe(
        ResultItem,
        v.transform((item) => [item]),
      ),
    ]),
  ),
  usage: loose(v.object({ credits_used: loose(Credits) })),
  error: v.fallback(v.unknown(), null),
  revised_prompt: loose(v.pipe(v.string(), v.maxLength(longestPrompt))),
});

/** A task as it stands at the service. */
export interface TaskReport {
  readonly id: string;
  readonly status: 'pending' | 'processing' | 'completed' | 'failed';
  /** 0–100. */
  readonly progress: number;
  readonly links: readonly string[];
  /** Set when the task failed or was cancelled. */
  readonly failure: FailureData | null;
  /** The real charge, where the service tells it. */
  readonly creditsUsed: number | null;
  readonly revisedPrompt: string | null;
}

export function readTask(body: unknown): TaskReport {
  const task = read(Task, body, 'a task');
  const status = statusOf(task.status);
  const links = task.results?.length ? task.results : (task.result_data ?? []);
  if (status === 'completed' && links.length === 0)
    throw new Failure('bad-answer', 'The task is finished, but the answer names no picture.');
  return {
    id: task.id,
    status,
    progress: task.progress ?? 0,
    links,
    failure: status === 'failed' ? taskFailure(task.error, task.status) : null,
    creditsUsed: task.usage?.credits_used ?? null,
    revisedPrompt: task.revised_prompt,
  };
}

/** The page names four states; `cancelled` (in both spellings) is as final as `failed`, and a state we don't know is still under way. */
function statusOf(status: string): TaskReport['status'] {
  if (status === 'completed' || status === 'failed' || status === 'pending') return status;
  return status === 'cancelled' || status === 'canceled' ? 'failed' : 'processing';
}
