import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import sharp from 'sharp';
import { describe, expect, test } from 'vitest';

import { Failure } from '../../shared/failure.ts';
import { sha256Of } from '../files/file-content.ts';
import type { LibraryStep } from './on-step.ts';
import { delivered, draw, drawNoise, filesIn, openLibrary, originOf } from './test-library.ts';

describe('an input', () => {
  test.each([
    ['png', 'png'],
    ['jpeg', 'jpg'],
    ['webp', 'webp'],
  ] as const)('is a %s that is kept by its content', async (kind, extension) => {
    const library = await openLibrary();
    const bytes = await draw({ kind });
    const input = await library.inputs.add({ name: 'C:\\photos\\my holiday.bmp', bytes });
    const id = sha256Of(bytes);
    expect(input).toEqual({
      id,
      name: 'my holiday.bmp',
      kind,
      widthPx: 60,
      heightPx: 40,
      bytes: bytes.byteLength,
    });
    expect(Buffer.from(await library.inputs.read(id))).toEqual(bytes);
    const path = join(library.folder, `.afterglow/inputs/${id.slice(0, 2)}/${id}.${extension}`);
    expect(await library.fileOf('input', id)).toEqual({ path, kind });
  });

  test('added again is the same input', async () => {
    const library = await openLibrary();
    const bytes = await draw();
    const first = await library.inputs.add({ name: 'first.png', bytes });
    expect(await library.inputs.add({ name: 'second.png', bytes })).toEqual(first);
    expect(await filesIn(library.folder)).toHaveLength(2);
  });

  test('is described in the order asked for; those that are gone are left out', async () => {
    const library = await openLibrary();
    const one = await library.inputs.add({ name: '1.png', bytes: await draw({ colour: 1 }) });
    const two = await library.inputs.add({ name: '2.png', bytes: await draw({ colour: 2 }) });
    expect(await library.inputs.describe([two.id, 'f'.repeat(64), one.id, two.id])).toEqual([two, one, two]);
    await rm((await library.inputs.pathOf(one.id))?.path ?? '');
    expect(await library.inputs.describe([one.id])).toEqual([]);
    await expect(library.inputs.read(one.id)).rejects.toMatchObject({ code: 'not-found' });
  });

  test('whose bytes were changed is not read', async () => {
    const library = await openLibrary();
    const bytes = await draw();
    const { id } = await library.inputs.add({ name: 'a.png', bytes });
    await writeFile((await library.inputs.pathOf(id))?.path ?? '', Buffer.alloc(bytes.byteLength));
    await expect(library.inputs.read(id)).rejects.toMatchObject({ code: 'not-found' });
  });

  test('is refused with a sentence when it is no picture, damaged, moving or too large', async () => {
    const library = await openLibrary();
    const noise = await drawNoise('jpeg');
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>');
    const strip = await drawNoise('png', 100).then((png) => sharp(png).raw().toBuffer());
    const moving = await sharp(strip, { raw: { width: 100, height: 100, channels: 3, pageHeight: 50 } })
      .webp()
      .toBuffer();
    for (const [bytes, code, sentence] of [
      [svg, 'bad-picture', 'not a PNG, JPEG or WebP'],
      [noise.subarray(0, -500), 'bad-picture', "can't be opened"],
      [moving, 'bad-picture', 'animated'],
      [Buffer.alloc(65 * 1024 * 1024), 'too-large', 'larger than 64 MB'],
      [Buffer.alloc(0), 'bad-picture', 'not a PNG'],
    ] as const) {
      const adding = library.inputs.add({ name: 'x', bytes });
      await expect(adding).rejects.toMatchObject({ code, message: expect.stringContaining(sentence) as string });
    }
    expect(await filesIn(library.folder)).toEqual([]);
  });
});

test('what there is no room for in the end leaves nothing that takes room', async () => {
  let isFull = true;
  const onStep = (step: LibraryStep) => {
    if (isFull && step === 'input-received') throw new Failure('disk-full', 'No room.');
  };
  const library = await openLibrary({ onStep });
  const adding = () => draw().then((bytes) => library.inputs.add({ name: 'x', bytes }));
  await expect(adding()).rejects.toMatchObject({ code: 'disk-full' });
  expect(await filesIn(library.folder)).toEqual([]);
  isFull = false;
  expect(await adding()).toMatchObject({ widthPx: 60 });
});

describe('a picture as an input', () => {
  test('has the same content under the same id, and outlives the picture', async () => {
    const library = await openLibrary();
    const bytes = await draw();
    const { id } = await library.keep(delivered(bytes), originOf());
    const input = await library.inputs.fromPicture(id);
    expect(input).toMatchObject({ id, name: (await library.details(id)).fileName, widthPx: 60 });
    await rm((await library.fileOf('picture', id))?.path ?? '');
    expect(await library.inputs.fromPicture(id)).toEqual(input);
    expect(await readFile((await library.inputs.pathOf(id))?.path ?? '')).toEqual(bytes);
  });

  test('is refused when its file is gone or changed', async () => {
    const library = await openLibrary();
    const bytes = await draw();
    const { id } = await library.keep(delivered(bytes), originOf());
    const path = (await library.fileOf('picture', id))?.path ?? '';
    await writeFile(path, Buffer.from(bytes).fill(0, 40));
    await expect(library.inputs.fromPicture(id)).rejects.toMatchObject({ code: 'not-found' });
    await rm(path);
    await expect(library.inputs.fromPicture(id)).rejects.toMatchObject({ code: 'not-found' });
    await expect(library.inputs.fromPicture('f'.repeat(64))).rejects.toMatchObject({ code: 'not-found' });
  });
});
