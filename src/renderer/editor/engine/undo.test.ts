import fc from 'fast-check';
import { expect, test } from 'vitest';

import { isEmpty } from './geometry.ts';
import { editor, type EditorDriver } from './test-driver.ts';
import { combinations, type ToolName } from './tool.ts';

const [width, height] = [560, 300];

const point = fc.tuple(fc.integer({ min: -30, max: 600 }), fc.integer({ min: -30, max: 330 }));
const tool = fc.constantFrom<ToolName>('brush', 'eraser', 'lasso', 'polygon', 'rectangle', 'ellipse', 'pan');
const keys = fc.record({ shift: fc.boolean(), alt: fc.boolean(), mod: fc.constant(false), space: fc.boolean() });
const settings = fc.record({
  tool,
  brushPx: fc.integer({ min: 1, max: 300 }),
  hardness: fc.constantFrom(0, 0.7, 1),
  combination: fc.constantFrom(...combinations),
});

type Act = (drawn: EditorDriver) => void;
const drag = fc.record({
  settings,
  keys,
  pressure: fc.constantFrom(0.5, 0.2, 0.9),
  points: fc.array(point, { minLength: 1, maxLength: 5 }),
  isKept: fc.boolean(),
});
const act: fc.Arbitrary<Act> = fc.oneof(
  drag.map(({ settings, keys, pressure, points, isKept }): Act => (drawn) => {
    drawn.set(settings).with(keys).pen({ pressure });
    if (isKept) drawn.drag(...points);
    else {
      points.forEach(([x, y], index) => (index === 0 ? drawn.down(x, y) : drawn.move(x, y)));
      drawn.run('cancel-gesture');
    }
  }),
  fc.constantFrom('invert', 'clear', 'fill', 'undo', 'redo', 'close-polygon', 'take-corner-back', 'cancel-gesture', 'cancel-press').map(
    (command): Act =>
      (drawn) =>
        drawn.run(command),
  ),
  fc.tuple(fc.integer({ min: -40, max: 0 }), fc.integer({ min: 0, max: 300 })).map(
    ([left, more]): Act =>
      (drawn) =>
        drawn.editor.extend({ left, top: 0, width: width - left + more, height }),
  ),
);

const look = (drawn: EditorDriver) => ({ extent: drawn.editor.state.extent, pixels: Buffer.from(drawn.pixels) });
const canUndo = (drawn: EditorDriver) => drawn.editor.state.undo !== null;
type Look = ReturnType<typeof look>;

function isSameLook(a: Look | undefined, b: Look): boolean {
  return a !== undefined && JSON.stringify(a.extent) === JSON.stringify(b.extent) && a.pixels.equals(b.pixels);
}

test('undo goes back through every step bit for bit, and redo forth again, whatever was done', () => {
  fc.assert(
    fc.property(fc.array(act, { minLength: 1, maxLength: 10 }), (acts) => {
      const drawn = editor(width, height);
      for (const act of acts) act(drawn);
      drawn.run('cancel-gesture');
      const looks = [look(drawn)];
      while (canUndo(drawn)) looks.push(look(drawn.run('undo')));
      expect(drawn.editor.state.coverage).toBe(0);
      for (const back of looks.toReversed().slice(1)) expect(isSameLook(look(drawn.run('redo')), back)).toBe(true);
      while (canUndo(drawn)) drawn.run('undo');
      expect(isSameLook(looks.at(-1), look(drawn))).toBe(true);
    }),
    { numRuns: 60 },
  );
});

test('a step back shows what was there before the step', () => {
  fc.assert(
    fc.property(fc.array(drag, { minLength: 1, maxLength: 6 }), (drags) => {
      const drawn = editor(width, height);
      for (const { settings, keys, points } of drags) {
        const before = look(drawn);
        const name = drawn.editor.state.undo;
        drawn
          .set({ ...settings, tool: settings.tool === 'polygon' ? 'lasso' : settings.tool })
          .with(keys)
          .drag(...points);
        const after = look(drawn);
        // What changed nothing is no step.
        if (isSameLook(before, after)) {
          expect(drawn.editor.state.undo).toBe(name);
          continue;
        }
        expect(isSameLook(before, look(drawn.run('undo')))).toBe(true);
        expect(isSameLook(after, look(drawn.run('redo')))).toBe(true);
      }
    }),
    { numRuns: 60 },
  );
});

test('whatever changes is called dirty, and nothing is ever beyond the canvas', () => {
  fc.assert(
    fc.property(fc.array(act, { minLength: 1, maxLength: 8 }), (acts) => {
      const drawn = editor(width, height);
      for (const act of acts) {
        const before = look(drawn);
        drawn.mask.takeDirty();
        act(drawn);
        const [after, dirty] = [look(drawn), drawn.mask.takeDirty()];
        if (after.extent.width === before.extent.width) expect(changedOutside(before, after, dirty)).toBe(false);
        else expect(dirty).toEqual(drawn.mask.canvas);
        const sum = after.pixels.reduce((a, b) => a + b, 0);
        drawn.run('cancel-gesture');
        if (isSameLook(after, look(drawn))) expect(drawn.mask.coverage() * after.pixels.length * 255).toBeCloseTo(sum, 3);
      }
    }),
    { numRuns: 60 },
  );
});

function changedOutside(before: Look, after: Look, dirty: { left: number; top: number; right: number; bottom: number }): boolean {
  const across = after.extent.width;
  const isOutside = (x: number, y: number) => isEmpty(dirty) || x < dirty.left || x >= dirty.right || y < dirty.top || y >= dirty.bottom;
  return after.pixels.some((value, index) => value !== before.pixels[index] && isOutside(index % across, Math.floor(index / across)));
}
