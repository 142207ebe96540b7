import fc from 'fast-check';
import { expect, test } from 'vitest';

import { everyPicture, pictureSources, type PictureQuery } from '../../../shared/picture.ts';
import type { PictureRecord } from '../picture-record.ts';
import { sourceOf, type NewPicture } from '../picture-row.ts';
import { isIn, parseSearch, searchable } from '../search-text.ts';
import { emptyIndex, idsFound, pictureNamed } from './test-index.ts';

const dayMs = 86_400_000;
const day = (moment: number) => {
  const date = new Date(moment);
  return Math.floor(Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / dayMs);
};
const firstDay = day(new Date(2026, 10, 1).getTime());
const words = fc.constantFrom(
  'sunset',
  'sun',
  'sea',
  'a',
  'the',
  '日',
  '日落',
  '海',
  '美丽日落',
  'Café',
  '-sea',
  '"the sea"',
  '"a sun',
  'x-ray',
  '',
);
const collections = ['0c4b7e0e-0000-4000-8000-000000000001', '0c4b7e0e-0000-4000-8000-000000000002'];

interface Marked {
  readonly picture: NewPicture;
  readonly marks: readonly string[];
}

const marks = fc.record({
  favourite: fc.constantFrom([], ['favourite']),
  rating: fc.constantFrom([], ['rating:1'], ['rating:3'], ['rating:5']),
  flag: fc.constantFrom([], ['flag:picked'], ['flag:rejected']),
  tags: fc.subarray(['tag:sea', 'tag:日落', 'tag:Sun']),
  collections: fc.subarray(collections.map((id) => `collection:${id}`)),
});

const marked: fc.Arbitrary<Marked> = fc
  .record({
    prompt: fc.array(words, { maxLength: 5 }).map((all) => all.join(' ')),
    revisedPrompt: fc.option(words),
    hours: fc.integer({ min: 0, max: 120 }),
    size: fc.constantFrom([100, 100], [100, 101], [2, 3], [3, 2], [1000, 1011], [1, 50]),
    made: fc.constantFrom<Partial<PictureRecord>>(
      {},
      { mask: 'a'.repeat(64) },
      { references: ['b'.repeat(64)] },
      { imported: { fileName: 'x', software: null } },
    ),
    model: fc.constantFrom('gpt-4o-image', 'gpt-image-2', ''),
    credits: fc.constantFrom(null, 1, 2.5, 5, 10),
    count: fc.constantFrom(1, 2, 4),
    practice: fc.boolean(),
    file: fc.constantFrom('here', 'missing', 'damaged'),
    trashedAt: fc.constantFrom(null, null, null, 5),
    marks,
    salt: fc.nat(),
  })
  .map(({ size, made, file, trashedAt, hours, credits, salt, marks: given, ...record }) => {
    const [widthPx = 1, heightPx = 1] = size;
    const createdAt = new Date(2026, 10, 1, hours).getTime();
    const facts = { ...record, ...made, widthPx, heightPx, createdAt, jobCredits: credits };
    return { picture: pictureNamed(String(salt), facts, { file, trashedAt }), marks: Object.values(given).flat() };
  });

const query: fc.Arbitrary<PictureQuery> = fc.record({
  text: fc.array(words, { maxLength: 3 }).map((all) => all.join(' ')),
  favouritesOnly: fc.boolean(),
  from: fc.option(fc.integer({ min: firstDay - 1, max: firstDay + 6 }), { freq: 1 }),
  until: fc.option(fc.integer({ min: firstDay - 1, max: firstDay + 6 }), { freq: 1 }),
  shape: fc.option(fc.constantFrom('square', 'portrait', 'landscape')),
  source: fc.option(fc.constantFrom(...pictureSources)),
  model: fc.option(fc.constantFrom('gpt-4o-image', 'another')),
  rating: fc.constantFrom(0, 0, 1, 3, 4),
  flag: fc.option(fc.constantFrom('picked', 'rejected')),
  tags: fc.subarray(['sea', '日落', 'unknown']),
  collection: fc.option(fc.constantFrom(...collections)),
  made: fc.option(fc.constantFrom('paid', 'practice')),
  costFrom: fc.option(fc.constantFrom(1, 2.5)),
  costUntil: fc.option(fc.constantFrom(1, 2.5)),
  file: fc.option(fc.constantFrom('missing', 'damaged')),
  trashed: fc.boolean(),
});

/** Most conditions are left out of a query, or hardly one would find anything. */
const sparseQuery = fc
  .tuple(query, fc.subarray(Object.keys(everyPicture) as (keyof PictureQuery)[], { maxLength: 3 }))
  .map(([whole, kept]): PictureQuery => ({ ...everyPicture, ...Object.fromEntries(kept.map((name) => [name, whole[name]])) }));

/** What the contract says, one picture at a time. */
function isFound(marked: Marked, q: PictureQuery): boolean {
  return [...byRecord(marked, q), ...byMarks(marked, q), byWords(marked, q)].every(Boolean);
}

function byRecord({ picture: { record, file, trashedAt } }: Marked, q: PictureQuery): boolean[] {
  const ratio = record.widthPx / record.heightPx;
  const shape = ratio > 1.01 ? 'landscape' : ratio < 1 / 1.01 ? 'portrait' : 'square';
  const cost = record.jobCredits === null ? null : record.jobCredits / record.count;
  return [
    isWithin(day(record.createdAt), q.from, q.until),
    isWithin(cost, q.costFrom, q.costUntil),
    isAny(q.shape, shape),
    isAny(q.source, sourceOf(record)),
    isAny(q.model, record.model),
    isAny(q.made, record.practice ? 'practice' : 'paid'),
    isAny(q.file, file),
    (trashedAt !== null) === q.trashed,
  ];
}

function byMarks({ marks: given }: Marked, q: PictureQuery): boolean[] {
  const rating = Number(given.find((name) => name.startsWith('rating:'))?.slice(7) ?? 0);
  return [
    !q.favouritesOnly || given.includes('favourite'),
    rating >= q.rating,
    q.flag === null || given.includes(`flag:${q.flag}`),
    q.tags.every((tag) => given.includes(`tag:${tag}`)),
    q.collection === null || given.includes(`collection:${q.collection}`),
  ];
}

function byWords({ picture: { record } }: Marked, { text }: PictureQuery): boolean {
  const texts = [record.prompt, record.revisedPrompt ?? ''].map(searchable);
  const { wanted, unwanted } = parseSearch(text);
  const says = (term: (typeof wanted)[number]) => texts.some((one) => isIn(term, one));
  return wanted.every(says) && !unwanted.some(says);
}

function isAny(wanted: string | null, value: string): boolean {
  return wanted === null || wanted === value;
}

/** What isn't known is in no range. */
function isWithin(value: number | null, from: number | null, until: number | null): boolean {
  if (from === null && until === null) return true;
  return value !== null && value >= (from ?? value) && value <= (until ?? value);
}

test('a query finds what its conditions say of each picture, also while pictures come', async () => {
  const pictures = fc.uniqueArray(marked, { selector: ({ picture }) => picture.record.id, maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(pictures, fc.array(sparseQuery, { minLength: 1, maxLength: 4 }), async (all, queries) => {
      const index = await emptyIndex();
      for (const [at, one] of all.entries()) {
        await index.add([one.picture], one.marks);
        // Asked before all are there: what is remembered of an answer must be kept up.
        for (const asked of queries) {
          const wanted = all.slice(0, at + 1).filter((other) => isFound(other, asked));
          expect((await idsFound(index, asked)).sort()).toEqual(wanted.map(({ picture }) => picture.record.id).sort());
        }
      }
      await index.close();
    }),
    { numRuns: 50 },
  );
}, 60_000);

test('a day is a local one, whatever the clocks do in its night', async () => {
  const index = await emptyIndex();
  const moments = [new Date(2026, 9, 25, 0, 30), new Date(2026, 9, 25, 2, 30), new Date(2026, 9, 25, 23, 59), new Date(2026, 9, 26, 0, 0)];
  await index.add(moments.map((moment, at) => pictureNamed(String(at), { createdAt: moment.getTime(), index: at })));
  const sunday = day(moments[0]?.getTime() ?? 0);
  expect(await idsFound(index, { from: sunday, until: sunday })).toHaveLength(3);
  expect(await idsFound(index, { from: sunday + 1 })).toHaveLength(1);
});
