import { join } from 'node:path';

import { expect, onTestFinished, test } from 'vitest';

import { temporaryFolder } from '../library/test-library.ts';
import { systemClock } from './clock.ts';
import { JobBook } from './job-book.ts';
import { Journal } from './journal.ts';
import { sampleJob } from './sample-job.ts';

async function openBook(): Promise<{ book: JobBook; journal: Journal; unexpected: unknown[] }> {
  const journal = Journal.open(join(await temporaryFolder(), 'journal.db'), 0);
  onTestFinished(() => journal.close());
  const unexpected: unknown[] = [];
  return { book: new JobBook(journal, systemClock, (error) => unexpected.push(error)), journal, unexpected };
}

test('somebody who can’t bear the news doesn’t keep a job from going on, nor others from hearing of it', async () => {
  const { book, journal, unexpected } = await openBook();
  const heard: string[] = [];
  book.onChanged(() => {
    throw new Error('the window is gone');
  });
  book.onChanged(({ state }) => heard.push(state));
  const job = sampleJob();
  book.add(job);
  book.move(job, { state: 'submitting', sentAt: 1 }, 'submitting');
  expect(heard).toEqual(['queued', 'submitting']);
  expect(journal.jobs()).toMatchObject([{ state: 'submitting' }]);
  expect(unexpected).toHaveLength(2);
});

test('news of a job come too late once it has moved on', async () => {
  const { book } = await openBook();
  const job = sampleJob();
  book.add(job);
  book.move(job, { state: 'submitting', sentAt: 1 }, 'submitting');
  book.note({ ...job, waiting: { for: 'offline' } });
  expect(book.get(job.id).state).toBe('submitting');
});

test('an illegal step throws, and neither the book nor the journal has it', async () => {
  const { book, journal } = await openBook();
  const job = sampleJob();
  book.add(job);
  expect(() => book.move(job, { state: 'done' } as never, 'done')).toThrow('from queued to done');
  expect(book.get(job.id)).toBe(job);
  expect(journal.events(job.id)).toHaveLength(1);
});
