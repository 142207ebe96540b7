import fc from 'fast-check';
import { expect, test } from 'vitest';

import type { PictureIndex } from '../picture-index.ts';
import type { NewPicture } from '../picture-row.ts';
import { emptyIndex, pictureNamed } from './test-index.ts';

const picture = fc
  .record({
    moment: fc.constantFrom(0, 1, 2, 1_700_000_000_000, 1_700_000_000_001, 2 ** 43 - 1, 2 ** 43, Number.MAX_SAFE_INTEGER),
    job: fc.constantFrom('a', 'b', 'c'),
    index: fc.nat({ max: 3 }),
    salt: fc.nat(),
  })
  .map(({ moment, job, index, salt }) => pictureNamed(String(salt), { createdAt: moment, jobId: job, index, widthPx: 1 + (salt % 7) }));

/** Newest first; a job's pictures together, from left to right. */
function isInOrder(pictures: readonly NewPicture[]): boolean {
  return pictures.every(({ record }, at) => {
    const before = pictures[at - 1]?.record;
    if (!before || before.createdAt > record.createdAt) return true;
    const others = pictures.slice(0, at).filter((other) => other.record.createdAt === record.createdAt);
    const isTogether = before.jobId === record.jobId || others.every((other) => other.record.jobId !== record.jobId);
    return before.createdAt === record.createdAt && isTogether && (before.jobId !== record.jobId || before.index <= record.index);
  });
}

const shownOf = async (index: PictureIndex) => {
  const { rows, ratios, days } = await index.outline();
  return { ids: await index.idsOf(Int32Array.from(rows)), ratios: [...ratios], days: [...days] };
};

test('pictures that come and go one by one leave the order that sorting all of them gives', async () => {
  const pictures = fc.uniqueArray(picture, { selector: ({ record }) => record.id, maxLength: 25 });
  await fc.assert(
    fc.asyncProperty(pictures, fc.array(fc.nat({ max: 24 }), { maxLength: 5 }), async (all, leaving) => {
      const [growing, whole] = [await emptyIndex(), await emptyIndex()];
      const gone = new Set(leaving.map((at) => all[at]?.record.id));
      for (const one of all) {
        await growing.add([one]);
        await growing.outline();
      }
      await growing.remove(...[...gone].filter((id) => id !== undefined));
      const left = all.filter(({ record }) => !gone.has(record.id));
      await whole.add(left);
      const shown = await shownOf(growing);
      expect(shown).toEqual(await shownOf(whole));
      const byId = new Map(left.map((one) => [one.record.id, one]));
      expect(isInOrder(shown.ids.map((id) => byId.get(id)).filter((one) => one !== undefined))).toBe(true);
      await Promise.all([growing.close(), whole.close()]);
    }),
    { numRuns: 30 },
  );
}, 60_000);

test('says by a number that it is another one, and gives no row twice', async () => {
  const index = await emptyIndex();
  await index.add([pictureNamed('a'), pictureNamed('b')]);
  const first = await index.outline();
  expect((await index.outline()).order).toBe(first.order);
  const { id } = pictureNamed('b').record;
  const row = await index.rowOf(id);
  await index.remove(id);
  await index.add([pictureNamed('b')]);
  const second = await index.outline();
  expect(second.order).toBeGreaterThan(first.order);
  expect(second.generation).toBe(first.generation);
  expect(await index.rowOf(id)).not.toBe(row);
  expect(await index.facts({ generation: second.generation, rows: Int32Array.of(row ?? -1) })).toEqual([]);
});
