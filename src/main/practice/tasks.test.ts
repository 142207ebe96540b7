import fc from 'fast-check';
import { expect, test } from 'vitest';

import { taskStateAt, type Task } from './tasks.ts';

const task: Task = {
  id: 'task-unified-1-abc',
  createdMs: 1000,
  durationMs: 10_000,
  estimatedMs: 10_000,
  model: 'gpt-4o-image',
  prompt: 'x',
  n: 1,
  seed: 1,
  credits: 2.5,
  references: [],
  end: { kind: 'completed', pictures: 1 },
  pace: { kind: 'steady' },
  results: 'results',
  linkLifeMs: 1,
};

test('a steady task never goes back, and ends exactly when its time is over', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: 0, max: 20_000 }), (a, b) => {
      const [early, late] = [taskStateAt(task, Math.min(a, b)), taskStateAt(task, Math.max(a, b))];
      expect(early.progress).toBeLessThanOrEqual(late.progress);
      expect(late.status === 'completed').toBe(Math.max(a, b) >= 11_000);
      if (late.status !== 'completed') expect(late.progress).toBeLessThan(100);
    }),
  );
});

test('a task out of order shows progress that goes back, and ends all the same', () => {
  const jumping: Task = { ...task, pace: { kind: 'out-of-order' } };
  const seen = Array.from({ length: 10 }, (_, i) => taskStateAt(jumping, 1000 + i * 1000).progress);
  expect(seen.some((progress, i) => progress < (seen[i - 1] ?? 0))).toBe(true);
  expect(taskStateAt(jumping, 11_000).status).toBe('completed');
});

test('a truthful task tells its share of the time, and a silent one nothing before its end', () => {
  const told = (pace: Task['pace'], atMs: number) => taskStateAt({ ...task, pace }, 1000 + atMs).progress;
  expect([600, 5_000, 9_990].map((atMs) => told({ kind: 'linear' }, atMs))).toEqual([6, 50, 99]);
  expect([600, 5_000, 9_990, 10_000].map((atMs) => told({ kind: 'silent' }, atMs))).toEqual([0, 0, 0, 100]);
});

test('a stuck task stays where it is', () => {
  const stuck: Task = { ...task, pace: { kind: 'stuck', at: 42 } };
  expect(taskStateAt(stuck, 1e12)).toEqual({ status: 'processing', progress: 42, endedMs: undefined });
});

test('a task without a duration is finished at once', () => {
  expect(taskStateAt({ ...task, durationMs: 0 }, 1000).status).toBe('completed');
});
