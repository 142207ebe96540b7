import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { expect, onTestFinished, test } from 'vitest';

import type { ExportOptions, LibraryTask } from '../../../shared/library.ts';
import type { Library } from '../library.ts';
import { told } from '../importing/metadata/restoring.ts';
import { delivered, draw, openLibrary, originOf, temporaryFolder } from '../test-library.ts';

const task = 'the export';

async function libraryOf(prompts: readonly string[]): Promise<{ library: Library; ids: string[]; to: string }> {
  const library = await openLibrary();
  const ids: string[] = [];
  for (const [colour, prompt] of prompts.entries()) {
    ids.push((await library.keep(delivered(await draw({ colour })), originOf({ prompt, createdAt: 1_700_000_000_000 + colour }))).id);
  }
  return { library, ids, to: await temporaryFolder() };
}

const options = (ids: readonly string[], others: Partial<ExportOptions> = {}): ExportOptions => ({
  ...{ of: { ids: [...ids] }, naming: '{prompt}', format: 'original', quality: 90, metadata: 'as-delivered', as: 'files' },
  ...others,
});

test('the very bytes go beside what is there, and overwrite nothing', async () => {
  const { library, ids, to } = await libraryOf(['a fox', 'a fox', 'a hare']);
  await writeFile(join(to, 'a fox.png'), 'somebody else’s');
  const report = await library.work.export({ task, options: options(ids), to });
  expect(report).toEqual({ written: 3, to, problems: [] });
  expect((await readdir(to)).sort()).toEqual(['a fox (2).png', 'a fox (3).png', 'a fox.png', 'a hare.png']);
  expect(await readFile(join(to, 'a hare.png'))).toEqual(await draw({ colour: 2 }));
  expect(await readFile(join(to, 'a fox.png'), 'utf8')).toBe('somebody else’s');
});

test('another form carries how it was made, or nothing', async () => {
  const { library, ids, to } = await libraryOf(['夕阳下的海边小镇']);
  for (const format of ['png', 'jpeg', 'webp'] as const) {
    await library.work.export({ task, options: options(ids, { naming: `${format} in`, format, metadata: 'embedded' }), to });
    await library.work.export({ task, options: options(ids, { naming: `${format} out`, format, metadata: 'stripped' }), to });
    const ending = format === 'jpeg' ? 'jpg' : format;
    expect(told(await readFile(join(to, `${format} in.${ending}`)), format).prompt).toBe('夕阳下的海边小镇');
    expect(told(await readFile(join(to, `${format} out.${ending}`)), format).prompt).toBe('');
  }
});

test('a ZIP file holds everything under names of its own, and appears when it is whole', async () => {
  const { library, ids, to } = await libraryOf(['a fox', 'A Fox', '狐狸']);
  const file = join(to, 'foxes.zip');
  await library.work.export({ task, options: options(ids, { as: 'zip' }), to: file });
  expect(await readdir(to)).toEqual(['foxes.zip']);
  const held = entriesOf(await readFile(file));
  expect([...held.keys()].map((name) => name.toLowerCase()).sort()).toEqual(['a fox (2).png', 'a fox.png', '狐狸.png']);
  expect(held.get('狐狸.png')).toEqual(await draw({ colour: 2 }));
});

test('a picture whose file is gone or damaged is named, and the rest is written', async () => {
  const { library, ids, to } = await libraryOf(['gone', 'damaged', 'sound']);
  const [gone = '', damaged = ''] = ids;
  const pathOf = async (id: string): Promise<string> => join(library.folder, (await library.details(id)).path);
  const damagedPath = await pathOf(damaged);
  await rm(await pathOf(gone));
  await writeFile(damagedPath, Buffer.alloc((await readFile(damagedPath)).byteLength));
  const report = await library.work.export({ task, options: options(ids, { format: 'webp' }), to });
  expect(report.written).toBe(1);
  expect(report.problems.map(({ why }) => why).sort()).toEqual(['damaged', 'missing']);
  expect(await readdir(to)).toEqual(['sound.webp']);
});

test('called off, it says so; a ZIP file that is half there goes', async () => {
  const { library, ids, to } = await libraryOf(['one', 'two', 'three']);
  const calledOff = new AbortController();
  const states: LibraryTask['state'][] = [];
  onTestFinished(
    library.onTask(({ state, total }) => {
      states.push(state);
      if (total === 3) calledOff.abort();
    }),
  );
  calledOff.abort();
  const exporting = library.work.export({ task, options: options(ids, { as: 'zip' }), to: join(to, 'a.zip') }, calledOff.signal);
  await expect(exporting).rejects.toMatchObject({ code: 'cancelled' });
  expect(await readdir(to)).toEqual([]);
  expect(states.at(-1)).toBe('cancelled');
});

test('a folder that isn’t there is a sentence', async () => {
  const { library, ids, to } = await libraryOf(['one']);
  const failed = { code: 'invalid', message: expect.stringContaining('Choose another folder') as string };
  await expect(library.work.export({ task, options: options(ids), to: join(to, 'gone') })).rejects.toMatchObject(failed);
  await expect(library.work.export({ task, options: options(ids, { as: 'zip' }), to: join(to, 'gone', 'a.zip') })).rejects.toMatchObject(
    failed,
  );
});

/** The files of a ZIP by its directory at the end (APPNOTE 4.3.12); ours are stored as they are. */
function entriesOf(zip: Buffer): Map<string, Buffer> {
  const found = new Map<string, Buffer>();
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [bytes, nameBytes, start] = [zip.readUInt32LE(at + 24), zip.readUInt16LE(at + 28), zip.readUInt32LE(at + 42)];
    const data = start + 30 + zip.readUInt16LE(start + 26) + zip.readUInt16LE(start + 28);
    found.set(zip.toString('utf8', at + 46, at + 46 + nameBytes), zip.subarray(data, data + bytes));
    at += 46 + nameBytes + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return found;
}
