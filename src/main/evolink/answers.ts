import * as v from 'valibot';

import type { Balance } from '../../shared/account.ts';
import { Failure } from '../../shared/failure.ts';
import type { FailureData } from '../../shared/failure.ts';
import { taskFailure } from './refusals.ts';

/** The forms of the service's answers: its public page, and where it says less, its own public clients. Unknown fields are ignored. */

const Progress = v.pipe(
  v.number(),
  v.transform((progress) => Math.min(100, Math.max(0, progress))),
);
const loose = <T>(schema: v.GenericSchema<unknown, T>) => v.fallback(v.nullable(schema), null);

const Accepted = v.object({
  id: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  task_info: loose(v.object({ estimated_time: loose(v.pipe(v.number(), v.minValue(0))) })),
  usage: loose(v.object({ credits_reserved: loose(v.pipe(v.number(), v.minValue(0))) })),
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

const Link = v.pipe(v.string(), v.url(), v.maxLength(8192));
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
const Task = v.object({
  id: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  status: v.string(),
  progress: loose(Progress),
  results: loose(v.array(Link)),
  result_data: loose(
    v.union([
      v.array(ResultItem),
      v.pipe(
        ResultItem,
        v.transform((item) => [item]),
      ),
    ]),
  ),
  usage: loose(v.object({ credits_used: loose(v.pipe(v.number(), v.minValue(0))) })),
  error: v.fallback(v.unknown(), null),
  revised_prompt: loose(v.string()),
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

const Credits = v.object({
  data: v.object({
    user: v.object({ remaining_credits: v.number() }),
    token: loose(v.object({ remaining_credits: loose(v.number()), unlimited_credits: loose(v.boolean()) })),
  }),
});

export function readBalance(body: unknown, at: number): Balance {
  const { user, token } = read(Credits, body, 'the balance').data;
  const limited = token !== null && token.unlimited_credits === false;
  return { credits: user.remaining_credits, keyCredits: limited ? token.remaining_credits : null, at };
}

const Uploaded = v.object({
  success: v.literal(true),
  data: v.object({ file_url: Link, expires_at: loose(v.string()) }),
});

export interface UploadedFile {
  readonly url: string;
  /** ms since 1970, or null when the service doesn't say. */
  readonly expiresAt: number | null;
}

export function readUpload(body: unknown): UploadedFile {
  const { data } = read(Uploaded, body, 'the answer to an upload');
  const expiresAt = data.expires_at === null ? Number.NaN : Date.parse(data.expires_at);
  return { url: data.file_url, expiresAt: Number.isNaN(expiresAt) ? null : expiresAt };
}

const TaskList = v.object({
  data: v.array(v.object({ id: v.string(), model: loose(v.string()), created_at: loose(v.union([v.number(), v.string()])) })),
});

/** One line of the task list: enough to recognise a task whose acceptance was lost. */
export interface ListedTask {
  readonly id: string;
  readonly model: string | null;
  readonly createdAt: number | null;
}

export function readTaskList(body: unknown): ListedTask[] {
  return read(TaskList, body, 'the task list').data.map(({ id, model, created_at }) => ({ id, model, createdAt: instant(created_at) }));
}

/** Seconds since 1970, as everywhere in this API, or a date as text. */
function instant(value: number | string | null): number | null {
  if (value === null) return null;
  const ms = typeof value === 'number' ? value * 1000 : Date.parse(value);
  return Number.isNaN(ms) ? null : ms;
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Failure('bad-answer', 'The answer is not JSON.', { cause });
  }
}

function read<T>(schema: v.GenericSchema<unknown, T>, body: unknown, what: string): T {
  const result = v.safeParse(schema, body);
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new Failure(
    'bad-answer',
    `The service's answer (${what}) has an unexpected form: ${v.getDotPath(issue) ?? 'the whole'}: ${issue.message}`,
  );
}
