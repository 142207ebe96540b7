import { expect, test } from 'vitest';

import { Selection } from './selection.svelte.ts';

/** Pictures whose rows in the index are anything but their places: 1,000, 999, … */
function selecting(count: number) {
  const pictures = {
    shown: shownOf(count),
    generation: 'first',
    rowAt: (index: number) => pictures.shown.rows[index] ?? -1,
    indexOfRow: (row: number) => pictures.shown.rows.indexOf(row),
  };
  return { pictures, selection: new Selection(pictures) };
}

function shownOf(count: number) {
  return {
    rows: Int32Array.from({ length: count }, (_, index) => 1000 - index),
    ratios: new Float32Array(count),
    days: new Int32Array(count),
  };
}

test('a picture is selected and let go by the same click', () => {
  const { selection } = selecting(10);
  selection.toggle(3);
  selection.toggle(5);
  expect([...selection.rows]).toEqual([997, 995]);
  selection.toggle(3);
  expect([...selection.rows]).toEqual([995]);
});

test('a range grows and shrinks around where it began, and keeps what was selected before', () => {
  const { selection } = selecting(20);
  selection.toggle(0);
  selection.toggle(10);
  selection.extendTo(13);
  expect(selection.size).toBe(5);
  selection.extendTo(9);
  expect([...selection.rows]).toEqual([1000, 991, 990]);
});

test('a range begins with the picture, wherever it has moved to meanwhile', () => {
  const { pictures, selection } = selecting(20);
  selection.toggle(10);
  pictures.shown.rows = Int32Array.from([5000, 5001, ...pictures.shown.rows]);
  selection.extendTo(14);
  expect([...selection.rows]).toEqual([990, 989, 988]);
});

test('without a beginning a range is one picture', () => {
  const { selection } = selecting(20);
  selection.extendTo(4);
  expect([...selection.rows]).toEqual([996]);
});

test('half a million are selected, turned round and let go at once', () => {
  const { pictures, selection } = selecting(0);
  pictures.shown = { ...pictures.shown, rows: Int32Array.from({ length: 500_000 }, (_, index) => 499_999 - index) };
  const tookMs = Array.from({ length: 3 }, () => {
    const startedAt = performance.now();
    selection.selectAll();
    expect(selection.size).toBe(500_000);
    selection.toggle(7);
    selection.invert();
    expect([...selection.rows]).toEqual([499_992]);
    return performance.now() - startedAt;
  });
  // What a busy machine adds isn't its own.
  expect(Math.min(...tookMs)).toBeLessThan(1000);
});

test('a frame is instead of what was selected or in addition to it, and can be given up', () => {
  const { selection } = selecting(20);
  selection.toggle(0);
  const before = selection.chosen;
  selection.beginFrame(true);
  selection.frame(Int32Array.of(998, 997));
  selection.frame(Int32Array.of(998));
  expect([...selection.rows]).toEqual([1000, 998]);
  selection.dropFrame(before);
  expect([...selection.rows]).toEqual([1000]);
  selection.beginFrame(false);
  selection.frame(Int32Array.of(998));
  expect([...selection.rows]).toEqual([998]);
});

test('what is no longer shown is no longer selected', () => {
  const { pictures, selection } = selecting(20);
  selection.selectAll();
  pictures.shown = shownOf(5);
  selection.keepShown();
  expect(selection.size).toBe(5);
});

test('rows of an index that was made anew mean other pictures', () => {
  const { pictures, selection } = selecting(20);
  selection.selectAll();
  pictures.generation = 'second';
  selection.keepShown();
  expect(selection.size).toBe(0);
});
