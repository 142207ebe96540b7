import { expect, test } from 'vitest';

import { Agenda } from './agenda.ts';
import { handClock } from './hand-clock.ts';

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

test('a clock that was set back by hours makes nobody wait for hours', async () => {
  const clock = handClock();
  let calls = 0;
  const agenda = new Agenda(clock, 6, () => {
    calls++;
    return Promise.resolve();
  });
  agenda.plan('a', 5_000);
  clock.set(-7_200_000);
  await clock.pass(60_000);
  expect(calls).toBe(1);
});

test('only what is wanted is hurried', async () => {
  const clock = handClock();
  const called: string[] = [];
  const agenda = new Agenda(clock, 6, (id) => Promise.resolve(void called.push(id)));
  agenda.plan('a', 30_000);
  agenda.plan('b', 30_000);
  agenda.hurry((id) => id === 'b');
  await clock.pass(1_000);
  expect(called).toEqual(['b']);
});
