import fc from 'fast-check';
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

/** The most of these moments in any window of a second. */
function mostInASecond(times: readonly number[]): number {
  return Math.max(0, ...times.map((from, i) => times.slice(i).filter((at) => at < from + 1_000).length));
}

test.each([
  ['25 calls, one by one', null, 25],
  ['2 calls, fifty at a time', 'lane', 2],
])('a thousand entries never take more than %s in any second, whenever they are hurried', async (_, lane, most) => {
  const hurries = fc.array(fc.integer({ min: 0, max: 6_000 }), { maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(hurries, async (pausesMs) => {
      const clock = handClock();
      const times: number[] = [];
      const call = (id: string, along: readonly string[]): Promise<void> => {
        times.push(clock.now());
        for (const called of [id, ...along]) agenda.plan(called, 3_000 + Number(called));
        return Promise.resolve();
      };
      const agenda: Agenda = new Agenda(clock, 6, call, { laneOf: () => lane, most: 50 });
      for (let i = 0; i < 1_000; i++) agenda.plan(String(i), i * 3);
      for (const pauseMs of pausesMs) {
        await clock.pass(pauseMs);
        agenda.hurry();
        expect(clock.timers()).toBeLessThanOrEqual(1);
      }
      await clock.pass(3_000);
      expect(mostInASecond(times)).toBeLessThanOrEqual(most);
      expect(times.length).toBeGreaterThan(most);
    }),
    { numRuns: 6 },
  );
});

test('what is due by then goes along in one call, the earliest first, and only what belongs together', async () => {
  const clock = handClock();
  const called: string[][] = [];
  const call = (id: string, along: readonly string[]): Promise<void> => Promise.resolve(void called.push([id, ...along]));
  const laneOf = (id: string): string | null => (id.startsWith('alone') ? null : id.charAt(0));
  const agenda = new Agenda(clock, 6, call, { laneOf, most: 3 });
  for (const [i, id] of ['a1', 'a2', 'b1', 'alone', 'a3', 'a4'].entries()) agenda.plan(id, 1_000 + i);
  agenda.plan('a5', 60_000);
  await clock.pass(1_000);
  agenda.plan('a6', 0);
  await clock.pass(5_000);
  expect(called).toEqual([['a1'], ['alone'], ['a6', 'a2', 'a3'], ['b1'], ['a4']]);
});

test('nothing that is postponed is called before, and the rest is', async () => {
  const clock = handClock();
  const called: string[] = [];
  const agenda = new Agenda(clock, 6, (id) => Promise.resolve(void called.push(`${id}@${clock.now()}`)));
  agenda.plan('a', 100);
  agenda.plan('b', 100);
  agenda.plan('c', 9_000);
  agenda.postpone(5_000, (id) => id !== 'b');
  await clock.pass(10_000);
  expect(called).toEqual(['b@100', 'a@5000', 'c@9000']);
});

test('a service that is asked too often is asked half as often, and bit by bit as often as before', async () => {
  const clock = handClock();
  let calls = 0;
  const agenda = new Agenda(clock, 6, (id) => {
    calls++;
    agenda.plan(id, 0);
    return Promise.resolve();
  });
  for (let i = 0; i < 100; i++) agenda.plan(String(i), 0);
  const inASecond = async (): Promise<number> => {
    const before = calls;
    await clock.pass(1_000);
    return calls - before;
  };
  const usual = await inASecond();
  agenda.slowDown();
  expect(await inASecond()).toBeLessThanOrEqual(usual / 2 + 1);
  for (let i = 0; i < 30; i++) agenda.speedUp();
  expect(await inASecond()).toBeGreaterThanOrEqual(usual - 2);
});
