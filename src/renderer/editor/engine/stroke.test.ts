import { describe, expect, test } from 'vitest';

import { editor } from './test-driver.ts';

describe('a brush', () => {
  test('paints from where it is pressed to where it is lifted, and nothing else', () => {
    const drawn = editor().brush(10).down(10, 20).move(50, 20).up();
    expect(drawn.at(10, 20)).toBe(255);
    expect(drawn.at(49, 20)).toBe(255);
    expect(drawn.at(30, 16)).toBe(255);
    expect(drawn.at(30, 26)).toBe(0);
    expect(drawn.editor.state.bounds).toEqual({ left: 5, top: 15, right: 55, bottom: 25 });
  });

  test('leaves a dab where it is clicked', () => {
    expect(editor(12, 8).brush(6).click(6, 4).rows()).toEqual([
      '            ',
      '    ▒▓▓▒    ',
      '   ▒████▒   ',
      '   ▓████▓   ',
      '   ▓████▓   ',
      '   ▒████▒   ',
      '    ▒▓▓▒    ',
      '            ',
    ]);
  });

  test('covers a single pixel when it is as small', () => {
    const drawn = editor(9, 9).brush(1).click(4.5, 4.5);
    expect(drawn.at(4, 4)).toBe(255);
    expect(drawn.pixels.filter((value) => value > 0)).toHaveLength(1);
  });

  test('reaches over the border without harm', () => {
    const drawn = editor(30, 20).brush(16).down(-20, -20).move(50, 40).up();
    expect(drawn.at(15, 10)).toBe(255);
    expect(editor(30, 20).brush(16).click(-40, -40).editor.state.undo).toBeNull();
  });

  test('is soft from the middle on without hardness, and never builds up within a stroke', () => {
    const soft = editor(100, 100).brush(60, 0).down(20, 50).move(80, 50).move(20, 50).move(80, 50).up();
    const once = editor(100, 100).brush(60, 0).down(20, 50).move(80, 50).up();
    const values = [50, 40, 30, 22].map((y) => soft.at(50, y));
    expect(values).toEqual([50, 40, 30, 22].map((y) => once.at(50, y)));
    expect(values.toSorted((a, b) => b - a)).toEqual(values);
    expect(new Set(values).size).toBe(4);
  });

  test('bends round between the samples of a quick hand', () => {
    const round = editor(200, 200).brush(4).drag([20, 180], [100, 20], [180, 180]);
    // The corner itself stays free, and the line turns below it.
    expect(round.at(100, 20)).toBe(0);
    expect(round.editor.state.bounds.top).toBeGreaterThan(50);
  });

  test('takes its new size in the middle of a stroke', () => {
    const drawn = editor(100, 40).brush(4).down(10, 20).move(40, 20).brush(20).move(60, 20).move(90, 20).up();
    expect(drawn.at(15, 26)).toBe(0);
    expect(drawn.at(80, 26)).toBe(255);
  });
});

describe('a pen', () => {
  const widthAt = (drawn: ReturnType<typeof editor>, x: number) =>
    Array.from({ length: 60 }, (_, y) => drawn.at(x, y)).filter((value) => value > 127).length;

  test('paints wider the harder it is pressed', () => {
    const drawn = editor(120, 60)
      .brush(40)
      .pen({ pressure: 0.2 })
      .down(20, 30)
      .pen({ pressure: 0.6 })
      .move(60, 30)
      .pen({ pressure: 1 })
      .move(100, 30)
      .up();
    const widths = [30, 60, 95].map((x) => widthAt(drawn, x));
    expect(widths.toSorted((a, b) => a - b)).toEqual(widths);
    expect(widths[0]).toBeLessThan(20);
    expect(widths[2]).toBeGreaterThan(30);
  });

  test('is as wide as a mouse where pressure is switched off, and a mouse has its full size', () => {
    expect(widthAt(editor(120, 60).brush(40).set({ pressure: false }).pen({ pressure: 0.1 }).click(60, 30), 60)).toBe(40);
    expect(widthAt(editor(120, 60).brush(40).click(60, 30), 60)).toBe(40);
  });

  test('prints an ellipse along its tilt', () => {
    const { bounds } = editor(100, 100).brush(40).pen({ pressure: 1, tiltX: 60 }).click(50, 50).editor.state;
    expect(bounds.right - bounds.left).toBeGreaterThanOrEqual(40);
    expect(bounds.bottom - bounds.top).toBeLessThan(26);
    const upright = editor(100, 100).brush(40).pen({ pressure: 1, tiltY: 60 }).click(50, 50).editor.state.bounds;
    expect(upright.bottom - upright.top).toBeGreaterThanOrEqual(40);
  });
});

describe('an eraser', () => {
  test('takes away what it goes over', () => {
    const drawn = editor().run('fill').eraser(10).drag([10, 20], [50, 20]);
    expect(drawn.at(30, 20)).toBe(0);
    expect(drawn.at(30, 30)).toBe(255);
    expect(drawn.editor.state.undo).toBe('eraser');
  });

  test('changes nothing where nothing is', () => {
    expect(editor().eraser(10).drag([10, 20], [50, 20]).editor.state.undo).toBeNull();
  });
});

describe('with Shift', () => {
  test('a click draws a straight line from the last stroke’s end', () => {
    const drawn = editor(100, 60).brush(6).drag([10, 10], [20, 10]).with({ shift: true }).click(80, 50);
    expect(drawn.at(50, 30)).toBe(255);
    expect(drawn.run('undo').at(50, 30)).toBe(0);
    expect(drawn.at(15, 10)).toBe(255);
  });

  test('a stroke goes only the way that it begins in', () => {
    const drawn = editor(120, 60).brush(6).with({ shift: true }).drag([10, 30], [40, 33], [100, 55]);
    expect(drawn.editor.state.bounds).toEqual({ left: 7, top: 27, right: 103, bottom: 33 });
    const upright = editor(120, 60).brush(6).with({ shift: true }).drag([60, 10], [62, 30], [90, 50]);
    expect(upright.editor.state.bounds).toEqual({ left: 57, top: 7, right: 63, bottom: 53 });
  });

  test('a stroke that was cancelled isn’t connected to', () => {
    const drawn = editor(100, 60).brush(6).click(10, 10).down(50, 50).run('cancel-gesture').with({ shift: true }).click(90, 10);
    expect(drawn.at(50, 10)).toBe(255);
    expect(drawn.at(50, 50)).toBe(0);
  });
});

test('a stroke ends where the hand does, however small its last step was', () => {
  const { bounds } = editor(400, 200).brush(100).drag([100, 100], [200, 100], [200.4, 100], [200.8, 100]).editor.state;
  expect(bounds.right).toBe(251);
  expect(editor(400, 200).brush(100).drag([100, 100], [200, 100]).editor.state.bounds.right).toBe(250);
});

test.each([
  [1, 1],
  [1, 300],
  [300, 1],
])('a picture of %i × %i pixels can be painted on, erased and surrounded', (width, height) => {
  const drawn = editor(width, height).brush(4).drag([0, 0], [width, height]);
  expect(drawn.editor.state.coverage).toBeGreaterThan(0);
  drawn.eraser(500).click(0, 0).eraser(2000).click(0, 0);
  expect(drawn.editor.state.coverage).toBe(0);
  drawn.tool('rectangle').drag([-5, -5], [400, 400]);
  expect(drawn.editor.state).toMatchObject({ coverage: 1, bounds: { left: 0, top: 0, right: width, bottom: height } });
  expect(drawn.run('invert').editor.state.coverage).toBe(0);
});
