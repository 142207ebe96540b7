import { beforeEach, expect, test } from 'vitest';

import { serve } from '../../main/bridge/serve.ts';
import { modelFor } from '../../shared/model.ts';
import { loopback } from '../bridge/loopback.ts';
import { idOf } from '../test-pictures.ts';
import { BegunNote } from './begun-note.svelte.ts';
import { EditMemory, type EditDraft } from './edit-memory.ts';
import { EditSession } from './edit-session.svelte.ts';
import { aMask, painted, TestCanvas, whole } from './test-canvas.svelte.ts';

const picture = idOf(1);
const draft: EditDraft = {
  ...{ prompt: 'a hat', count: 4, mode: 'whole', size: '3:2', references: [] },
  mask: { id: idOf(5), canvas: whole },
};
let canvas: TestCanvas;
beforeEach(() => {
  canvas = new TestCanvas();
});

async function opened({ isFound = true, isMaskLost = false } = {}) {
  const memory = new EditMemory({
    find: () => Promise.resolve(isFound ? { draft, isMaskLost } : null),
    keep: () => Promise.resolve(),
    forget: () => Promise.resolve(),
  });
  const begun = await memory.begunOn(picture);
  const { client } = loopback(serve, { edits: { keepMask: () => aMask } });
  const parts = { bridge: client, model: () => modelFor('gpt-4o-image'), memory };
  const session = new EditSession(parts, { id: picture, prompt: '', fileName: 'fox.jpg' }, { ...aMask, id: picture }, begun);
  await session.attach(canvas);
  canvas.paint();
  const note = new BegunNote(session, canvas);
  await note.show();
  return { note, session, memory };
}

test('that something begun is there again is said until something is painted', async () => {
  const { note } = await opened();
  expect(note.said).toBe('back');
  canvas.paint({ ...painted, left: 0 });
  expect(note.said).toBeNull();
});

test('a mask that is lost is said; where nothing was found nothing is', async () => {
  expect((await opened({ isMaskLost: true })).note.said).toBe('back-without-mask');
  expect((await opened({ isFound: false })).note.said).toBeNull();
});

test('beginning anew takes mask and words away, and both can be brought back', async () => {
  const { note, session, memory } = await opened();
  canvas.done.length = 0;
  await note.beginAnew();
  expect([note.said, session.prompt, session.count, session.mode, canvas.done]).toEqual(['begun-anew', '', 1, 'precise', ['clear']]);
  expect(memory.lastMask).toEqual({ id: aMask.id, canvas: whole, picture });
  await note.bringBack();
  expect([note.said, session.prompt, session.count, session.mode]).toEqual([null, 'a hat', 4, 'whole']);
  expect(canvas.done.at(-1)).toBe(`import ${aMask.id.slice(-2)}`);
});

test('it can be put away', async () => {
  const { note } = await opened();
  note.dismiss();
  expect(note.said).toBeNull();
});
