import fc from 'fast-check';
import { expect, test } from 'vitest';

import { aJob, aTask } from './job-builder.ts';
import { moveBy, moved, moveTo, unsentOf, type Step, type Unsent } from './queue-order.ts';

function queueOf(length: number): readonly Unsent[] {
  return unsentOf(Array.from({ length }, () => aJob()));
}

const ids = (order: readonly Unsent[]): string[] => order.map(({ id }) => id);

test('what isn’t sent stands in the order of its places, and what is sent doesn’t stand there', () => {
  const [last, first, second] = [aJob(undefined, { place: 9 }), aJob(undefined, { place: 1 }), aJob(undefined, { place: 2 })];
  const sent = aJob({ state: 'running', task: aTask, waiting: null }, { place: 0 });
  const uploading = aJob({ state: 'uploading', waiting: null }, { place: 1.5 });
  expect(ids(unsentOf([last, sent, second, uploading, first]))).toEqual([first.id, uploading.id, second.id, last.id]);
});

test.each<[Step, number, number[] | null]>([
  ['up', 1, [1, 0, 2]],
  ['down', 1, [0, 2, 1]],
  ['first', 2, [2, 0, 1]],
  ['last', 0, [1, 2, 0]],
  ['up', 0, null],
  ['down', 2, null],
  ['first', 0, null],
  ['last', 2, null],
])('one step %s from place %i', (step, from, expected) => {
  const order = queueOf(3);
  const move = moveBy(order, order[from]?.id ?? '', step);
  expect(move && ids(moved(order, move))).toEqual(expected?.map((place) => order[place]?.id) ?? null);
});

test('a job that was just sent can neither be moved nor be a place to move to', () => {
  const order = queueOf(2);
  const gone = aJob().id;
  expect(moveBy(order, gone, 'first')).toBeNull();
  expect(moved(order, { id: gone, before: null })).toBe(order);
  expect(moved(order, { id: order[1]?.id ?? '', before: gone })).toBe(order);
});

test('a move puts one job at the place that was wanted, keeps the others in order, and changes nothing when made again', () => {
  const queueAndPlaces = fc
    .integer({ min: 2, max: 12 })
    .chain((length) => fc.tuple(fc.constant(length), fc.nat({ max: length - 1 }), fc.nat({ max: length - 1 })));
  fc.assert(
    fc.property(queueAndPlaces, ([length, from, to]) => {
      const order = queueOf(length);
      const id = order[from]?.id ?? '';
      const move = moveTo(order, id, to);
      if (!move) return from === to;
      const after = moved(order, move);
      expect(ids(after).indexOf(id)).toBe(to);
      expect(ids(after).filter((other) => other !== id)).toEqual(ids(order).filter((other) => other !== id));
      expect(ids(moved(after, move))).toEqual(ids(after));
      return true;
    }),
  );
});
