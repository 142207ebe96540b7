import { expect, test } from 'vitest';

import { Agenda } from './agenda.ts';
import type { Clock } from './clock.ts';

/** Time that stands still until it is told to pass. */
function handClock(): Clock & { pass: (ms: number) => Promise<void>; timers: () => number } {
  let now = 0;
  const timers = new Map<object, { at: number; run: () => void }>();
  return {
    now: () => now,
    after: (delayMs, run) => {
      const handle = {};
      timers.set(handle, { at: now + Math.max(0, delayMs), run });
      return () => timers.delete(handle);
    },
    timers: () => timers.size,
    async pass(ms) {
      for (const end = now + ms; ;) {
        const [next] = [...timers].sort(([, a], [, b]) => a.at - b.at);
        if (!next || next[1].at > end) {
          now = end;
          return;
        }
        timers.delete(next[0]);
        now = Math.max(now, next[1].at);
        next[1].run();
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
  };
}

test('entries are called when they are due, earliest first', async () => {
  const clock = handClock();
  const called: string[] = [];
  const agenda = new Agenda(clock, 6, (id) => Promise.resolve(void called.push(`${id}@${clock.now()}`)));
  agenda.plan('late', 500);
  agenda.plan('early', 100);
  await clock.pass(1_000);
  expect(called).toEqual(['early@100', 'late@500']);
});

test('a thousand entries that are due at once need one timer and make at most 25 calls a second', async () => {
  const clock = handClock();
  let calls = 0;
  const agenda = new Agenda(clock, 6, () => {
    calls++;
    return Promise.resolve();
  });
  for (let i = 0; i < 1_000; i++) agenda.plan(String(i), 0);
  expect(clock.timers()).toBe(1);
  await clock.pass(10_000);
  expect(calls).toBeGreaterThan(200);
  expect(calls).toBeLessThanOrEqual(251);
});

test('an entry that is being called is not called again until it has answered', async () => {
  const clock = handClock();
  let calls = 0;
  let answer = (): void => undefined;
  const agenda = new Agenda(clock, 6, () => {
    calls++;
    return new Promise((resolve) => (answer = resolve));
  });
  agenda.plan('a', 0);
  await clock.pass(100);
  agenda.plan('a', 0);
  await clock.pass(1_000);
  expect(calls).toBe(1);
  answer();
  await new Promise((resolve) => setImmediate(resolve));
  await clock.pass(100);
  expect(calls).toBe(2);
});

test('hurrying makes everything due, dropping and clearing leave no timer behind', async () => {
  const clock = handClock();
  const called: string[] = [];
  const agenda = new Agenda(clock, 6, (id) => Promise.resolve(void called.push(id)));
  agenda.plan('a', 60_000);
  agenda.plan('b', 60_000);
  agenda.drop('b');
  agenda.hurry();
  await clock.pass(50);
  expect(called).toEqual(['a']);
  agenda.plan('c', 1_000);
  agenda.clear();
  expect(clock.timers()).toBe(0);
});
