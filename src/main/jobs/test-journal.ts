import { randomUUID } from 'node:crypto';

import { advance, type Job, type JobIn, type Task } from '../../shared/job.ts';
import type { Journal } from './journal.ts';
import { sampleJob, sampleRequest } from './sample-job.ts';

/** Writes jobs into a journal as the engine does, one after another, so that every fifth ends at another point. */
export function fillJournal(journal: Journal, count: number): Job[] {
  return Array.from({ length: count }, (_, index) => {
    const at = 1_000_000 + index * 1_000;
    const request = sampleRequest({ prompt: `number ${index}: ${'a fox in the snow, '.repeat(index % 40)}` });
    const job = sampleJob({ id: randomUUID(), request, createdAt: at, updatedAt: at, place: at });
    journal.record(job, 'made', job);
    return index % 5 === 0 ? job : sent(journal, job, index);
  });
}

function sent(journal: Journal, job: JobIn<'queued'>, index: number): Job {
  const sentAt = job.createdAt + 100;
  const submitting = advance(job, { state: 'submitting', sentAt }, { updatedAt: sentAt });
  journal.record(submitting, 'submitting');
  if (index % 5 === 1) return submitting;
  const task: Task = {
    ...{ id: `task-unified-${index}`, acceptedAt: sentAt + 50, estimatedSeconds: 100, progress: 0, expectedAt: null },
    revisedPrompt: null,
  };
  const running = advance(submitting, { state: 'running', task, waiting: null }, { updatedAt: sentAt + 50 });
  journal.record(running, 'accepted', { taskId: task.id, replayed: false });
  if (index % 5 === 2) return running;
  const links = [`https://files.test/${index}.png`];
  const saving = advance(running, { state: 'saving', task, links, waiting: null }, { updatedAt: sentAt + 90 });
  journal.record(saving, 'completed');
  return index % 5 === 3 ? saving : done(journal, saving, index);
}

function done(journal: Journal, saving: JobIn<'saving'>, index: number): Job {
  const { task, links, updatedAt } = saving;
  const id = index.toString(16).padStart(64, '0');
  const kept = advance(saving, { state: 'saving', task, links, waiting: null }, { updatedAt: updatedAt + 5, pictures: [id] });
  journal.record(kept, 'picture saved', { index: 0, id });
  const finished = advance(kept, { state: 'done', task, finishedAt: updatedAt + 6 }, { updatedAt: updatedAt + 6 });
  journal.record(finished, 'done');
  return finished;
}
