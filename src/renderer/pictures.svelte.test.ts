import { beforeEach, describe, expect, test } from 'vitest';

import { serve } from '../main/bridge/serve.ts';
import { Pictures } from './pictures.svelte.ts';
import { asking, idOf, testLibrary } from './test-pictures.ts';

let outside: ReturnType<typeof testLibrary>;
let pictures: Pictures;
beforeEach(async () => {
  outside = testLibrary(serve, 1000);
  pictures = new Pictures(outside.client.pictures);
  pictures.listen();
  await pictures.refresh();
});

describe('the pictures', () => {
  test('hold the shapes of all and the facts of those that are needed, asked for once', async () => {
    expect(pictures.count).toBe(1000);
    expect(pictures.at(10)?.id).toBe(idOf(989));
    expect(pictures.at(500)).toBeUndefined();
    pictures.need(480, 520);
    pictures.need(490, 530);
    await expect.poll(() => pictures.at(529)?.id).toBe(idOf(470));
    expect(outside.asked.map((rows) => rows.length)).toEqual([60, 40, 10]);
  });

  test('know places in both directions', () => {
    expect(pictures.rowAt(3)).toBe(996);
    expect(pictures.indexOfRow(996)).toBe(3);
    expect([pictures.rowAt(1000), pictures.indexOfRow(5000), pictures.indexOfRow(-1)]).toEqual([-1, -1, -1]);
  });

  test('show what is searched for, from the first', async () => {
    pictures.need(900, 1000);
    await pictures.search(asking({ text: 'hare' }));
    expect(pictures.count).toBe(500);
    expect(pictures.at(0)?.id).toBe(idOf(999));
    expect(pictures.indexOfRow(998)).toBe(-1);
    expect(pictures.shownQuery.text).toBe('hare');
  });

  test('show the last question when questions overtake each other', async () => {
    void pictures.search(asking({ text: 'hare' }));
    void pictures.search(asking({ text: 'nothing at all' }));
    await pictures.search(asking({ text: 'fox' }));
    expect(pictures.shownQuery.text).toBe('fox');
    expect(pictures.at(1)?.id).toBe(idOf(996));
  });

  test('follow the library when something arrives', async () => {
    outside.add(1001, 1000);
    await expect.poll(() => pictures.count).toBe(1002);
    expect(pictures.at(0)?.id).toBe(idOf(1001));
    expect(pictures.indexOfRow(999)).toBe(2);
  });

  test('change a mark without having everything laid out anew', async () => {
    const before = pictures.shown;
    expect(await pictures.change(pictures.setOf(Int32Array.of(999)), { favourite: true })).toEqual({ count: 1, undo: 'the last one' });
    await expect.poll(() => pictures.at(0)?.favourite).toBe(true);
    expect(pictures.shown).toBe(before);
  });

  test('leave out what is in the trash, and show it on its own', async () => {
    const { undo } = await pictures.moveToTrash(pictures.setOf(Int32Array.of(999, 997)));
    await expect.poll(() => pictures.count).toBe(998);
    await pictures.search(asking({ trashed: true }));
    expect([pictures.rowAt(0), pictures.rowAt(1), pictures.count]).toEqual([999, 997, 2]);
    await pictures.undo(undo);
    await expect.poll(() => pictures.count).toBe(0);
  });

  test('forget rows that mean nothing any more', async () => {
    outside.renumber();
    await expect.poll(() => pictures.at(0)?.id).toBe(idOf(1009));
    expect(pictures.setOf(new Int32Array())).toMatchObject({ generation: 'second' });
  });

  test('keep what they have when the library can’t be read, and say why', async () => {
    outside.state.broken = true;
    await pictures.refresh();
    expect(pictures.count).toBe(1000);
    expect(pictures.failure?.code).toBe('library-unavailable');
    outside.state.broken = false;
    await pictures.refresh();
    expect(pictures.failure).toBeNull();
  });

  test('find the place of a picture whose facts were never asked for', async () => {
    expect(pictures.indexOf(idOf(3))).toBe(-1);
    expect(await pictures.position(idOf(3))).toBe(996);
    expect(await pictures.position(idOf(5000))).toBe(-1);
  });
});
