import { expect, test, vi } from 'vitest';

import { serve } from '../../../main/bridge/serve.ts';
import { Failure } from '../../../shared/failure.ts';
import type { Picture, PictureFlag } from '../../../shared/picture.ts';
import { loopback } from '../../bridge/loopback.ts';
import { Curation } from './curation.svelte.ts';

const idOf = (row: number): string => row.toString(16).padStart(64, '0');

/** Ten pictures outside the page, rows 0 to 9; row 3 was picked long ago. */
async function curating(rows = [9, 8, 7, 3]) {
  const round = roundOf(rows);
  await round.curation.begin();
  return round;
}

/** `told`: when the library says what was decided before. */
function roundOf(rows: readonly number[], told: Promise<unknown> = Promise.resolve()) {
  const flags: PictureFlag[] = Array.from({ length: 10 }, (_, row) => (row === 3 ? 'picked' : 'none'));
  const ratings = Array.from({ length: 10 }, () => 0);
  const undoes: (() => void)[] = [];
  const state = { isBroken: false };
  const pictureOf = (row: number): Picture => ({
    ...{ row, id: idOf(row), prompt: `picture ${row}`, createdAt: row, widthPx: 3, heightPx: 2, kind: 'png', practice: false },
    ...{
      source: 'text',
      isAnswer: false,
      file: 'here',
      trashedAt: null,
      favourite: false,
      rating: ratings[row] ?? 0,
      flag: flags[row] ?? 'none',
    },
  });
  const { client } = loopback(serve, {
    pictures: {
      facts: ({ rows: wanted }) => [...wanted].map(pictureOf),
      matching: async ({ flag }) => {
        const decided = [...flags];
        await told;
        const bits = new Uint8Array(2);
        for (const [row, has] of decided.entries()) if (has === flag) bits[row >> 3] = (bits[row >> 3] ?? 0) | (1 << (row & 7));
        return { generation: 'g', order: 1, revision: 1, count: 0, bits };
      },
      change: ({ of, change }) => {
        if (state.isBroken) throw new Failure('library-unavailable', 'The folder is gone.');
        const row = Number.parseInt(('ids' in of && of.ids[0]) || '', 16);
        const before = [flags[row] ?? 'none', ratings[row] ?? 0] as const;
        undoes.push(() => ([flags[row], ratings[row]] = before));
        flags[row] = change.flag ?? before[0];
        ratings[row] = change.rating ?? before[1];
        return { count: 1, undo: String(undoes.length - 1) };
      },
      undo: (name) => undoes[Number(name)]?.(),
    },
  });
  const curation = new Curation(client.pictures, { generation: 'g', rows: Int32Array.from(rows) });
  return { curation, flags, ratings, state };
}

test('a round begins with what was decided before', async () => {
  const { curation } = await curating();
  expect([curation.picked, curation.rejected, curation.undecided]).toEqual([1, 0, 3]);
  expect(curation.picture?.prompt).toBe('picture 9');
});

test('what is decided before the library has said what was, stays', async () => {
  const told = Promise.withResolvers<undefined>();
  const { curation } = roundOf([9, 8, 3], told.promise);
  const begun = curation.begin();
  await vi.waitUntil(() => curation.picture);
  void curation.mark({ flag: 'rejected' });
  told.resolve(undefined);
  await begun;
  expect([curation.picked, curation.rejected, curation.undecided]).toEqual([1, 1, 1]);
});

test('what is decided is shown at once and written after, and the rest is what wasn’t picked', async () => {
  const { curation, flags } = await curating();
  void curation.mark({ flag: 'picked' });
  expect(curation.picked).toBe(2);
  await curation.next();
  void curation.mark({ flag: 'rejected' });
  await curation.next();
  expect(await curation.rowsBy((flag) => flag !== 'picked')).toEqual(Int32Array.of(8, 7));
  expect([flags[9], flags[8], flags[7]]).toEqual(['picked', 'rejected', 'none']);
});

test('after the last one the round is over, and the undecided can be gone through again', async () => {
  const { curation } = await curating();
  void curation.mark({ flag: 'rejected' });
  for (let step = 0; step < 4; step += 1) await curation.next();
  expect([curation.isOver, curation.index]).toEqual([true, 3]);
  expect(curation.mark({ flag: 'picked' })).toBeUndefined();
  await curation.goToUndecided();
  expect([curation.isOver, curation.picture?.row]).toEqual([false, 8]);
  curation.finish();
  await curation.previous();
  expect([curation.isOver, curation.picture?.row]).toEqual([false, 3]);
});

test('taking a mark back leads to its picture', async () => {
  const { curation, flags, ratings } = await curating();
  const rated = await curation.mark({ rating: 4 });
  const picked = await curation.mark({ flag: 'picked' });
  await curation.next();
  await picked?.undo();
  expect([curation.index, curation.picture?.flag, curation.picture?.rating, flags[9]]).toEqual([0, 'none', 4, 'none']);
  await rated?.undo();
  expect([curation.picture?.rating, ratings[9]]).toEqual([0, 0]);
});

test('a mark that couldn’t be written isn’t shown any more', async () => {
  const { curation, state } = await curating();
  state.isBroken = true;
  const marking = curation.mark({ flag: 'picked' });
  expect(curation.picked).toBe(2);
  await expect(marking).rejects.toThrow(Failure);
  expect(curation.picked).toBe(1);
});
