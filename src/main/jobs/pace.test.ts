import { expect, test } from 'vitest';

import { handClock } from './hand-clock.ts';
import { Holds } from './holds.ts';
import { Pace } from './pace.ts';

test('callers pass one by one, at their distance, in their order', async () => {
  const clock = handClock();
  const pace = new Pace(clock, 1_000);
  const passed: string[] = [];
  for (const name of ['a', 'b', 'c']) void pace.turn().then(() => passed.push(`${name}@${clock.now()}`));
  await clock.pass(0);
  await clock.pass(5_000);
  expect(passed).toEqual(['a@0', 'b@1000', 'c@2000']);
  void pace.turn().then(() => passed.push(`d@${clock.now()}`));
  await clock.pass(0);
  expect(passed.at(-1)).toBe('d@5000');
});

test('a clock that was set back by hours holds nobody for hours', async () => {
  const clock = handClock();
  const pace = new Pace(clock, 1_000);
  await pace.turn();
  clock.set(-7_200_000);
  let hasPassed = false;
  void pace.turn().then(() => (hasPassed = true));
  await clock.pass(2_000);
  expect(hasPassed).toBe(true);
});

test('after stopping nobody waits, and no timer is left', async () => {
  const clock = handClock();
  const pace = new Pace(clock, 1_000);
  const turns = [pace.turn(), pace.turn(), pace.turn()];
  pace.stop();
  await Promise.all(turns);
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
