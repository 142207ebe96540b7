import { describe, expect, test } from 'vitest';

import { editor } from './test-driver.ts';

describe('a rectangle', () => {
  test('covers whole pixels from corner to corner, however it is drawn', () => {
    for (const [from, to] of [
      [
        [10.2, 5.4],
        [40.1, 20.3],
      ],
      [
        [40.1, 20.3],
        [10.2, 5.4],
      ],
    ] as const) {
      const drawn = editor().tool('rectangle').drag(from, to);
      expect(drawn.editor.state.bounds).toEqual({ left: 10, top: 5, right: 40, bottom: 20 });
      expect(drawn.pixels.every((value) => value === 0 || value === 255)).toBe(true);
    }
  });

  test('is shown while it is drawn, and painted when it is done', () => {
    const drawn = editor().tool('rectangle').down(10, 5).move(40, 20);
    expect(drawn.editor.preview).toEqual({ kind: 'rectangle', box: { left: 10, top: 5, right: 40, bottom: 20 } });
    expect(drawn.at(20, 10)).toBe(0);
    expect(drawn.up().at(20, 10)).toBe(255);
    expect(drawn.editor.preview).toEqual({ kind: 'none' });
  });

  test('is a square with Shift, drawn from its middle with Alt, moved with Space, and all of that only while they are held', () => {
    const drawn = editor(100, 100).tool('rectangle').down(40, 40).with({ shift: true }).move(60, 50);
    const box = () => (drawn.editor.preview.kind === 'rectangle' ? drawn.editor.preview.box : null);
    expect(box()).toEqual({ left: 40, top: 40, right: 60, bottom: 60 });
    drawn.with({ shift: true, alt: true }).move(60, 50);
    expect(box()).toEqual({ left: 20, top: 20, right: 60, bottom: 60 });
    drawn.with({ alt: true }).move(60, 50);
    expect(box()).toEqual({ left: 20, top: 30, right: 60, bottom: 50 });
    drawn.with({ space: true }).move(70, 55);
    expect(box()).toEqual({ left: 50, top: 45, right: 70, bottom: 55 });
    drawn.with({}).move(80, 65);
    expect(box()).toEqual({ left: 50, top: 45, right: 80, bottom: 65 });
  });
});

test('an ellipse touches its box from the inside and is smooth at its edge', () => {
  const drawn = editor(80, 60).tool('ellipse').drag([10, 10], [70, 50]);
  expect(drawn.editor.state.bounds).toEqual({ left: 10, top: 10, right: 70, bottom: 50 });
  expect(drawn.editor.state.coverage * 80 * 60).toBeCloseTo(Math.PI * 30 * 20, -1);
  expect([drawn.at(40, 30), drawn.at(12, 12)]).toEqual([255, 0]);
  expect(drawn.pixels.some((value) => value > 60 && value < 200)).toBe(true);
});

describe('a lasso', () => {
  test('is filled wherever the line winds around, also where it crosses itself', () => {
    const eight = editor(60, 40).tool('lasso').drag([5, 5], [55, 35], [55, 5], [5, 35]);
    expect([eight.at(8, 20), eight.at(52, 20), eight.at(30, 6)]).toEqual([255, 255, 0]);
    const twice = editor(60, 60).tool('lasso').drag([5, 5], [55, 5], [55, 55], [5, 55], [5, 5], [40, 5], [40, 40], [5, 40]);
    expect(twice.at(20, 20)).toBe(255);
  });

  test('does nothing on a click, even where it replaces', () => {
    const drawn = editor().run('fill').tool('lasso').set({ combination: 'replace' }).click(20, 20);
    expect(drawn.editor.state).toMatchObject({ undo: 'fill', coverage: 1 });
  });

  test('shows its line while it is drawn', () => {
    const { preview } = editor().tool('lasso').down(5, 5).move(20, 5).move(20, 20).editor;
    expect(preview).toEqual({
      kind: 'line',
      closed: true,
      points: [
        { x: 5, y: 5 },
        { x: 20, y: 5 },
        { x: 20, y: 20 },
      ],
    });
  });
});

describe('a polygon', () => {
  const threeCorners = () => editor(100, 100).tool('polygon').click(10, 10).click(90, 10).click(90, 90);

  test('is open until it is closed, by a click on the first corner, a second one on the last, or a command', () => {
    expect(threeCorners().editor.state).toMatchObject({ isDrawing: true, undo: null });
    for (const closed of [threeCorners().click(11, 11), threeCorners().click(90, 90), threeCorners().run('close-polygon')]) {
      expect(closed.editor.state).toMatchObject({ isDrawing: false, undo: 'polygon' });
      expect([closed.at(80, 20), closed.at(20, 80)]).toEqual([255, 0]);
    }
  });

  test('shows its corners and a side to the pointer', () => {
    const drawn = editor(100, 100).tool('polygon').click(10, 10).hover(30, 40);
    expect(drawn.editor.preview).toEqual({
      kind: 'line',
      closed: false,
      points: [
        { x: 10, y: 10 },
        { x: 30, y: 40 },
      ],
    });
  });

  test('gives its last corner back, and undo does the same; without a corner it is over', () => {
    const drawn = threeCorners().run('take-corner-back').run('undo');
    expect(drawn.editor.preview).toMatchObject({ points: [{ x: 10, y: 10 }] });
    expect(drawn.run('take-corner-back').editor.state).toMatchObject({ isDrawing: false, undo: null });
  });

  test('turns by eighths with Shift', () => {
    const drawn = editor(100, 100).tool('polygon').click(10, 10).with({ shift: true }).click(80, 14);
    expect(drawn.editor.preview).toMatchObject({
      points: [
        { x: 10, y: 10 },
        { x: 80, y: 10 },
      ],
    });
  });

  test('shows with Shift which way a side will go', () => {
    const drawn = editor(100, 100).tool('polygon').click(10, 10).with({ shift: true }).hover(80, 14);
    expect(drawn.editor.preview).toMatchObject({
      points: [
        { x: 10, y: 10 },
        { x: 80, y: 10 },
      ],
    });
  });

  test('stays open while the view is moved, and goes on afterwards', () => {
    const moved = threeCorners().tool('pan').drag([5, 90], [50, 60]).hover(1, 1);
    expect([moved.editor.state.isDrawing, moved.editor.preview]).toEqual([true, threeCorners().editor.preview]);
    const drawn = moved.tool('polygon').click(10, 90).run('close-polygon');
    expect([drawn.at(80, 20), drawn.at(20, 80)]).toEqual([255, 255]);
    expect(threeCorners().tool('pan').tool('lasso').editor.state.isDrawing).toBe(false);
  });

  test('loses nothing but the last corner with a press that wasn’t meant', () => {
    const { preview } = threeCorners().editor;
    expect(threeCorners().down(20, 90).move(30, 95).run('cancel-press').move(50, 50).up().editor.preview).toEqual(preview);
    // Not even where the press set no corner, or closed it.
    expect(threeCorners().down(90, 90).run('cancel-press').editor.preview).toEqual(preview);
    const closed = threeCorners().down(10, 10).run('cancel-press');
    expect([closed.editor.preview, closed.at(80, 20), closed.editor.state.isDrawing]).toEqual([preview, 0, true]);
    expect(closed.run('close-polygon').editor.state.undo).toBe('polygon');
    expect(editor().tool('polygon').down(9, 9).run('cancel-press').editor.state.isDrawing).toBe(false);
  });

  test('doesn’t move the corner before when the last one is taken back while the pointer is down', () => {
    const drawn = threeCorners().down(20, 90).run('take-corner-back').move(50, 50).up();
    expect(drawn.editor.preview).toEqual(threeCorners().editor.preview);
  });

  test('is given up by Escape and by another tool', () => {
    for (const drawn of [threeCorners().run('cancel-gesture'), threeCorners().tool('brush')])
      expect(drawn.editor.state).toMatchObject({ isDrawing: false, undo: null, coverage: 0 });
  });
});

describe('an area on what is painted', () => {
  const painted = () => editor(60, 40).tool('rectangle').drag([0, 0], [30, 40]);
  const across = (drawn: ReturnType<typeof editor>) => [drawn.at(10, 5), drawn.at(20, 20), drawn.at(40, 20), drawn.at(50, 5)];

  test.each([
    ['add', [255, 255, 255, 0]],
    ['subtract', [255, 0, 0, 0]],
    ['intersect', [0, 255, 0, 0]],
    ['replace', [0, 255, 255, 0]],
  ] as const)('is put together with it as the setting says: %s', (combination, expected) => {
    expect(across(painted().set({ combination }).drag([15, 10], [45, 30]))).toEqual(expected);
  });

  test.each([
    ['add', { shift: true }, [255, 255, 255, 0]],
    ['subtract', { alt: true }, [255, 0, 0, 0]],
    ['intersect', { shift: true, alt: true }, [0, 255, 0, 0]],
  ] as const)('or as the keys say that are held when the pointer is pressed: %s', (_, keys, expected) => {
    expect(across(painted().set({ combination: 'replace' }).with(keys).drag([15, 10], [45, 30]))).toEqual(expected);
  });

  test('binds its shape to keys only once they are pressed anew', () => {
    const drawn = painted().with({ shift: true }).down(40, 10).move(50, 15);
    expect(drawn.editor.preview).toMatchObject({ box: { right: 50, bottom: 15 } });
    drawn.with({}).move(50, 15).with({ shift: true }).move(50, 15);
    expect(drawn.editor.preview).toMatchObject({ box: { right: 50, bottom: 20 } });
  });

  test('binds it also when a key is held only as the pointer is lifted: where the keyboard paints, Shift means something else before', () => {
    const drawn = editor(60, 40).run('fill').set({ tool: 'rectangle', combination: 'replace' });
    drawn.down(10, 10).move(30, 15).with({ shift: true }).up();
    expect(drawn.editor.state.bounds).toEqual({ left: 10, top: 10, right: 30, bottom: 30 });
  });

  test('binds it at once where nothing is painted', () => {
    const drawn = editor(60, 40).tool('rectangle').with({ shift: true }).down(10, 10).move(30, 15);
    expect(drawn.editor.preview).toMatchObject({ box: { right: 30, bottom: 30 } });
  });
});
