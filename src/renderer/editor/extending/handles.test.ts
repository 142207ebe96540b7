import { expect, test } from 'vitest';

import { noMargins } from './margins.ts';
import { handleNames, handles, marginOf, pullOf } from './handles.ts';

const pressed = (key: string, shiftKey = false) => ({ key, shiftKey });

test('an arrow moves a handle where it points, with Shift ten times as far', () => {
  expect(pullOf(pressed('ArrowLeft'), handles.left)).toEqual({ x: -1, y: 0 });
  expect(pullOf(pressed('ArrowLeft', true), handles.right)).toEqual({ x: -10, y: 0 });
  expect(pullOf(pressed('ArrowDown'), handles['bottom-left'])).toEqual({ x: 0, y: 1 });
});

test('where a handle can’t go along with an arrow, up and right are more and the others less', () => {
  for (const name of ['left', 'right', 'top', 'bottom'] as const) {
    const handle = handles[name];
    const [more, less] = handle.y === 0 ? ['ArrowUp', 'ArrowDown'] : ['ArrowRight', 'ArrowLeft'];
    const out = (key: string): number => {
      const { x, y } = pullOf(pressed(key), handle) ?? { x: 0, y: 0 };
      return x * handle.x + y * handle.y;
    };
    expect([out(more), out(less)]).toEqual([1, -1]);
  }
});

test('page keys, Home and End go outwards and back at every handle', () => {
  for (const name of handleNames) {
    const handle = handles[name];
    for (const [key, px] of Object.entries({ PageUp: 100, PageDown: -100, Home: -100_000, End: 100_000 })) {
      // Added to 0, since −0 is another number to who compares.
      const { x = 0, y = 0 } = pullOf(pressed(key), handle) ?? {};
      expect([0 + x, 0 + y]).toEqual([0 + handle.x * px, 0 + handle.y * px]);
    }
  }
});

test('other keys are none of its business', () => {
  for (const key of ['Enter', ' ', 'Escape', 'Tab', 'a']) expect(pullOf(pressed(key), handles.left)).toBeNull();
});

test('an edge has a margin of its own, a corner has none', () => {
  const margins = { ...noMargins, top: 7 };
  expect(handleNames.map((name) => marginOf(name, margins))).toEqual([0, 7, 0, 0, null, null, null, null]);
});
