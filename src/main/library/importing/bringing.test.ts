import { mkdir, readdir, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import sharp from 'sharp';
import { describe, expect, test } from 'vitest';

import { sha256Of } from '../../files/file-content.ts';
import { draw, drawNoise, filesIn, openLibrary, shown } from '../test-library.ts';
import { sourceFolder } from './test-importing.ts';

const prompt = 'a fox in the snow, oil on canvas';

async function withPrompt(): Promise<Buffer> {
  return sharp(await draw({ colour: 7 }))
    .png()
    .withXmp(
      `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:description><rdf:Alt><rdf:li xml:lang="x-default">${prompt}</rdf:li></rdf:Alt></dc:description></rdf:Description></rdf:RDF></x:xmpmeta>`,
    )
    .toBuffer();
}

describe('one picture is brought in to be edited', () => {
  test('as a file, with what it tells of itself', async () => {
    const library = await openLibrary();
    const bytes = await withPrompt();
    const folder = await sourceFolder({ 'fox.png': bytes });
    const picture = await library.edits.bring({ path: join(folder, 'fox.png') }, 'en');
    expect(picture).toMatchObject({ id: sha256Of(bytes), prompt, source: 'import', isAnswer: false, file: 'here' });
    expect(await shown(library)).toEqual([picture]);
    expect(await library.details(picture.id)).toMatchObject({ imported: { fileName: 'fox.png' }, edit: null, composite: null });
    const file = await library.fileOf('picture', picture.id);
    expect(await readFile(file?.path ?? '')).toEqual(bytes);
    expect(await readdir(join(library.folder, '.afterglow/incoming'))).toEqual([]);
  });

  test('as pasted bytes', async () => {
    const library = await openLibrary();
    const bytes = await draw({ kind: 'webp' });
    const picture = await library.edits.bring({ name: 'C:\\pasted\\image.png', bytes }, 'en');
    expect(picture).toMatchObject({ id: sha256Of(bytes), kind: 'webp', source: 'import' });
    expect(await library.details(picture.id)).toMatchObject({ imported: { fileName: 'image.png' } });
  });

  test('that is in the library already is the one that is there, also out of the trash', async () => {
    const library = await openLibrary();
    const bytes = await draw();
    const first = await library.edits.bring({ name: 'a.png', bytes }, 'en');
    expect(await library.edits.bring({ name: 'b.png', bytes }, 'en')).toEqual(first);
    await library.moveToTrash({ ids: [first.id] });
    expect(await library.edits.bring({ name: 'b.png', bytes }, 'en')).toMatchObject({ id: first.id, trashedAt: null });
    expect(await shown(library)).toHaveLength(1);
  });

  test('that is missing in the library heals it', async () => {
    const library = await openLibrary();
    const bytes = await draw();
    const { id } = await library.edits.bring({ name: 'a.png', bytes }, 'en');
    await rm((await library.fileOf('picture', id))?.path ?? '');
    expect(await library.edits.bring({ name: 'a.png', bytes }, 'en')).toMatchObject({ id, file: 'here' });
    expect(await readFile((await library.fileOf('picture', id))?.path ?? '')).toEqual(bytes);
  });

  test('from the library folder itself stays where it is', async () => {
    const library = await openLibrary();
    await mkdir(join(library.folder, 'mine'));
    await writeFile(join(library.folder, 'mine/a.png'), await draw());
    const { id } = await library.edits.bring({ path: join(library.folder, 'mine/a.png') }, 'en');
    expect(await library.details(id)).toMatchObject({ path: 'mine/a.png' });
  });
});

describe('what can’t be brought in is refused with a sentence, and leaves nothing behind', () => {
  test.each([
    ['text.png', 'bad-picture', 'not a PNG, JPEG or WebP'],
    ['empty.png', 'bad-picture', 'empty'],
    ['cut.jpg', 'bad-picture', 'damaged or cut off'],
    ['gif.gif', 'bad-picture', 'This is GIF'],
    ['huge.png', 'too-large', 'larger than 128 MB'],
    ['link.png', 'bad-picture', 'link'],
    ['folder', 'bad-picture', 'not a PNG, JPEG or WebP'],
    ['gone.png', 'not-found', 'gone'],
  ])('%s', async (name, code, sentence) => {
    const library = await openLibrary();
    const noise = await drawNoise('jpeg');
    const good = await draw();
    const folder = await sourceFolder({
      ...{ 'text.png': 'Dear Sir or Madam', 'empty.png': '', 'gif.gif': 'GIF89a', 'huge.png': good },
      ...{ 'cut.jpg': noise.subarray(0, -500), 'folder/a.png': good, 'folder/b.png': await draw({ colour: 1 }) },
    });
    await truncate(join(folder, 'huge.png'), 129 * 1024 * 1024);
    await symlink(join(folder, 'folder/a.png'), join(folder, 'link.png'));
    const bringing = library.edits.bring({ path: join(folder, name) }, 'en');
    await expect(bringing).rejects.toMatchObject({ code, message: expect.stringContaining(sentence) as unknown });
    expect(await shown(library)).toEqual([]);
    expect(await filesIn(library.folder)).toEqual([]);
  });

  test('in the person’s language', async () => {
    const library = await openLibrary();
    const bringing = library.edits.bring({ name: 'a.png', bytes: Buffer.from('no') }, 'zh-CN');
    await expect(bringing).rejects.toMatchObject({ code: 'bad-picture', message: expect.stringContaining('PNG') as unknown });
    await expect(bringing).rejects.toThrow('这不是');
  });
});

test('a picture as large as an import may be is kept for its edit as it is now, without being decoded again', async () => {
  const library = await openLibrary();
  const width = 5_000;
  const bytes = await sharp(Buffer.alloc(width * width * 3), { raw: { width, height: width, channels: 3 } })
    .png({ compressionLevel: 0 })
    .toBuffer();
  // What can be dropped into a request is smaller.
  expect(bytes.byteLength).toBeGreaterThan(64 * 1024 * 1024);
  const folder = await sourceFolder({ 'large.png': bytes });
  const { id } = await library.edits.bring({ path: join(folder, 'large.png') }, 'en');
  expect(await library.edits.open(id)).toMatchObject({ id, kind: 'png', widthPx: width, heightPx: width, bytes: bytes.byteLength });
  await rm((await library.fileOf('picture', id))?.path ?? '');
  const kept = await readFile((await library.fileOf('input', id))?.path ?? '');
  expect(kept.equals(bytes)).toBe(true);
});
