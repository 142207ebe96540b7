import { beforeEach, expect, test } from 'vitest';

import { serve } from '../../../main/bridge/serve.ts';
import { loopback } from '../../bridge/loopback.ts';
import { Language } from '../../i18n/language.svelte.ts';
import { Notices } from '../../notices.svelte.ts';
import { idOf } from '../../test-pictures.ts';
import { EditMemory } from '../edit-memory.ts';
import { TestCanvas } from '../test-canvas.svelte.ts';
import { sessionOver } from '../test-session.ts';
import { MaskShelf } from './mask-shelf.svelte.ts';

const extended = { left: -100, top: 0, width: 3200, height: 2000 };
let canvas: TestCanvas;
let edits: EditMemory;
let notices: Notices;
beforeEach(() => {
  canvas = new TestCanvas();
  edits = new EditMemory();
  notices = new Notices();
});

async function shelf(): Promise<MaskShelf> {
  const { client: bridge } = loopback(serve, {});
  const session = sessionOver(bridge, edits);
  await session.attach(canvas);
  return new MaskShelf({ bridge, edits, notices, language: new Language(() => 'en', 'en') }, session);
}

test('the last mask of an extended picture comes back with what that was extended by', async () => {
  edits.lastMask = { id: idOf(5), canvas: extended, picture: idOf(1) };
  expect((await shelf()).last()).toBe(true);
  expect(canvas.done).toEqual(['extent 3200 2000', 'import 05']);
  await expect.poll(() => notices.all.map(({ text }) => text)).toEqual(['The mask was imported.']);
});

test('that of another picture is scaled, which is said', async () => {
  canvas.scaledFrom = { width: 3200, height: 2000 };
  edits.lastMask = { id: idOf(5), canvas: extended, picture: idOf(2) };
  expect((await shelf()).last()).toBe(true);
  const said = 'The last mask is of another picture, of 3200×2000. It was scaled to 3000×2000.';
  await expect.poll(() => notices.all.map(({ text }) => text)).toEqual([said]);
  expect(canvas.done).toEqual(['import 05']);
});

test('without one nothing happens', async () => {
  expect((await shelf()).last()).toBe(false);
  expect(canvas.done).toEqual([]);
});
