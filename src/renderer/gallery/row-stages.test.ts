import fc from 'fast-check';
import { expect, test } from 'vitest';

import { layOut } from './layout.ts';
import { fuller, type RowSpan, type Stages } from './row-stages.ts';

/** A hundred rows of five squares. */
const layout = layOut(new Float32Array(500).fill(1), new Int32Array(500), {
  ...{ widthPx: 1000, rowHeightPx: 200, gapPx: 0, headingPx: 0, dayGapPx: 0 },
});

test('what is in the window comes first, then what comes into it, then the rest', () => {
  let stages: Stages = { drawn: [10, 22], visible: [13, 16], full: [0, 0], direction: 1 };
  const seen: RowSpan[] = [];
  for (let frame = 0; frame < 5; frame += 1) {
    stages = { ...stages, full: fuller(layout, stages, 15) };
    seen.push(stages.full);
  }
  expect(seen).toEqual([
    [13, 16],
    [13, 19],
    [13, 22],
    [10, 22],
    [10, 22],
  ]);
  expect(fuller(layout, { drawn: [10, 22], visible: [13, 16], full: [13, 16], direction: -1 }, 15)).toEqual([10, 16]);
});

test('everything in the window becomes whole within a few frames, wherever it came from, and nothing outside exists', () => {
  const span = (from: number, length: number): RowSpan => [from, Math.min(100, from + length)];
  const row = fc.nat({ max: 90 });
  fc.assert(
    fc.property(
      row,
      fc.integer({ min: 1, max: 8 }),
      row,
      fc.nat({ max: 30 }),
      fc.constantFrom<1 | -1>(1, -1),
      (top, height, was, many, direction) => {
        const visible = span(top, height);
        const drawn: RowSpan = [Math.max(0, visible[0] - 4), Math.min(100, visible[1] + 4)];
        let full = span(was, many);
        for (let frame = 0; frame < 20; frame += 1) full = fuller(layout, { visible, drawn, full, direction }, 9);
        expect(full).toEqual(drawn);
      },
    ),
  );
});
