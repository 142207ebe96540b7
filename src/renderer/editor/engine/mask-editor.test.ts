import { describe, expect, test } from 'vitest';

import { MaskEditor } from './mask-editor.ts';
import { Mask } from './mask.ts';
import { editor } from './test-driver.ts';

describe('history', () => {
  test('names what undo takes back and what redo brings again', () => {
    const drawn = editor().brush(10).click(20, 20).run('invert');
    expect(drawn.editor.state).toMatchObject({ undo: 'invert', redo: null });
    expect(drawn.run('undo').editor.state).toMatchObject({ undo: 'brush', redo: 'invert' });
    expect(drawn.run('undo').editor.state).toMatchObject({ undo: null, redo: 'brush', coverage: 0 });
    expect(drawn.run('undo').run('redo').run('redo').editor.state).toMatchObject({ undo: 'invert', redo: null });
  });

  test('has no step for what changed nothing', () => {
    const drawn = editor().run('clear').run('fill').run('fill').brush(20).click(30, 30);
    expect(drawn.editor.state.undo).toBe('fill');
    expect(drawn.run('undo').editor.state.undo).toBeNull();
  });

  test('forgets what could be done again once something else is done', () => {
    expect(editor().run('fill').run('undo').brush(10).click(20, 20).editor.state).toMatchObject({ undo: 'brush', redo: null });
  });

  test('forgets the oldest steps where memory ends, never the last one', () => {
    const drawn = editor(256, 256, { historyBytes: 5 * 65_600 }).brush(10);
    for (let step = 0; step < 20; step += 1) drawn.click(10 + step * 12, 100);
    let steps = 0;
    for (; drawn.editor.state.undo !== null; steps += 1) drawn.run('undo');
    expect(steps).toBe(5);
    const small = editor(256, 256, { historyBytes: 1 }).brush(10).click(50, 50).click(100, 100).run('undo');
    expect([small.at(50, 50), small.at(100, 100), small.editor.state.undo]).toEqual([255, 0, null]);
  });

  test('costs nothing where nothing but whole tiles come and go', () => {
    const drawn = editor(2048, 2048, { historyBytes: 2 ** 20 })
      .brush(10)
      .click(50, 50);
    for (let time = 0; time < 10; time += 1) drawn.run('fill').run('clear');
    while (drawn.editor.state.undo !== 'brush') drawn.run('undo');
    expect([drawn.at(50, 50), drawn.at(90, 90)]).toEqual([255, 0]);
  });

  test('calls dirty only what undo changes', () => {
    const drawn = editor(1024, 1024).brush(10).click(50, 50).click(900, 900);
    drawn.mask.takeDirty();
    drawn.run('undo');
    expect(drawn.mask.takeDirty()).toEqual({ left: 768, top: 768, right: 1024, bottom: 1024 });
  });
});

describe('a gesture', () => {
  test('that is cancelled never was', () => {
    const drawn = editor().brush(10).click(40, 20).down(10, 10).move(20, 10);
    expect(drawn.editor.state.isDrawing).toBe(true);
    drawn.run('cancel-gesture').move(30, 30).up();
    expect(drawn.editor.state).toMatchObject({ isDrawing: false, undo: 'brush', redo: null });
    expect([drawn.at(10, 10), drawn.at(30, 30), drawn.at(40, 20)]).toEqual([0, 0, 255]);
  });

  test('is taken back by undo while it goes on, and the step before it stays', () => {
    const drawn = editor().run('fill').eraser(10).down(10, 10).move(20, 10).run('undo');
    expect(drawn.editor.state).toMatchObject({ undo: 'fill', coverage: 1, isDrawing: false });
  });

  test('is kept as it is by then when a command or another tool comes in between', () => {
    for (const drawn of [editor().brush(10).down(10, 10).run('invert'), editor().brush(10).down(10, 10).tool('lasso').run('invert')]) {
      expect(drawn.run('undo').editor.state.undo).toBe('brush');
      expect(drawn.at(10, 10)).toBe(255);
    }
  });

  test('goes on nowhere once it is over, and a hand that only pans paints nothing', () => {
    const drawn = editor().brush(10).click(10, 10).move(40, 40).up().tool('pan').drag([5, 40], [60, 40]);
    expect([drawn.at(40, 40), drawn.at(30, 40)]).toEqual([0, 0]);
    expect(drawn.run('undo').editor.state.undo).toBeNull();
  });
});

describe('what the screen is told', () => {
  test('is news after every change, and the same value until then', () => {
    const { editor: quiet } = editor();
    let news = 0;
    const end = quiet.onChanged(() => (news += 1));
    quiet.run({ what: 'fill' });
    const { state } = quiet;
    expect(quiet.state).toBe(state);
    expect([news, state.coverage]).toEqual([1, 1]);
    quiet.run({ what: 'clear' });
    expect(quiet.state.revision).toBeGreaterThan(state.revision);
    end();
    quiet.run({ what: 'fill' });
    expect(news).toBe(2);
  });

  test('measures after a stroke what it may not have measured during it', () => {
    const drawn = editor(100, 100).brush(20).click(20, 20).down(60, 60).move(70, 70);
    expect(drawn.editor.state.bounds.right).toBe(30);
    expect(drawn.up().editor.state.bounds.right).toBe(80);
  });
});

describe('commands', () => {
  test('grow, shrink and feather what is painted', () => {
    const square = () => editor(100, 100).tool('rectangle').drag([40, 40], [60, 60]);
    expect(square().run({ what: 'grow', px: 5 }).at(36, 50)).toBe(255);
    expect(square().run({ what: 'shrink', px: 5 }).at(42, 50)).toBe(0);
    const soft = square().run({ what: 'feather', px: 6 }).at(41, 50);
    expect(soft).toBeGreaterThan(0);
    expect(soft).toBeLessThan(255);
  });
});

describe('a mask from elsewhere', () => {
  test('takes the place of what is painted, as a step', () => {
    const other = new Mask(64, 48);
    other.fill({ left: 1, top: 2, right: 3, bottom: 4 }, 200);
    const drawn = editor().run('fill');
    drawn.editor.load(other);
    expect(drawn.editor.state).toMatchObject({ undo: 'import', bounds: { left: 1, top: 2, right: 3, bottom: 4 } });
    drawn.brush(10).click(2, 3).run('undo');
    expect([drawn.at(1, 2), drawn.at(10, 10), other.at(8, 8)]).toEqual([200, 0, 0]);
    expect(drawn.run('undo').editor.state.coverage).toBe(1);
  });

  test('is what an editor may begin with, without a step', () => {
    const other = new Mask(64, 48);
    other.fill(other.canvas, 255);
    const begun = new MaskEditor({ width: 64, height: 48, mask: other, firstRevision: 7 });
    expect(begun.state).toMatchObject({ undo: null, coverage: 1, revision: 7 });
    begun.run({ what: 'clear' });
    expect([begun.state.undo, other.at(0, 0)]).toEqual(['clear', 255]);
  });

  test('must have the same size', () => {
    expect(() => editor().editor.load(new Mask(10, 10))).toThrow('another size');
    expect(() => new MaskEditor({ width: 9, height: 10, mask: new Mask(10, 10) })).toThrow('another size');
  });
});

describe('extending', () => {
  const picture = { left: 0, top: 0, width: 64, height: 48 };
  const wider = { left: -20, top: -10, width: 104, height: 58 };

  test('keeps what is painted where it is on the picture, and marks everything that is new', () => {
    const drawn = editor().tool('rectangle').drag([10, 10], [20, 20]);
    drawn.editor.extend(wider);
    expect(drawn.editor.state).toMatchObject({ extent: wider, undo: 'extend' });
    expect([drawn.mask.width, drawn.mask.height]).toEqual([104, 58]);
    expect([drawn.at(0, 0), drawn.at(103, 57), drawn.at(19, 30), drawn.at(20, 30)]).toEqual([255, 255, 255, 0]);
    expect([drawn.at(30, 20), drawn.at(39, 29), drawn.at(40, 30)]).toEqual([255, 255, 0]);
    expect(drawn.mask.takeDirty()).toEqual(drawn.mask.canvas);
  });

  test('is one step while a border is dragged, and none when it ends where it began', () => {
    const drawn = editor().brush(10).click(60, 40);
    drawn.editor.extend({ ...picture, width: 30 });
    drawn.editor.extend({ ...picture, width: 90 });
    expect([drawn.at(60, 40), drawn.at(80, 5)]).toEqual([255, 255]);
    expect(drawn.run('undo').editor.state).toMatchObject({ extent: picture, undo: 'brush', redo: 'extend' });
    expect(drawn.run('redo').mask.width).toBe(90);
    drawn.editor.extend(picture);
    expect(drawn.editor.state).toMatchObject({ extent: picture, undo: 'brush', redo: null });
  });

  test('forgets where the last stroke ended, which is another place then, also when it is taken back or done again', () => {
    const drawn = editor();
    const line = (x: number) => drawn.with({ shift: true }).click(x, 40).with({});
    drawn.editor.extend(wider);
    drawn.brush(4).click(90, 5).run('undo').run('undo');
    line(20);
    expect(drawn.editor.state.bounds).toEqual({ left: 18, top: 38, right: 22, bottom: 42 });
    // Where nothing but pixels changed it is the same place.
    line(60);
    expect(drawn.at(40, 40)).toBe(255);
  });

  test('can be painted on and taken back in between', () => {
    const drawn = editor();
    drawn.editor.extend(wider);
    drawn.eraser(10).click(5, 5).run('undo').run('undo');
    expect(drawn.mask.width).toBe(64);
    expect(drawn.run('redo').run('redo').at(5, 5)).toBe(0);
  });
});

describe('tools that look at the picture', () => {
  /** Red on the left, blue on the right. */
  const halves = (width: number, height: number) => ({
    ...{ width, height },
    data: Uint8ClampedArray.from({ length: 4 * width * height }, (_, at) =>
      at % 4 === 3 || at % 4 === ((at >> 2) % width < width / 2 ? 0 : 2) ? 255 : 0,
    ),
  });

  test('wait for its colours', () => {
    expect(editor().tool('wand').click(5, 5).tool('quick-select').click(5, 5).editor.state.undo).toBeNull();
  });

  test('select what looks alike, as one step each', () => {
    const drawn = editor();
    drawn.editor.setColours(halves(64, 48));
    expect(drawn.tool('wand').click(5, 5).editor.state).toMatchObject({ undo: 'wand', coverage: 0.5 });
    expect(drawn.with({ alt: true }).click(5, 5).editor.state.coverage).toBe(0);
    drawn.with({}).tool('quick-select').set({ brushPx: 8 }).drag([50, 20], [56, 30]);
    expect(drawn.editor.state.undo).toBe('quick-select');
    expect([drawn.at(52, 24), drawn.at(10, 24)]).toEqual([255, 0]);
    expect(drawn.run('undo').run('undo').run('undo').editor.state).toMatchObject({ undo: null, coverage: 0 });
  });
});
