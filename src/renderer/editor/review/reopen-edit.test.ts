import { beforeEach, expect, test } from 'vitest';

import type { Edit } from '../../../shared/edit.ts';
import { Language } from '../../i18n/language.svelte.ts';
import { Notices } from '../../notices.svelte.ts';
import { Router } from '../../router.svelte.ts';
import { idOf } from '../../test-pictures.ts';
import { EditMemory, type EditDraft, type PaintedMask } from '../edit-memory.ts';
import { reopenEdit } from './reopen-edit.ts';

const canvas = { left: 0, top: 0, width: 900, height: 600 };
const edit: Edit = { mode: 'whole', original: idOf(1), mask: idOf(5), canvas, crop: canvas, sent: { width: 1536, height: 1024 } };
let studio: { edits: EditMemory; router: Router; notices: Notices; language: Language };
beforeEach(() => {
  studio = { edits: new EditMemory(), router: new Router(), notices: new Notices(), language: new Language(() => 'en', 'en') };
});

function begun(prompt: string, mask: PaintedMask | null): void {
  studio.edits.keepDraft(idOf(1), { prompt, count: 1, mode: 'precise', size: 'auto', references: [], mask });
}

const said = (): readonly string[] => studio.notices.all.map(({ text }) => text);

test('an edit is opened with its words and its mask', async () => {
  await reopenEdit(studio, { prompt: 'a hat', count: 2 }, edit);
  expect(studio.router.edited).toEqual({ what: 'picture', id: idOf(1) });
  expect(await studio.edits.begunOn(idOf(1))).toMatchObject({ prompt: 'a hat', count: 2, mode: 'whole', mask: { id: idOf(5), canvas } });
  expect(said()).toEqual([]);
});

test('what was begun on the picture is put aside, which is said, and its mask is the last one', async () => {
  begun('a scarf', { id: idOf(6), canvas });
  await reopenEdit(studio, { prompt: 'a hat', count: 1 }, edit);
  expect(said()).toEqual([expect.stringContaining('“Last mask” brings its mask back')]);
  expect(studio.edits.lastMask).toEqual({ id: idOf(6), canvas, picture: idOf(1) });
});

test('words alone that give way are said, the same edit isn’t', async () => {
  begun('a hat', { id: idOf(5), canvas });
  await reopenEdit(studio, { prompt: 'a hat', count: 1 }, edit);
  expect(said()).toEqual([]);
  begun('a scarf', null);
  await reopenEdit(studio, { prompt: 'a hat', count: 1 }, edit);
  expect(said()).toEqual(['The words that you had begun for this picture were replaced.']);
});

test('what gave way is brought back once the editor is closed; where nothing did, nothing is begun', async () => {
  const mask = { id: idOf(6), canvas };
  begun('a scarf', mask);
  const bringBack = await reopenEdit(studio, { prompt: 'a hat', count: 1 }, edit);
  // What the editor leaves behind takes a moment to be kept.
  const { promise: keeping, resolve: keep } = Promise.withResolvers<EditDraft>();
  const left = { prompt: 'a cap', count: 1, mode: 'whole', size: 'auto', references: [], mask: null } as const;
  const leaving = studio.edits.leave(idOf(1), left, keeping);
  const back = bringBack();
  expect(studio.router.edited).toBeNull();
  keep(left);
  await Promise.all([leaving, back]);
  expect(await studio.edits.begunOn(idOf(1))).toMatchObject({ prompt: 'a scarf', mask });

  studio.edits.forget(idOf(1));
  await (
    await reopenEdit(studio, { prompt: 'a hat', count: 1 }, edit)
  )();
  expect(await studio.edits.begunOn(idOf(1))).toBeUndefined();
});

test('an editor that shows something else by then stays open', async () => {
  const bringBack = await reopenEdit(studio, { prompt: 'a hat', count: 1 }, edit);
  studio.router.edit({ what: 'picture', id: idOf(2) });
  await bringBack();
  expect(studio.router.edited).toEqual({ what: 'picture', id: idOf(2) });
});
