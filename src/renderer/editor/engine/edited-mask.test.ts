import { expect, test } from 'vitest';

import { EditedMask } from './edited-mask.ts';

test('a step that breaks off in the middle has changed nothing', () => {
  const edited = new EditedMask({ left: 0, top: 0, width: 600, height: 4 }, 2 ** 20);
  const before = { left: 0, top: 0, right: 300, bottom: 4 };
  edited.change('fill', () => edited.mask.fill(before, 255));
  const breaksOff = (): void => {
    edited.mask.fill({ ...before, left: 250, right: 600 }, 9);
    throw new RangeError('no room');
  };
  expect(() => edited.change('feather', breaksOff)).toThrow('no room');
  expect(edited.facts()).toMatchObject({ undo: 'fill', bounds: before, coverage: 0.5 });
  expect(edited.mask.at(299, 0)).toBe(255);
});
