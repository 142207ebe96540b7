import { beforeEach, expect, test } from 'vitest';

import { idOf } from '../test-pictures.ts';
import { EditMemory, type EditDraft } from './edit-memory.ts';
import { whole } from './test-canvas.svelte.ts';

const picture = idOf(1);
const [older, newer] = [5, 6].map((row) => ({ id: idOf(row), canvas: whole }));
let memory: EditMemory;
beforeEach(() => {
  memory = new EditMemory();
});

function draft(prompt: string, mask: EditDraft['mask'] = null): EditDraft {
  return { prompt, count: 1, mode: 'precise', size: 'auto', references: [], mask };
}

test('what is known when a picture is left stays when the rest can’t be kept', async () => {
  const leaving = memory.leave(picture, draft('a hat', older), Promise.reject(new Error('disk full')));
  await expect(leaving).rejects.toThrow('disk full');
  expect(await memory.begunOn(picture)).toEqual(draft('a hat', older));
});

test('something else that is begun isn’t overwritten by what is still being kept', async () => {
  const kept = Promise.withResolvers<EditDraft>();
  const leaving = memory.leave(picture, draft('a hat'), kept.promise);
  memory.replaceDraft(picture, draft('a scarf', older));
  kept.resolve(draft('a hat', newer));
  await leaving;
  expect(await memory.begunOn(picture)).toEqual(draft('a scarf', older));
  expect(memory.lastMask).toEqual({ ...newer, picture });
});

test('the mask of what gives way is the last one', () => {
  memory.keepDraft(picture, draft('a hat', older));
  expect(memory.replaceDraft(picture, draft('a scarf', newer))).toEqual(draft('a hat', older));
  expect(memory.lastMask).toEqual({ ...older, picture });
});
