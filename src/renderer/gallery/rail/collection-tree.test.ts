import { expect, test } from 'vitest';

import type { Collection } from '../../../shared/picture.ts';
import { branchesOf, canMove, stepOf, withThoseInside } from './collection-tree.ts';

const collection = (id: string, parent: string | null = null, name = id): Collection => ({ id, name, parent, count: 0 });
const all = [
  collection('trips'),
  collection('japan', 'trips'),
  collection('kyoto', 'japan'),
  collection('animals'),
  collection('foxes 10', 'animals'),
  collection('foxes 9', 'animals'),
];
const shown = (collapsed: string[] = []): string[] =>
  branchesOf(all, 'en', new Set(collapsed)).map(({ id, depth }) => `${'.'.repeat(depth)}${id}`);

test('collections stand below their parents, by name as people count', () => {
  expect(shown()).toEqual(['animals', '.foxes 9', '.foxes 10', 'trips', '.japan', '..kyoto']);
  expect(shown(['trips'])).toEqual(['animals', '.foxes 9', '.foxes 10', 'trips']);
  expect(branchesOf(all, 'en')[2]).toMatchObject({ place: 2, siblings: 2, hasChildren: false });
});

test('a collection whose parent is gone stands at the top', () => {
  expect(branchesOf([collection('lost', 'gone')], 'en').map(({ depth }) => depth)).toEqual([0]);
});

test('a collection can go anywhere but into itself or where it is', () => {
  expect(withThoseInside(all, 'trips')).toEqual(['trips', 'japan', 'kyoto']);
  expect(canMove(all, 'trips', 'animals')).toBe(true);
  expect(canMove(all, 'kyoto', null)).toBe(true);
  expect(canMove(all, 'trips', 'kyoto')).toBe(false);
  expect(canMove(all, 'trips', 'trips')).toBe(false);
  expect(canMove(all, 'trips', null)).toBe(false);
  expect(canMove(all, 'gone', null)).toBe(false);
});

test('a step leads into the collection above, or out beside the parent', () => {
  expect(stepOf(all, 'en', 'trips', 'in')).toBe('animals');
  expect(stepOf(all, 'en', 'animals', 'in')).toBeUndefined();
  expect(stepOf(all, 'en', 'kyoto', 'out')).toBe('trips');
  expect(stepOf(all, 'en', 'japan', 'out')).toBeNull();
  expect(stepOf(all, 'en', 'trips', 'out')).toBeUndefined();
});
