import { describe, expect, test } from 'vitest';

import type { Library } from './library.ts';
import { delivered, draw, openLibrary, originOf, shown } from './test-library.ts';
import type { PictureOrigin } from './picture-record.ts';

const day = (ofMonth: number, hour = 12) => new Date(2026, 10, ofMonth, hour).getTime();

let colour = 0;
async function keep(library: Library, change: Partial<PictureOrigin>, widthPx = 60): Promise<string> {
  const { id } = await library.keep(delivered(await draw({ widthPx, colour: (colour += 1) })), originOf(change));
  return id;
}

const idsOf = async (library: Library, text: string, favouritesOnly = false) =>
  (await shown(library, { text, favouritesOnly })).map(({ id }) => id);

describe('the gallery', () => {
  test('shows the newest first, the pictures of a job from left to right', async () => {
    const library = await openLibrary();
    const old = await keep(library, { createdAt: day(1), jobId: 'old' });
    const second = await keep(library, { createdAt: day(3), jobId: 'new', index: 1 });
    const first = await keep(library, { createdAt: day(3), jobId: 'new', index: 0 });
    const between = await keep(library, { createdAt: day(2), jobId: 'between' });
    expect(await idsOf(library, '')).toEqual([first, second, between, old]);
    const { generation, rows } = await library.outline();
    expect(await library.rowOf(between)).toBe(rows[2]);
    expect(await library.rowOf('f'.repeat(64))).toBeNull();
    expect(await library.factsOf({ generation, rows: rows.slice(1, 3) })).toMatchObject([{ id: second }, { id: between }]);
    expect(await library.factsOf({ generation, rows: Int32Array.of(99, -1) })).toEqual([]);
    expect(await library.factsOf({ generation: 'another', rows: rows.slice() })).toEqual([]);
  });

  test('is outlined by shapes and local days', async () => {
    const library = await openLibrary();
    await keep(library, { createdAt: day(1, 0) }, 40);
    await keep(library, { createdAt: day(1, 23), jobId: 'b' }, 80);
    await keep(library, { createdAt: day(2, 0), jobId: 'c' }, 20);
    const { ratios, days } = await library.outline();
    const first = Date.UTC(2026, 10, 1) / 86_400_000;
    expect([...ratios]).toEqual([0.5, 2, 1]);
    expect([...days]).toEqual([first + 1, first, first]);
  });

  test('is searched by prompt and revised prompt', async () => {
    const library = await openLibrary();
    const sunset = await keep(library, { prompt: '美丽日落 over the sea', createdAt: day(2) });
    const cat = await keep(library, { prompt: 'a cat', revisedPrompt: 'a tabby by the sea', createdAt: day(1) });
    expect(await idsOf(library, '日')).toEqual([sunset]);
    expect(await idsOf(library, 'tabby')).toEqual([cat]);
    expect(await idsOf(library, 'sea')).toEqual([sunset, cat]);
    expect(await idsOf(library, 'sea -cat')).toEqual([sunset]);
    expect(await idsOf(library, '"cat a"')).toEqual([]);
  });

  test('shows favourites alone, also among those that a search finds', async () => {
    const library = await openLibrary();
    const one = await keep(library, { prompt: 'red', createdAt: day(1) });
    const two = await keep(library, { prompt: 'blue', createdAt: day(2) });
    await library.change({ of: { ids: [one, two, 'f'.repeat(64)] }, change: { favourite: true } });
    expect(await idsOf(library, '', true)).toEqual([two, one]);
    expect(await idsOf(library, 'red', true)).toEqual([one]);
    await library.change({ of: { ids: [two] }, change: { favourite: false } });
    expect(await idsOf(library, '', true)).toEqual([one]);
    expect(await library.details(one)).toMatchObject({ favourite: true });
  });

  test('stays what it was when it is opened again', async () => {
    const library = await openLibrary();
    await keep(library, { createdAt: day(1) });
    await library.change({ of: { ids: [await keep(library, { createdAt: day(2) })] }, change: { favourite: true } });
    const before = await shown(library);
    await library.close();
    const again = await openLibrary({ folder: library.folder });
    expect(await shown(again)).toEqual(before);
    expect(again.report).toEqual({ rebuilt: false, damagedIndexKeptAs: null, unreadableRecords: 0, setAside: [] });
    expect(again.revision).toBeGreaterThan(0);
  });
});
