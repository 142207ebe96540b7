import { randomUUID } from 'node:crypto';

import { advance, type Task } from '../../shared/job.ts';
import type { PracticeServer } from '../practice/practice-server.ts';
import type { Journal } from './journal.ts';
import { sampleJob, sampleRequest } from './sample-job.ts';

/** More connections at once than this, and the server's queue overflows. */
const atOnce = 20;

/**
 * Puts tasks at the service and running jobs for them into the journal, as the app itself would have left them: for tests and
 * measurements with more tasks at once than the app would send. Answers with the ids of the jobs.
 */
export async function leaveRunning(
  service: PracticeServer,
  journal: Journal,
  prompts: readonly string[],
  now: () => number,
): Promise<string[]> {
  const ids: string[] = [];
  for (let from = 0; from < prompts.length; from += atOnce) {
    const some = prompts.slice(from, from + atOnce);
    const tasks = await Promise.all(some.map((prompt) => acceptedBy(service, prompt, now)));
    ids.push(...tasks.map((task, i) => recordRunning(journal, task, some[i] ?? '')));
  }
  return ids;
}

/** A running job for a task, whether or not the service knows it. */
export function recordRunning(journal: Journal, task: Task, prompt: string): string {
  const { acceptedAt } = task;
  const cost = { estimated: 2.5, reserved: 2.5, used: null, charged: 'reserved' } as const;
  const job = sampleJob({ id: randomUUID(), request: sampleRequest({ prompt }), createdAt: acceptedAt, updatedAt: acceptedAt, cost });
  const submitting = advance(job, { state: 'submitting', sentAt: acceptedAt });
  journal.record(advance(submitting, { state: 'running', task, waiting: null }), 'accepted');
  return job.id;
}

async function acceptedBy(service: PracticeServer, prompt: string, now: () => number): Promise<Task> {
  const response = await fetch(`${service.url}/v1/images/generations`, {
    method: 'POST',
    headers: { authorization: `Bearer ${service.key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'gpt-4o-image', prompt, n: 1, size: '1:1' }),
  });
  if (response.status !== 200) throw new Error(`The practice server did not accept: ${await response.text()}`);
  const { id, task_info } = (await response.json()) as { id: string; task_info: { estimated_time: number } };
  return { id, acceptedAt: now(), estimatedSeconds: task_info.estimated_time, progress: 0, expectedAt: null, revisedPrompt: null };
}
