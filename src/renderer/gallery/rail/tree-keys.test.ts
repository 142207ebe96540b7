import { expect, test } from 'vitest';

import type { Collection } from '../../../shared/picture.ts';
import { branchesOf } from './collection-tree.ts';
import { treeWish, type TreeWish } from './tree-keys.ts';

const collection = (id: string, parent: string | null = null): Collection => ({ id, name: id, parent, count: 0 });
const branches = branchesOf([collection('a'), collection('b'), collection('c', 'b'), collection('d')], 'en');
const plain = { altKey: false, ctrlKey: false, metaKey: false, shiftKey: false };
const press = (key: string, id: string, isExpanded = true): TreeWish | null => treeWish({ ...plain, key }, branches, id, isExpanded);

test('arrows lead along the tree, and no further', () => {
  expect(press('ArrowDown', 'b')).toEqual({ do: 'focus', id: 'c' });
  expect(press('ArrowUp', 'b')).toEqual({ do: 'focus', id: 'a' });
  expect([press('ArrowUp', 'a'), press('ArrowDown', 'd')]).toEqual([null, null]);
  expect(press('End', 'a')).toEqual({ do: 'focus', id: 'd' });
  expect(press('Home', 'd')).toEqual({ do: 'focus', id: 'a' });
});

test('right opens, then leads in; left closes, then leads out', () => {
  expect(press('ArrowRight', 'b', false)).toEqual({ do: 'expand', isExpanded: true });
  expect(press('ArrowRight', 'b')).toEqual({ do: 'focus', id: 'c' });
  expect(press('ArrowRight', 'a')).toBeNull();
  expect(press('ArrowLeft', 'b')).toEqual({ do: 'expand', isExpanded: false });
  expect(press('ArrowLeft', 'c')).toEqual({ do: 'focus', id: 'b' });
  expect(press('ArrowLeft', 'a')).toBeNull();
});

test('Alt puts in and out; other keys act, and the app’s chords are left alone', () => {
  expect(treeWish({ ...plain, altKey: true, key: 'ArrowRight' }, branches, 'd', true)).toEqual({ do: 'step', step: 'in' });
  expect(treeWish({ ...plain, altKey: true, key: 'ArrowLeft' }, branches, 'c', true)).toEqual({ do: 'step', step: 'out' });
  expect(['Enter', ' ', 'F2', 'Delete'].map((key) => press(key, 'a'))).toEqual([
    { do: 'go' },
    { do: 'go' },
    { do: 'rename' },
    { do: 'remove' },
  ]);
  expect([press('f', 'a'), treeWish({ ...plain, ctrlKey: true, key: 'Enter' }, branches, 'a', true)]).toEqual([null, null]);
});
