import { mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import sharp from 'sharp';
import { describe, expect, test } from 'vitest';

import { delivered, draw, drawNoise, openLibrary, originOf, temporaryFolder, shown } from './test-library.ts';

async function one() {
  const library = await openLibrary();
  const bytes = await drawNoise('png', 900);
  const { id } = await library.keep(delivered(bytes, 50_000), originOf());
  const { path } = await library.details(id);
  return { library, id, bytes, file: join(library.folder, path) };
}

describe('the file of a picture', () => {
  test('is where it was put', async () => {
    const { library, id, file } = await one();
    expect(await library.fileOf('picture', id)).toEqual({ path: file, kind: 'png' });
    expect(await library.fileOf('picture', 'f'.repeat(64))).toBeNull();
    expect(await library.fileOf('picture', '../../etc/passwd')).toBeNull();
    expect(await library.fileOf('input', '../../etc/passwd')).toBeNull();
  });

  test('is found again by its content when it was renamed and moved inside the library', async () => {
    const { library, id, file } = await one();
    await mkdir(join(library.folder, 'best/of'), { recursive: true });
    await rename(file, join(library.folder, 'best/of/mine.png'));
    expect(await library.fileOf('picture', id)).toEqual({ path: join(library.folder, 'best/of/mine.png'), kind: 'png' });
    expect(await library.details(id)).toMatchObject({ path: 'best/of/mine.png', file: 'here' });
  });

  test('is missing when it is gone, and not when it is back', async () => {
    const { library, id, file, bytes } = await one();
    const revision = library.revision;
    await rm(file);
    expect(await library.fileOf('picture', id)).toBeNull();
    expect(await shown(library)).toMatchObject([{ id, file: 'missing' }]);
    expect(library.revision).toBeGreaterThan(revision);
    expect(await library.fileOf('thumbnail', id)).not.toBeNull();
    await writeFile(file, bytes);
    expect(await library.fileOf('picture', id)).toMatchObject({ path: file });
    expect(await shown(library)).toMatchObject([{ id, file: 'here' }]);
  });

  test('is damaged while it holds something else, and not when whoever asks for it finds it whole', async () => {
    const { library, id, file, bytes } = await one();
    await writeFile(file, 'cut off');
    expect(await library.fileOf('picture', id)).toBeNull();
    expect(await shown(library)).toMatchObject([{ id, file: 'damaged' }]);
    await writeFile(file, Buffer.alloc(bytes.byteLength));
    expect(await library.fileOf('picture', id)).toMatchObject({ path: file });
    expect(await shown(library)).toMatchObject([{ id, file: 'damaged' }]);
    await writeFile(file, bytes);
    expect(await library.fileOf('picture', id)).toMatchObject({ path: file });
    expect(await shown(library)).toMatchObject([{ id, file: 'here' }]);
  });

  test('is looked for again by whoever asks about a picture that was missing', async () => {
    const { library, id, file, bytes } = await one();
    await rm(file);
    await library.fileOf('picture', id);
    expect(await library.details(id)).toMatchObject({ file: 'missing' });
    await writeFile(file, bytes);
    expect(await library.details(id)).toMatchObject({ file: 'here' });
  });

  test('is not another file that took its name', async () => {
    const { library, id, file } = await one();
    await writeFile(file, await draw());
    expect(await library.fileOf('picture', id)).toBeNull();
  });

  test('is never outside the library, whatever links there are', async () => {
    const { library, id, file } = await one();
    const outside = await temporaryFolder();
    await rename(file, join(outside, 'picture.png'));
    await symlink(join(outside, 'picture.png'), file);
    expect(await library.fileOf('picture', id)).toBeNull();
    await rm(join(library.folder, '2026'), { recursive: true });
    await mkdir(join(outside, '11'));
    await rename(join(outside, 'picture.png'), join(outside, '11', file.split('/').at(-1) ?? ''));
    await symlink(outside, join(library.folder, '2026'));
    await symlink('.', join(library.folder, 'loop'));
    expect(await library.fileOf('picture', id)).toBeNull();
  });
});

describe('a thumbnail', () => {
  test('is made again when it is missing, once for all who ask', async () => {
    const { library, id } = await one();
    await rm(join(library.folder, '.afterglow/thumbnails'), { recursive: true });
    const answers = await Promise.all(Array.from({ length: 8 }, () => library.fileOf('thumbnail', id)));
    const [first] = answers;
    expect(answers).toEqual(Array.from({ length: 8 }, () => first));
    expect(await sharp(first?.path).metadata()).toMatchObject({ format: 'webp', width: 512, height: 512 });
  });

  test('is nowhere when the picture is, or is damaged, or unknown', async () => {
    const { library, id, file, bytes } = await one();
    await rm(join(library.folder, '.afterglow/thumbnails'), { recursive: true });
    await writeFile(file, Buffer.concat([bytes.subarray(0, 1000), Buffer.alloc(bytes.byteLength - 1000)]));
    expect(await library.fileOf('thumbnail', id)).toBeNull();
    await rm(file);
    expect(await library.fileOf('thumbnail', id)).toBeNull();
    expect(await library.fileOf('thumbnail', 'f'.repeat(64))).toBeNull();
  });
});
