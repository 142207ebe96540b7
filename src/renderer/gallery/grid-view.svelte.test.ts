import { describe, expect, test } from 'vitest';

import { everyPicture } from '../../shared/picture.ts';
import { GridView } from './grid-view.svelte.ts';

/** Squares, so many a day, as the store would hold them. Rows in the index are counted from the oldest. */
class Squares {
  shown;
  shownQuery = everyPicture;
  generation = 'first';
  readonly #perDay: number;

  constructor(count: number, perDay = 1000) {
    this.#perDay = perDay;
    this.shown = this.#shownOf(Int32Array.from({ length: count }, (_, index) => count - 1 - index));
  }

  get count(): number {
    return this.shown.rows.length;
  }

  rowAt(index: number): number {
    return this.shown.rows[index] ?? -1;
  }

  indexOfRow(row: number): number {
    return this.shown.rows.indexOf(row);
  }

  become(change: (rows: number[]) => number[]): void {
    this.shown = this.#shownOf(Int32Array.from(change([...this.shown.rows])));
  }

  #shownOf(rows: Int32Array<ArrayBuffer>) {
    return { rows, ratios: new Float32Array(rows.length).fill(1), days: rows.map((row) => Math.floor(row / this.#perDay)) };
  }
}

function opened(count: number, perDay?: number) {
  const squares = new Squares(count, perDay);
  const stored = new Map<string, string>();
  const storage = {
    getItem: (name: string) => stored.get(name) ?? null,
    setItem: (name: string, value: string) => void stored.set(name, value),
  };
  const view = new GridView(squares, storage);
  view.resize(1200, 800);
  view.settle();
  /** The picture of the index that is topmost in the window, and how far its row is from the edge. */
  const topmost = () => {
    const { layout, yPx } = view;
    const row = layout.topsPx.findIndex((top, place) => top + (layout.heightsPx[place] ?? 0) > yPx);
    return [squares.rowAt(layout.firstPictures[row] ?? 0), (layout.topsPx[row] ?? 0) - yPx];
  };
  return { squares, view, storage, topmost };
}

describe('what exists', () => {
  test('only rows near the window, however many pictures there are', () => {
    const { view } = opened(20_000);
    expect(view.rows.length).toBeLessThan(14);
    view.scrolled(view.layout.heightPx / 2, 0);
    expect(view.rows.length).toBeLessThan(20);
    expect(view.span[1] - view.span[0]).toBeLessThan(250);
  });

  test('the row that has the keyboard, wherever the window is', () => {
    const { view } = opened(10_000);
    view.activate(3);
    view.scrolled(50_000, 0);
    expect(view.rows[0]).toBe(0);
    expect(view.rows[1]).toBeGreaterThan(100);
    expect(view.isFull(0)).toBe(true);
  });

  test('no whole tile and no question while the years fly by, and all of them soon after', () => {
    const { view } = opened(100_000);
    for (let frame = 0; frame < 20; frame += 1) view.jump(frame * 40_000, frame * 16);
    expect(view.advance(19 * 16, 9)).toBe(true);
    expect(view.span).toEqual([0, 0]);
    expect(view.rows.slice(1).some((row) => view.isFull(row))).toBe(false);
    let now = 19 * 16 + 80;
    while (view.advance(now, 9)) now += 16;
    expect(now).toBeLessThan(1000);
    expect(view.rows.every((row) => view.isFull(row))).toBe(true);
    expect(view.span[1]).toBeGreaterThan(view.span[0]);
  });

  test('whole tiles at once where the person lets go', () => {
    const { view } = opened(100_000);
    for (let frame = 0; frame < 20; frame += 1) view.jump(frame * 40_000, frame * 16);
    view.arrive();
    expect(view.span[1]).toBeGreaterThan(view.span[0]);
    view.advance(20 * 16, 9);
    expect(view.rows.filter((row) => view.isFull(row)).length).toBeGreaterThan(1);
  });
});

describe('what stays in place', () => {
  test('what the person looks at, when pictures come above it', () => {
    const { squares, view, topmost } = opened(1000);
    view.scrolled(5000, 0);
    const before = topmost();
    squares.become((rows) => [...Array.from({ length: 12 }, (_, step) => 2000 - step), ...rows]);
    view.settle();
    expect(view.yPx).toBeGreaterThan(5000);
    expect(topmost()).toEqual(before);
  });

  test('what the person looks at, when the window becomes narrower or the pictures smaller', () => {
    const { view, topmost } = opened(1000);
    view.scrolled(5000, 0);
    const [before] = topmost();
    view.resize(1190, 800);
    view.settle();
    expect(Math.abs((topmost()[0] ?? 0) - (before ?? 0))).toBeLessThan(7);
    view.density = 'small';
    view.settle();
    expect(Math.abs((topmost()[0] ?? 0) - (before ?? 0))).toBeLessThan(14);
  });

  test('all that is near the window, when the rest has been laid out', () => {
    const { view, topmost } = opened(100_000, 77);
    view.jump(4_000_000, 0);
    view.resize(1300, 800);
    view.settle();
    expect(view.isLaidOut).toBe(false);
    const before = topmost();
    view.layOutMore(() => false);
    view.settle();
    expect(view.isLaidOut).toBe(true);
    expect(topmost()).toEqual(before);
    expect(view.rows.slice(1).every((row) => view.isFull(row))).toBe(true);
  });

  test('the top, for who is there and wants to see what is new', () => {
    const { squares, view } = opened(1000);
    squares.become((rows) => [5000, ...rows]);
    view.settle();
    expect(view.yPx).toBe(0);
  });

  test('nothing, when something else was asked for', () => {
    const { squares, view } = opened(1000);
    view.activate(300);
    view.scrolled(5000, 0);
    squares.shownQuery = { ...everyPicture, text: 'fox' };
    squares.become((rows) => rows.slice(500));
    view.settle();
    expect([view.yPx, view.active]).toEqual([0, 0]);
  });
});

describe('the keyboard', () => {
  test('goes along with its picture', () => {
    const { squares, view } = opened(100);
    view.activate(40);
    squares.become((rows) => [500, 501, ...rows]);
    view.settle();
    expect(view.active).toBe(42);
  });

  test('goes to the next picture when its own is gone, however many went, and to the last at the end', () => {
    const { squares, view } = opened(100);
    view.activate(40);
    squares.become((rows) => rows.filter((_, index) => index > 20 && (index < 30 || index > 60)));
    view.settle();
    expect(squares.rowAt(view.active)).toBe(99 - 61);
    view.activate(squares.count - 1);
    squares.become((rows) => rows.slice(0, -1));
    view.settle();
    expect(view.active).toBe(squares.count - 1);
  });

  test('leads to the last of two million pictures, and back to the first', () => {
    const { view } = opened(2_000_000);
    view.resize(820, 600);
    view.settle();
    view.move('Ctrl+End');
    expect(view.active).toBe(1_999_999);
    expect(view.yPx).toBe(view.extent.contentPx - 600);
    expect(view.track.lengthPx).toBeLessThan(30_000_000);
    expect(view.rows.at(-1)).toBe(view.layout.rowCount - 1);
    view.move('Ctrl+Home');
    expect(view.yPx).toBe(0);
  });

  test('scrolls only as far as a picture needs to be seen whole', () => {
    const { view } = opened(1000);
    view.reveal(0);
    expect(view.yPx).toBe(0);
    view.reveal(500);
    const far = view.yPx;
    expect(far).toBeGreaterThan(0);
    view.reveal(500);
    expect(view.yPx).toBe(far);
  });
});

test('how large the pictures are is remembered', () => {
  const { squares, view, storage } = opened(100);
  view.density = 'large';
  expect(new GridView(squares, storage).density).toBe('large');
});
