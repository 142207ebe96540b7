import { execFileSync } from 'node:child_process';
import { createServer } from 'node:net';
import { appendFile, mkdir, readFile, readdir, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import sharp from 'sharp';
import { describe, expect, onTestFinished, test } from 'vitest';

import { draw, drawNoise, filesIn, openLibrary, temporaryFolder } from '../test-library.ts';
import { readForeignFile } from './foreign-file.ts';
import { importWords } from './import-words.ts';
import { detailsOfAll, importInto, sourceFolder, whysOf } from './test-importing.ts';
import { chunk } from './test-foreign.ts';

const plain = { create: { width: 64, height: 48, channels: 3, background: '#cc6633' } } as const;

describe('pictures of every sort', () => {
  test('are taken in, and their previews show their colours', async () => {
    const library = await openLibrary();
    const folder = await sourceFolder({
      '16-bit.png': await sharp(plain).toColourspace('rgb16').png().toBuffer(),
      'palette.png': await sharp(plain).png({ palette: true }).toBuffer(),
      'cmyk.jpg': await sharp(plain).withIccProfile('cmyk').toColourspace('cmyk').jpeg().toBuffer(),
      'grey.jpg': await sharp(plain).greyscale().jpeg().toBuffer(),
      'a jpeg called.png': await sharp(plain).jpeg().toBuffer(),
    });
    expect(await importInto(library, folder)).toMatchObject({ imported: 5, problems: [] });
    for (const { id, imported, path } of await detailsOfAll(library)) {
      const name = imported?.fileName ?? '';
      const expected = name === 'grey.jpg' ? [132, 132, 132] : [0xcc, 0x66, 0x33];
      const preview = await library.fileOf('thumbnail', id);
      const { channels } = await sharp(await readFile(preview?.path ?? '')).stats();
      const away = channels.map(({ mean }, at) => Math.abs(mean - (expected[at] ?? mean)));
      // Inks can't show every colour.
      expect(Math.max(...away), name).toBeLessThan(name === 'cmyk.jpg' ? 35 : 12);
      expect(path.endsWith('.jpg')).toBe(!['16-bit.png', 'palette.png'].includes(name));
    }
  });
});

describe('what is no picture for us', () => {
  test('is named, and stops nothing else', async () => {
    const library = await openLibrary();
    const huge = await draw();
    huge.writeUInt32BE(40_000, 16);
    huge.writeUInt32BE(40_000, 20);
    const noise = await drawNoise('png');
    const still = await draw();
    const folder = await sourceFolder({
      'good.png': await draw({ colour: 99 }),
      'cut.png': noise.subarray(0, noise.byteLength / 2),
      'cut.jpg': (await drawNoise('jpeg')).subarray(0, -2000),
      'cut.webp': (await drawNoise('webp')).subarray(0, -2000),
      'text.png': 'I am text',
      'zero.png': '',
      'header only.png': huge.subarray(0, 8),
      'bomb.png': huge,
      'animated.png': Buffer.concat([still.subarray(0, 33), chunk('acTL', Buffer.alloc(8)), still.subarray(33)]),
      'moving.gif': 'GIF89a...',
      'old.bmp': 'BM......',
      'scan.tiff': 'II*\0....',
      'new.avif': '\0\0\0\x1cftypavif....',
      'phone.heic': '\0\0\0\x1cftypheic....',
      'drawing.svg': '<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>',
      'sidecar.json': '{}',
      'film.mp4': '\0\0\0\x1cftypisom',
    });
    await writeFile(join(folder, 'large.png'), still);
    await truncate(join(folder, 'large.png'), 200 * 1024 * 1024);
    const report = await importInto(library, folder);
    expect(report.imported).toBe(1);
    expect(whysOf(report)).toEqual({
      ...{ 'cut.png': 'damaged', 'cut.jpg': 'damaged', 'cut.webp': 'damaged', 'text.png': 'not-a-picture', 'zero.png': 'not-a-picture' },
      ...{ 'header only.png': 'damaged', 'bomb.png': 'too-large', 'large.png': 'too-large', 'animated.png': 'unsupported' },
      ...{ 'moving.gif': 'unsupported', 'old.bmp': 'unsupported', 'scan.tiff': 'unsupported', 'new.avif': 'unsupported' },
      ...{ 'phone.heic': 'unsupported', 'drawing.svg': 'unsupported' },
    });
    expect(report.problems.find(({ file }) => file.endsWith('phone.heic'))?.detail).toContain('HEIC');
    expect((await filesIn(library.folder)).filter((name) => /part$|webp$/.test(name))).toHaveLength(1);
  });

  test('that was chosen by itself is named whatever it is called', async () => {
    const folder = await sourceFolder({ 'film.mp4': 'x' });
    const library = await openLibrary();
    expect(whysOf(await importInto(library, join(folder, 'film.mp4'), join(folder, 'gone.png')))).toEqual({
      ...{ 'film.mp4': 'not-a-picture', 'gone.png': 'missing' },
    });
  });
});

describe('what is no plain file', () => {
  test('is never opened or followed, and named', async () => {
    const outside = await sourceFolder({ 'secret.png': await draw() });
    const folder = await sourceFolder({ 'sub/good.png': await draw({ colour: 3 }) });
    await symlink(join(outside, 'secret.png'), join(folder, 'to a file.png'));
    await symlink(outside, join(folder, 'to a folder'));
    await symlink(folder, join(folder, 'sub/loop'));
    await symlink('itself', join(folder, 'itself'));
    execFileSync('mkfifo', [join(folder, 'pipe.png')]);
    const server = createServer().listen(join(folder, 'socket.png'));
    onTestFinished(() => void server.close());
    const library = await openLibrary();
    const report = await importInto(library, folder, join(folder, 'to a folder'));
    expect(report.imported).toBe(1);
    expect(whysOf(report)).toEqual({
      ...{
        'to a file.png': 'link',
        'to a folder': 'link',
        loop: 'link',
        itself: 'link',
        'pipe.png': 'unreadable',
        'socket.png': 'unreadable',
      },
    });
  });

  test('is not opened when it takes the place of a file at the last moment', async () => {
    const folder = await sourceFolder({ 'other.png': await draw() });
    const file = { path: join(folder, 'a.png'), shown: 'a.png', inLibrary: null, isClaimed: true };
    const words = importWords.en;
    await symlink(join(folder, 'other.png'), file.path);
    await expect(readForeignFile(file, words)).rejects.toMatchObject({ why: 'link' });
    await rm(file.path);
    execFileSync('mkfifo', [file.path]);
    await expect(readForeignFile(file, words)).rejects.toMatchObject({ why: 'unreadable' });
    await rm(file.path);
    await expect(readForeignFile(file, words)).rejects.toMatchObject({ why: 'missing' });
    await expect(readForeignFile({ ...file, path: join(folder, 'other.png/x.png') }, words)).rejects.toMatchObject({ why: 'missing' });
    await expect(readForeignFile({ ...file, path: folder }, words)).rejects.toMatchObject({ why: 'unreadable' });
  });

  test('or is nested a hundred folders deep, is named', async () => {
    const folder = await temporaryFolder();
    const deep = Array.from({ length: 100 }, () => 'd').join('/');
    await mkdir(join(folder, deep), { recursive: true });
    await writeFile(join(folder, deep, 'a.png'), await draw());
    expect((await importInto(await openLibrary(), folder)).problems).toMatchObject([{ why: 'unreadable' }]);
  });
});

test('a file that is written to while it is read is named as that', async () => {
  const bytes = await drawNoise('png', 2000);
  const folder = await sourceFolder({ 'a.png': bytes });
  const file = { path: join(folder, 'a.png'), shown: 'a.png', inLibrary: null, isClaimed: true };
  const reading = readForeignFile(file, importWords.en);
  // A download that goes on: appended to until the reading is over.
  const ended = new AbortController();
  const end = () => ended.abort();
  reading.then(end, end);
  while (!ended.signal.aborted) await appendFile(file.path, 'more');
  await expect(reading).rejects.toMatchObject({ why: 'changing' });
});

test('names of every sort come in, and what they become suits all three systems', async () => {
  const names = [
    'CON.png', 'aux', 'nul.tar.png', 'trailing dot..png', ' leading and trailing .png', 'a<b>c:d"e|f?g*h.png', 'back\\slash.png', 'new\nline.png',
    '\u0627\u0644\u0639\u0631\u0628\u064a\u0629.png', '\u202egnp.exe.png', '👩‍👩‍👧‍👦🇨🇳.png', '港口的夜晚.png', 'e\u0301te\u0301.png', '\u00e9t\u00e9 2.png', '-rf.png', '%2e%2e%2f.png',
    `${'x'.repeat(251)}.png`, `${'漢'.repeat(83)}.png`, '$(reboot).png', "it's.png", '\u200b.png',
  ]; // prettier-ignore
  const files = Object.fromEntries(await Promise.all(names.map(async (name, at) => [name, await draw({ colour: at + 1 })] as const)));
  const library = await openLibrary();
  expect(await importInto(library, await sourceFolder(files))).toMatchObject({ imported: names.length, problems: [] });
  const all = await detailsOfAll(library);
  expect(new Set(all.map(({ imported }) => imported?.fileName))).toEqual(new Set(names));
  for (const { fileName } of all) {
    expect(fileName).toMatch(/^\d{4}-\d\d-\d\d .*\.png$/s);
    expect(fileName).not.toMatch(/[<>:"/\\|?*\p{Cc}\u202e]|[. ]\.png$/u);
    expect(fileName).toBe(fileName.normalize('NFC'));
    expect(Buffer.byteLength(fileName)).toBeLessThanOrEqual(180);
  }
});

test('a name that isn’t text at all is named', async () => {
  const folder = await temporaryFolder();
  await writeFile(Buffer.concat([Buffer.from(`${folder}/`), Buffer.from([0xc4, 0xe3, 0xba, 0xc3]), Buffer.from('.png')]), await draw());
  const { problems } = await importInto(await openLibrary(), folder);
  expect(problems).toMatchObject([{ why: 'unreadable', detail: importWords.en['strange-name'] }]);
});

test('nothing is written beside the library, and what was imported stays as it was', async () => {
  const folder = await sourceFolder({ 'a.png': await draw() });
  const before = await readFile(join(folder, 'a.png'));
  await importInto(await openLibrary(), folder);
  expect(await readdir(folder)).toEqual(['a.png']);
  expect(await readFile(join(folder, 'a.png'))).toEqual(before);
});
