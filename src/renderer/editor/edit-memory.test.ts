import { beforeEach, describe, expect, test } from 'vitest';

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

describe('what an earlier run of the app kept', () => {
  const found = draft('a hat', older);
  function remembering(isMaskLost = false) {
    const told: string[] = [];
    const kept = {
      find: (id: string) => Promise.resolve(id === picture ? { draft: found, isMaskLost } : null),
      keep: (_: string, { prompt }: { prompt: string }) => Promise.resolve(void told.push(`keep ${prompt}`)),
      forget: () => Promise.resolve(void told.push('forget')),
    };
    return { memory: new EditMemory(kept), told };
  }

  test('is begun, which is news once; of another picture there is nothing', async () => {
    const { memory } = remembering();
    expect([await memory.begunOn(picture), memory.takeFound(picture), memory.takeFound(picture)]).toEqual([found, 'whole', null]);
    expect([await memory.begunOn(idOf(2)), memory.takeFound(idOf(2))]).toEqual([undefined, null]);
    const lost = remembering(true).memory;
    await lost.begunOn(picture);
    expect(lost.takeFound(picture)).toBe('without-mask');
  });

  test('gives way to what is begun in this one, and what this one leaves or puts in its place is kept', async () => {
    const { memory, told } = remembering();
    await memory.leave(picture, draft('a scarf'), Promise.resolve(draft('a scarf', newer)));
    expect(await memory.begunOn(picture)).toEqual(draft('a scarf', newer));
    memory.replaceDraft(picture, draft('a cap'));
    expect(memory.takeFound(picture)).toBeNull();
    memory.forget(picture);
    expect(told).toEqual(['keep a scarf', 'keep a cap', 'forget']);
  });

  test('is no news when something else takes its place', async () => {
    const { memory } = remembering();
    await memory.begunOn(picture);
    expect(memory.replaceDraft(picture, draft('a cap'))).toEqual(found);
    expect(memory.takeFound(picture)).toBeNull();
  });
});

test('the mask of what gives way is the last one', () => {
  memory.keepDraft(picture, draft('a hat', older));
  expect(memory.replaceDraft(picture, draft('a scarf', newer))).toEqual(draft('a hat', older));
  expect(memory.lastMask).toEqual({ ...older, picture });
});
