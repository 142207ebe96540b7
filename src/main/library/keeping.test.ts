import { readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import sharp from 'sharp';
import { describe, expect, test } from 'vitest';

import { everyPicture } from '../../shared/picture.ts';
import { Failure } from '../../shared/failure.ts';
import { sha256Of } from '../files/file-content.ts';
import { delivered, draw, drawNoise, filesIn, openLibrary, originOf, temporaryFolder } from './test-library.ts';

describe('keeping a delivered picture', () => {
  test('leaves the bytes untouched under a name that a person can read', async () => {
    const library = await openLibrary();
    const bytes = await drawNoise('png');
    const picture = await library.keep(delivered(bytes), originOf());
    const id = sha256Of(bytes);
    expect(picture).toMatchObject({ id, widthPx: 300, heightPx: 300, kind: 'png', favourite: false, practice: false, file: 'here' });
    const name = `2026/11/2026-11-22 sunset over the sea ${id.slice(0, 6)}.png`;
    expect(await readFile(join(library.folder, name))).toEqual(bytes);
    expect(await filesIn(library.folder)).toEqual([
      `.afterglow/records/${id.slice(0, 2)}/${id}.json`,
      `.afterglow/thumbnails/${id.slice(0, 2)}/${id}.webp`,
      name,
    ]);
  });

  test('tells everything that is known of it', async () => {
    const library = await openLibrary();
    const reference = await library.inputs.add({ name: 'beach.png', bytes: await draw({ colour: 5 }) });
    const mask = await library.inputs.add({ name: 'mask.png', bytes: await draw({ colour: 6 }) });
    const gone = 'f'.repeat(64);
    const origin = originOf({ references: [reference.id, gone], mask: mask.id, revisedPrompt: 'a golden sunset', count: 4, index: 2 });
    const { id } = await library.keep(delivered(await draw()), origin);
    const { jobId, taskId, model, prompt, size, count, revisedPrompt, jobCredits, createdAt } = origin;
    const told = { jobId, taskId, model, prompt, size, count, revisedPrompt, jobCredits, createdAt };
    expect(await library.details(id)).toMatchObject({
      ...told,
      references: [reference],
      mask,
      path: expect.stringMatching(/^2026\/11\//) as string,
    });
    await expect(library.details(gone)).rejects.toMatchObject({ code: 'not-found' });
  });

  test('goes by the bytes for kind and extension', async () => {
    const library = await openLibrary();
    const { id } = await library.keep(delivered(await draw({ kind: 'webp' })), originOf());
    expect((await library.details(id)).fileName).toMatch(/\.webp$/);
  });

  test('takes one that moves, and shows its first frame', async () => {
    const library = await openLibrary();
    const noise = await sharp(await drawNoise('png', 100))
      .raw()
      .toBuffer();
    const moving = await sharp(noise, { raw: { width: 100, height: 100, channels: 3, pageHeight: 50 } })
      .webp()
      .toBuffer();
    expect(await library.keep(delivered(moving), originOf())).toMatchObject({ kind: 'webp', widthPx: 100, heightPx: 50 });
  });

  test('the same bytes again write nothing twice, from the same job or another', async () => {
    const library = await openLibrary();
    const bytes = await draw();
    const first = await library.keep(delivered(bytes), originOf());
    const files = await filesIn(library.folder);
    expect(await library.keep(delivered(bytes), originOf())).toEqual(first);
    expect(await library.keep(delivered(bytes), originOf({ jobId: 'another', prompt: 'something else' }))).toEqual(first);
    expect(await filesIn(library.folder)).toEqual(files);
    expect(await library.total()).toBe(1);
  });

  test('the same bytes at the same time are one picture', async () => {
    const library = await openLibrary();
    const bytes = await draw();
    const [one, two] = await Promise.all([library.keep(delivered(bytes), originOf()), library.keep(delivered(bytes), originOf())]);
    expect(one).toEqual(two);
    expect(await library.total()).toBe(1);
  });

  test('the same bytes again put a file back that was deleted', async () => {
    const library = await openLibrary();
    const bytes = await draw();
    const { id } = await library.keep(delivered(bytes), originOf());
    const { path } = await library.details(id);
    await rm(join(library.folder, path));
    expect(await library.keep(delivered(bytes), originOf())).toMatchObject({ id, file: 'here' });
    expect(await readFile(join(library.folder, path))).toEqual(bytes);
  });

  test('a name that a file of the person has already is not overwritten', async () => {
    const library = await openLibrary();
    const bytes = await draw();
    const { id } = await library.keep(delivered(bytes), originOf());
    const { path } = await library.details(id);
    await writeFile(join(library.folder, path), 'mine');
    await library.keep(delivered(bytes), originOf());
    expect(await readFile(join(library.folder, path), 'utf8')).toBe('mine');
    expect((await library.details(id)).fileName).toBe(`2026-11-22 sunset over the sea ${id.slice(0, 12)}.png`);
  });

  test.each(['<html>Gateway timeout</html>', ''])('refuses what is no picture and leaves nothing: %j', async (text) => {
    const library = await openLibrary();
    await expect(library.keep(delivered(Buffer.from(text)), originOf())).rejects.toMatchObject({ code: 'bad-picture' });
    expect(await filesIn(library.folder)).toEqual([]);
  });

  test.each(['png', 'jpeg', 'webp'] as const)('refuses a %s that is cut off and leaves nothing', async (kind) => {
    const library = await openLibrary();
    const bytes = await drawNoise(kind);
    await expect(library.keep(delivered(bytes.subarray(0, -200)), originOf())).rejects.toMatchObject({ code: 'bad-picture' });
    expect(await filesIn(library.folder)).toEqual([]);
  });

  test('refuses what never ends', async () => {
    const library = await openLibrary();
    const piece = new Uint8Array(8 * 1024 * 1024);
    const endless = new ReadableStream<Uint8Array>({ pull: (controller) => controller.enqueue(piece) });
    await expect(library.keep(endless, originOf())).rejects.toMatchObject({ code: 'bad-picture' });
    expect(await filesIn(library.folder)).toEqual([]);
  });

  test('hands on what broke the download', async () => {
    const library = await openLibrary();
    const broken = new ReadableStream<Uint8Array>({ pull: (controller) => controller.error(new Failure('links-expired', 'gone')) });
    await expect(library.keep(broken, originOf())).rejects.toMatchObject({ code: 'links-expired' });
  });

  test('begins nothing without room on the disk', async () => {
    const library = await openLibrary({ freeBytes: () => Promise.resolve(1_000_000) });
    await expect(library.keep(delivered(await draw()), originOf())).rejects.toMatchObject({ code: 'disk-full' });
  });

  test('says when the folder is gone, and makes no new one in its place', async () => {
    const folder = join(await temporaryFolder(), 'Afterglow');
    const library = await openLibrary({ folder, freeBytes: () => Promise.resolve(1e12) });
    await rm(folder, { recursive: true });
    await expect(library.keep(delivered(await draw()), originOf())).rejects.toMatchObject({ code: 'library-unavailable' });
    expect(await filesIn(join(folder, '..'))).toEqual([]);
  });

  test('never writes through a link that leads out of the library', async () => {
    const [library, outside] = [await openLibrary(), await temporaryFolder()];
    await symlink(outside, join(library.folder, '2026'));
    await expect(library.keep(delivered(await draw()), originOf())).rejects.toMatchObject({ code: 'library-unavailable' });
    expect(await filesIn(outside)).toEqual([]);
  });

  test('is refused by name once the library is closed', async () => {
    const library = await openLibrary();
    await library.close();
    await expect(library.keep(delivered(await draw()), originOf())).rejects.toMatchObject({ code: 'library-unavailable' });
    expect(await filesIn(library.folder)).toEqual([]);
  });

  test('is announced with a revision that went up', async () => {
    const library = await openLibrary();
    const before = library.revision;
    const heard: number[] = [];
    const stop = library.onChanged((revision) => heard.push(revision));
    await library.keep(delivered(await draw()), originOf());
    stop();
    await library.keep(delivered(await draw({ colour: 1 })), originOf());
    expect(heard).toHaveLength(1);
    expect(heard[0]).toBeGreaterThan(before);
    expect((await library.matching(everyPicture)).revision).toBe(library.revision);
  });
});
