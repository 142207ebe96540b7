import { expect, test } from 'vitest';

import { rowKey } from './queue-keys.ts';

const plain = { altKey: false, ctrlKey: false, metaKey: false, shiftKey: false };

test('Alt with an arrow, Home or End moves the row, wherever in it the keyboard is', () => {
  expect(rowKey({ ...plain, key: 'ArrowUp', altKey: true }, true)).toEqual({ do: 'move', step: 'up' });
  expect(rowKey({ ...plain, key: 'End', altKey: true }, false)).toEqual({ do: 'move', step: 'last' });
});

test('on the handle an arrow goes to the next row, and Delete takes the job back; on a button they do what they always do', () => {
  expect(rowKey({ ...plain, key: 'ArrowDown' }, true)).toEqual({ do: 'go', by: 1 });
  expect(rowKey({ ...plain, key: 'Delete' }, true)).toEqual({ do: 'cancel' });
  expect(rowKey({ ...plain, key: 'Delete' }, false)).toBeUndefined();
});

test('with other modifiers a key belongs to somebody else', () => {
  expect(rowKey({ ...plain, key: 'ArrowUp', altKey: true, ctrlKey: true }, true)).toBeUndefined();
  expect(rowKey({ ...plain, key: 'Delete', shiftKey: true }, true)).toBeUndefined();
});
