import { chargeOf } from './ledger.ts';
import { taskStateAt, type Task } from './tasks.ts';

/** The body of a look-up, and of a callback. */
export function taskBody(task: Task, nowMs: number, linkOf: (picture: number) => string): Record<string, unknown> {
  const { status, progress, endedMs } = taskStateAt(task, nowMs);
  const running = endedMs === undefined;
  return {
    created: Math.floor(task.createdMs / 1000),
    id: task.id,
    model: task.model,
    object: 'image.generation.task',
    progress,
    ...(status === 'completed' ? resultFields(task, linkOf) : {}),
    status,
    ...(status === 'failed' ? errorField(task) : {}),
    ...(running ? {} : { duration: task.durationMs / 1000 }),
    task_info: running ? { can_cancel: true, estimated_time: Math.ceil(task.estimatedMs / 1000) } : { can_cancel: false },
    type: 'image',
    ...(running ? {} : { usage: { billing_rule: 'per_call', credits_used: chargeOf(task), user_group: 'default' } }),
  };
}

/** The answer to the accepted request. */
export function acceptedBody(task: Task): Record<string, unknown> {
  return {
    created: Math.floor(task.createdMs / 1000),
    id: task.id,
    model: task.model,
    object: 'image.generation.task',
    progress: 0,
    status: 'pending',
    task_info: { can_cancel: true, estimated_time: Math.ceil(task.estimatedMs / 1000) },
    type: 'image',
    usage: { billing_rule: 'per_call', credits_reserved: task.credits, user_group: 'default' },
  };
}

/** One row of the task list. */
export function taskRow(task: Task, nowMs: number): Record<string, unknown> {
  const { status, progress, endedMs } = taskStateAt(task, nowMs);
  return {
    id: task.id,
    model: task.model,
    type: 'image',
    status,
    progress,
    created_at: Math.floor(task.createdMs / 1000),
    duration: endedMs === undefined ? 0 : task.durationMs / 1000,
    has_results: status === 'completed',
    result_count: status === 'completed' ? picturesOf(task) : 0,
    has_error: status === 'failed',
    credits_used: endedMs === undefined ? 0 : chargeOf(task),
  };
}

export function picturesOf(task: Task): number {
  return task.end.kind === 'completed' ? task.end.pictures : 0;
}

function resultFields(task: Task, linkOf: (picture: number) => string): Record<string, unknown> {
  const links = Array.from({ length: picturesOf(task) }, (_, picture) => linkOf(picture));
  switch (task.results) {
    case 'results':
      return { results: links };
    case 'result_data-url':
      return { result_data: links.map((url) => ({ url })) };
    case 'result_data-image_url':
      return { result_data: links.map((url) => ({ image_url: url })) };
    case 'result_data-object':
      return { result_data: { url: links[0] } };
  }
}

function errorField(task: Task): Record<string, unknown> {
  const error = task.end.kind === 'failed' ? task.end.error : undefined;
  return error ? { error: { ...error, type: 'task_error' } } : {};
}
