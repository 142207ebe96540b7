import { expect, test } from 'vitest';

import type { Move } from '../pictures.svelte.ts';
import { GridView } from './grid-view.svelte.ts';

/** Squares of one day, as the store would hold them. */
class Squares {
  #outline = $state.raw(outlineOf(0));
  followed: readonly number[] = [];

  constructor(count: number) {
    this.#outline = outlineOf(count);
  }

  get outline() {
    return this.#outline;
  }

  get count(): number {
    return this.#outline.ratios.length;
  }

  follow(indexes: readonly number[]): void {
    this.followed = indexes;
  }

  become(count: number): void {
    this.#outline = outlineOf(count);
  }
}

function outlineOf(count: number) {
  return { revision: count, ratios: new Float32Array(count).fill(1), days: new Int32Array(count) };
}

function opened(count: number) {
  const squares = new Squares(count);
  const view = new GridView(squares);
  view.resize(1200, 800);
  view.scrolled(0);
  return { squares, view };
}

test('only rows near the window exist, however many pictures there are', () => {
  const { view } = opened(20_000);
  expect(view.rows.length).toBeLessThan(12);
  view.scrolled(view.layout.heightPx / 2);
  expect(view.rows.length).toBeLessThan(20);
  const [first, end] = view.span;
  expect(end - first).toBeLessThan(200);
});

test('the row that has the keyboard exists wherever the window is', () => {
  const { view } = opened(10_000);
  view.activate(3);
  view.scrolled(50_000);
  expect(view.rows[0]).toBe(0);
  expect(view.rows[1]).toBeGreaterThan(100);
});

test('pictures that come at the top push nothing away from under the eyes', () => {
  const { squares, view } = opened(1000);
  view.scrolled(5000);
  const [anchor = 0] = squares.followed;
  squares.become(1012);
  const moves: Move[] = [
    [anchor, anchor + 12],
    [0, 12],
  ];
  const scrollPx = view.settle(moves);
  expect(scrollPx).toBeGreaterThan(5000);
  expect(view.active).toBe(12);
});

test('who is at the top sees what is new', () => {
  const { squares, view } = opened(1000);
  squares.become(1004);
  expect(view.settle([[0, 4]])).toBe(0);
});

test('the keyboard goes to the next picture when its own is gone, and to the last at the end', () => {
  const { squares, view } = opened(10);
  view.activate(9);
  squares.become(9);
  view.settle([[9, -1]]);
  expect(view.active).toBe(8);
});

test('scrolls only as far as a picture needs to be seen whole', () => {
  const { view } = opened(1000);
  expect(view.scrollTo(0)).toBeNull();
  const far = view.scrollTo(500);
  expect(far).toBeGreaterThan(0);
  view.scrolled(far ?? 0);
  expect(view.scrollTo(500)).toBeNull();
});
