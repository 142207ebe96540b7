import * as v from 'valibot';

import { Id, loose, read } from './answer-form.ts';

const Row = v.object({
  id: Id,
  model: loose(v.string()),
  type: loose(v.string()),
  status: loose(v.string()),
  result_count: loose(v.pipe(v.number(), v.integer(), v.minValue(0))),
  created_at: loose(v.union([v.number(), v.string()])),
});
const TaskList = v.object({ data: v.array(Row), total: loose(v.pipe(v.number(), v.integer(), v.minValue(0))) });

/** One line of the task list: enough to recognise a task whose acceptance was lost. Null: not told. */
export interface ListedTask {
  readonly id: string;
  readonly model: string | null;
  readonly type: string | null;
  /** ms since 1970 by the service's clock, cut to whole seconds. */
  readonly createdAt: number | null;
  /** How many pictures were made, of a task that is finished. */
  readonly pictures: number | null;
}

export interface TaskList {
  /** Newest first, as far as the service keeps to its habit. */
  readonly tasks: readonly ListedTask[];
  /** Over all pages. */
  readonly total: number | null;
}

export function readTaskList(body: unknown): TaskList {
  const { data, total } = read(TaskList, body, 'the task list');
  const tasks = data.map(({ id, model, type, status, result_count, created_at }) => {
    const pictures = status === 'completed' ? result_count : null;
    return { id, model, type, createdAt: instant(created_at), pictures };
  });
  return { tasks, total };
}

/** From here on a number can only be milliseconds: as seconds it would be a year after 5000. */
const millisecondsFrom = 100_000_000_000;

/** The last moment that a Date can tell. */
const lastMs = 8.64e15;

/** Seconds since 1970, as everywhere in this API, or a date as text. */
function instant(value: number | string | null): number | null {
  if (value === null) return null;
  const ms = typeof value === 'string' ? Date.parse(value) : value < millisecondsFrom ? value * 1000 : value;
  return ms >= 0 && ms <= lastMs ? ms : null;
}
