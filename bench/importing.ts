// How fast pictures of other programs are taken in, thumbnails included, beside what vipsthumbnail alone does with the same files.
import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { crc32 } from 'node:zlib';

import sharp from 'sharp';

import { Library } from '../src/main/library/library.ts';
import { report, rounded } from './figures.ts';

const [renderings, photos] = process.argv.slice(2).map(Number).concat([300, 24]).slice(0, 2) as [number, number];
const rounds = 2;
/** So many are really drawn; the others differ from them by a word, which costs a decoder nothing. */
const drawn = 12;

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'afterglow-bench-'));
const source = path.join(folder, 'source');
fs.mkdirSync(source);

/** Soft shapes under a fine grain: as large a file as a service's rendering or a camera's photograph. */
async function draw(widthPx: number, heightPx: number): Promise<Buffer> {
  const noise = (width: number, height: number, sigma: number) =>
    sharp({ create: { width, height, channels: 3, background: 'grey', noise: { type: 'gaussian', mean: 128, sigma } } })
      .png()
      .toBuffer();
  const shapes = await sharp(await noise(48, 32, 60))
    .resize(widthPx, heightPx, { fit: 'fill', kernel: 'cubic' })
    .toBuffer();
  return sharp(shapes)
    .composite([{ input: await noise(widthPx, heightPx, 4), blend: 'soft-light' }])
    .raw()
    .toBuffer();
}

async function drawAll(): Promise<void> {
  const pngs: Buffer[] = [];
  const jpegs: Buffer[] = [];
  for (let at = 0; at < Math.min(drawn, renderings); at++) {
    pngs.push(
      await sharp(await draw(1024, 1024), { raw: { width: 1024, height: 1024, channels: 3 } })
        .png()
        .toBuffer(),
    );
  }
  for (let at = 0; at < Math.min(drawn / 4, photos); at++) {
    jpegs.push(
      await sharp(await draw(4000, 3000), { raw: { width: 4000, height: 3000, channels: 3 } })
        .jpeg({ quality: 90 })
        .toBuffer(),
    );
  }
  for (let at = 0; at < renderings; at++) {
    const text = `a harbour at dusk, number ${at}\nSteps: 20, Sampler: Euler, Model: dream`;
    fs.writeFileSync(path.join(source, `rendering-${at}.png`), withText(pngs[at % pngs.length] ?? Buffer.alloc(0), `parameters\0${text}`));
  }
  for (let at = 0; at < photos; at++) {
    fs.writeFileSync(path.join(source, `photo-${at}.jpg`), withComment(jpegs[at % jpegs.length] ?? Buffer.alloc(0), `number ${at}`));
  }
}

function withText(png: Buffer, text: string): Buffer {
  const body = Buffer.from(`tEXt${text}`, 'latin1');
  const chunk = Buffer.alloc(body.byteLength + 8);
  chunk.writeUInt32BE(body.byteLength - 4, 0);
  body.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(body), body.byteLength + 4);
  return Buffer.concat([png.subarray(0, 33), chunk, png.subarray(33)]);
}

function withComment(jpeg: Buffer, comment: string): Buffer {
  const head = Buffer.from([0xff, 0xfe, 0, comment.length + 2]);
  return Buffer.concat([jpeg.subarray(0, 2), head, Buffer.from(comment), jpeg.subarray(2)]);
}

/** Seconds by the clock. */
async function timed(work: () => unknown): Promise<number> {
  const startedAt = performance.now();
  await work();
  return (performance.now() - startedAt) / 1000;
}

async function imported(round: number): Promise<number> {
  const library = await Library.open(path.join(folder, `library-${round}`));
  const seconds = await timed(async () => {
    const { imported: count } = await library.work.import({ task: `round ${round}`, paths: [source] });
    if (count !== renderings + photos) throw new Error(`Only ${count} were taken in`);
  });
  await library.close();
  return seconds;
}

async function thumbnailed(files: readonly string[]): Promise<number> {
  const output = path.join(folder, 'thumbnails');
  fs.mkdirSync(output, { recursive: true });
  // The same small pictures as ours.
  return timed(() => execFileSync('vipsthumbnail', ['--size', '512x512', '-o', `${output}/%s.webp[Q=80,effort=2]`, ...files]));
}

await drawAll();
const files = fs.readdirSync(source).map((name) => path.join(source, name));
const hasVips = spawnSync('vipsthumbnail', ['--version']).status === 0;
if (!hasVips) process.stderr.write('vipsthumbnail is not there (Debian: libvips-tools), so there is nothing to compare with.\n');
const ours: number[] = [];
const theirs: number[] = [];
// By turns, so that whatever else the machine does meets both.
for (let round = 0; round < rounds; round++) {
  ours.push(await imported(round));
  if (hasVips) theirs.push(await thumbnailed(files));
}
fs.rmSync(folder, { recursive: true, force: true });

const perSecond = (seconds: readonly number[]) => rounded(files.length / Math.min(...seconds));
report({
  figure: 'importing',
  renderings,
  photos,
  importedPerSecond: perSecond(ours),
  ...(hasVips && { vipsthumbnailPerSecond: perSecond(theirs), ratio: rounded(perSecond(ours) / perSecond(theirs)) }),
});
