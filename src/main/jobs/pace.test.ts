import { expect, test } from 'vitest';

import { handClock } from './hand-clock.ts';
import { Holds } from './holds.ts';
import { Pace } from './pace.ts';

const atOnce = (): number => 0;

/** Until nothing more happens without time passing. */
const settled = (): Promise<unknown> => new Promise((resolve) => setImmediate(resolve));

/** Leaves, and is done at once. */
function leave(leaves: () => boolean): Promise<void> {
  leaves();
  return Promise.resolve();
}

test('callers pass one by one, at their distance, the first in the queue first', async () => {
  const clock = handClock();
  const pace = new Pace(clock, 1_000);
  const passed: string[] = [];
  const take = (name: string, place: () => number = atOnce): Promise<void> =>
    pace.take(place, (leaves) => {
      passed.push(`${name}@${clock.now()}`);
      return leave(leaves);
    });
  const places = { b: 2, c: 1 };
  void take('a');
  void take('b', () => places.b);
  void take('c', () => places.c);
  await settled();
  await clock.pass(1_000);
  expect(passed).toEqual(['a@0', 'c@1000']);
  void take('d', () => 3);
  places.b = 4; // moved while it waits
  await clock.pass(5_000);
  expect(passed).toEqual(['a@0', 'c@1000', 'd@2000', 'b@3000']);
  void take('e');
  await settled();
  expect(passed.at(-1)).toBe('e@6000');
});

test('nobody passes before the one before is done; who didn’t leave costs nobody a pause', async () => {
  const clock = handClock();
  const pace = new Pace(clock, 1_000);
  const { promise: answered, resolve: answer } = Promise.withResolvers<undefined>();
  const passed: string[] = [];
  void pace.take(atOnce, (leaves) => leave(leaves).then(() => answered));
  void pace.take(atOnce, () => Promise.resolve(passed.push(`second@${clock.now()}`)));
  void pace.take(atOnce, () => Promise.resolve(passed.push(`third@${clock.now()}`)));
  await settled();
  await clock.pass(60_000);
  expect(passed).toEqual([]);
  answer(undefined);
  await settled();
  expect(passed).toEqual(['second@60000', 'third@60000']);
});

test('who is overtaken before it left leaves its turn to the first in the queue', async () => {
  const pace = new Pace(handClock(), 1_000);
  const { promise: prepared, resolve: prepare } = Promise.withResolvers<undefined>();
  const left: string[] = [];
  const take = (name: string, place: number, ready?: Promise<unknown>): Promise<void> =>
    pace.take(
      () => place,
      async (leaves) => {
        await ready;
        if (leaves()) left.push(name);
      },
    );
  const overtaken = take('second', 2, prepared);
  const first = take('first', 1);
  void take('third', 3);
  prepare(undefined);
  await Promise.all([overtaken, first]);
  expect(left).toEqual(['first']);
});

test('what goes wrong with one is its own affair', async () => {
  const pace = new Pace(handClock(), 1_000);
  const broken = pace.take(atOnce, () => Promise.reject(new Error('broken')));
  await expect(broken).rejects.toThrow('broken');
  await pace.take(atOnce, leave);
});

test('a clock that was set back by hours holds nobody for hours', async () => {
  const clock = handClock();
  const pace = new Pace(clock, 1_000);
  await pace.take(atOnce, leave);
  clock.set(-7_200_000);
  let hasPassed = false;
  void pace.take(atOnce, () => Promise.resolve((hasPassed = true)));
  await clock.pass(1_000);
  expect(hasPassed).toBe(true);
});

test('after stopping nobody waits, and no timer is left', async () => {
  const clock = handClock();
  const pace = new Pace(clock, 1_000);
  const turns = [1, 2, 3].map(() => pace.take(atOnce, leave));
  pace.stop();
  await Promise.all([...turns, pace.take(atOnce, leave)]);
  expect(clock.timers()).toBe(0);
});

test('a hold ends by itself or when released; a longer one isn’t shortened by a shorter one', async () => {
  const clock = handClock();
  let overs = 0;
  const holds = new Holds(clock, () => overs++);
  holds.set(false, { for: 'credit' }, 60_000);
  holds.set(false, { for: 'offline' }, 1_000);
  expect(holds.of(false)).toEqual({ for: 'credit' });
  expect(holds.of(true)).toBeNull();
  await clock.pass(59_000);
  expect(overs).toBe(0);
  await clock.pass(1_000);
  expect([overs, holds.of(false)]).toEqual([1, null]);
  holds.set(false, { for: 'key' }, null);
  holds.release(({ for: reason }) => reason !== 'key');
  expect(holds.of(false)).toEqual({ for: 'key' });
  holds.release();
  expect([holds.of(false), clock.timers()]).toEqual([null, 0]);
});
