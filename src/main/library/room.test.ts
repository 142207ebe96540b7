import { rm } from 'node:fs/promises';

import { describe, expect, test } from 'vitest';

import { filesIn, openLibrary } from './test-library.ts';

describe('room for pictures that are still to be paid for', () => {
  const freeMb = (mb: number) => ({ freeBytes: () => Promise.resolve(mb * 1024 * 1024) });

  test('is what is needed for all of them, and a reserve', async () => {
    await expect((await openLibrary(freeMb(96))).ensureRoomFor(4)).resolves.toBeUndefined();
    await expect((await openLibrary(freeMb(95))).ensureRoomFor(4)).rejects.toMatchObject({ code: 'disk-full' });
  });

  test('isn’t there when the folder can’t be written to; asking leaves nothing behind', async () => {
    const library = await openLibrary(freeMb(1_000));
    await library.ensureRoomFor(1);
    expect(await filesIn(library.folder)).toEqual([]);
    await rm(library.folder, { recursive: true });
    await expect(library.ensureRoomFor(1)).rejects.toMatchObject({ code: 'library-unavailable' });
  });
});
