// What the library's index takes at half a million pictures: made, opened, asked and changed, without files.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { createIndexFile, openIndexFile } from '../src/main/library/index-file.ts';
import { PictureIndex } from '../src/main/library/picture-index.ts';
import type { NewPicture } from '../src/main/library/picture-row.ts';
import { sha256Of } from '../src/main/files/file-content.ts';
import { seeded } from '../src/main/practice/randomness.ts';
import { everyPicture, type PictureQuery } from '../src/shared/picture.ts';
import { quantile, report, rounded } from './figures.ts';
import { promptOf } from './gallery/prompts.ts';

const pictures = Number(process.argv[2] ?? 500_000);
const batch = 100;
const runs = 7;
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'afterglow-bench-'));
const file = path.join(folder, 'index.db');
const random = seeded(41);

const open = async () => {
  const { database } = await openIndexFile(file);
  if (!database) throw new Error('The index is gone');
  return new PictureIndex(database, 'complete');
};

function pictureAt(place: number): NewPicture {
  const id = sha256Of(Buffer.from(String(place)));
  const record = {
    ...({ version: 1, kind: 'png' } as const),
    ...{ id, widthPx: 1024, heightPx: place % 3 === 0 ? 1536 : 1024, bytes: 2_000_000, path: `2026/11/${id}.png` },
    ...{ jobId: `00000000-0000-4000-8000-${String(place >> 1).padStart(12, '0')}`, index: place % 2, taskId: `task-${place >> 1}` },
    ...{ model: place % 9 === 0 ? 'gpt-image-2' : 'gpt-4o-image', prompt: promptOf(random, place), size: '1:1', count: 2 },
    ...{ references: [], mask: null, callbackUrl: null, revisedPrompt: null, jobCredits: 5, practice: place % 50 === 0 },
    createdAt: 1_600_000_000_000 + ((place * 7919) % pictures) * 300_000,
  };
  return { record, path: record.path, file: 'here', trashedAt: null };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

async function figures(work: () => Promise<unknown>): Promise<{ first: number; p50: number; most: number }> {
  const first = await timed(work);
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) times.push(await timed(work));
  return { first: rounded(first), p50: rounded(quantile(times, 0.5)), most: rounded(Math.max(...times)) };
}

const made = new PictureIndex(await createIndexFile(`${file}.new`), 'made');
const madeMs = await timed(async () => {
  for (let place = 0; place < pictures; place += batch) {
    await made.add(Array.from({ length: Math.min(batch, pictures - place) }, (_, at) => pictureAt(place + at)));
  }
});
const outline = await made.outline();
const rows = outline.rows.slice();
const markMs = await timed(() => made.setMarks([{ name: 'tag:sea', rows, on: true }]));
await made.noteComplete();
const takenMs = await timed(() => made.take(file));
await made.close();

const openings: number[] = [];
for (let run = 0; run < runs; run += 1) {
  let index: PictureIndex | null = null;
  openings.push(await timed(async () => (index = await open())));
  await (index as PictureIndex | null)?.close();
}
const index = await open();
const outlineMs = await timed(() => index.outline());
const queries: Record<string, Partial<PictureQuery>> = {
  ...{
    all: {},
    letter: { text: 'a' },
    word: { text: 'the' },
    two: { text: 'a the' },
    without: { text: 'a -the' },
    chinese: { text: '山' },
  },
  ...{ phrase: { text: '"golden forest"' }, shape: { shape: 'portrait' }, tag: { tags: ['sea'] } },
  many: {
    shape: 'square',
    made: 'paid',
    from: 19_000,
    until: 20_000,
    costFrom: 1,
    costUntil: 4,
    model: 'gpt-4o-image',
    tags: ['sea'],
    text: 's',
  },
};
const asked: Record<string, unknown> = {};
for (const [name, query] of Object.entries(queries)) {
  let at = 0;
  asked[name] = await figures(() => index.matching({ ...everyPicture, ...query }, [], (at += 1)));
}
const facts = await figures(() => index.facts({ generation: outline.generation, rows: rows.slice(1000, 1500) }));
const adding = await figures(() => index.add([pictureAt(pictures + Math.floor(random() * 1e9))]));
const added = await figures(async () => {
  await index.add([pictureAt(pictures + Math.floor(random() * 1e9))]);
  await index.outline();
});
const resolving = await figures(async () => index.idsOf(await index.resolve({ generation: outline.generation, rows })));
await index.close();
const megabytes = fs.statSync(file).size / 1e6;
fs.rmSync(folder, { recursive: true, force: true });

report({
  figure: 'index',
  pictures,
  megabytes: rounded(megabytes),
  madePerSecond: Math.round((pictures / madeMs) * 1000),
  openMs: { p50: rounded(quantile(openings, 0.5)), most: rounded(Math.max(...openings)) },
  takenMs: rounded(takenMs),
  outlineMs: rounded(outlineMs),
  markAllMs: rounded(markMs),
  facts500Ms: facts,
  addOneMs: adding,
  addOneAndOutlineMs: added,
  allIdsMs: resolving,
  queriesMs: asked,
});
