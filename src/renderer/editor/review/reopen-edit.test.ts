import { beforeEach, expect, test } from 'vitest';

import type { Edit } from '../../../shared/edit.ts';
import { Language } from '../../i18n/language.svelte.ts';
import { Notices } from '../../notices.svelte.ts';
import { Router } from '../../router.svelte.ts';
import { idOf } from '../../test-pictures.ts';
import { EditMemory, type PaintedMask } from '../edit-memory.ts';
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
  reopenEdit(studio, { prompt: 'a hat', count: 2 }, edit);
  expect(studio.router.edited).toEqual({ what: 'picture', id: idOf(1) });
  expect(await studio.edits.begunOn(idOf(1))).toMatchObject({ prompt: 'a hat', count: 2, mode: 'whole', mask: { id: idOf(5), canvas } });
  expect(said()).toEqual([]);
});

test('what was begun on the picture is put aside, which is said, and its mask is the last one', () => {
  begun('a scarf', { id: idOf(6), canvas });
  reopenEdit(studio, { prompt: 'a hat', count: 1 }, edit);
  expect(said()).toEqual([expect.stringContaining('“Last mask” brings its mask back')]);
  expect(studio.edits.lastMask).toEqual({ id: idOf(6), canvas, picture: idOf(1) });
});

test('words alone that give way are said, the same edit isn’t', () => {
  begun('a hat', { id: idOf(5), canvas });
  reopenEdit(studio, { prompt: 'a hat', count: 1 }, edit);
  expect(said()).toEqual([]);
  begun('a scarf', null);
  reopenEdit(studio, { prompt: 'a hat', count: 1 }, edit);
  expect(said()).toEqual(['The words that you had begun for this picture were replaced.']);
});
