import * as v from 'valibot';

import { Failure } from '../../shared/failure.ts';
import { read } from './answer-form.ts';
import { readTask, type TaskReport } from './answers.ts';

const Batch = v.object({ data: v.array(v.unknown()) });

/** The tasks of a batch look-up that can be read. One that can't takes nothing from the others: it is left out, to be asked for by itself. */
export function readTaskBatch(body: unknown): TaskReport[] {
  return read(Batch, body, 'several tasks').data.flatMap((entry) => {
    try {
      return [readTask(entry)];
    } catch (error) {
      if (error instanceof Failure) return [];
      throw error;
    }
  });
}
