import { readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import type { BegunEdit } from '../../shared/edit-draft.ts';
import { Failure } from '../../shared/failure.ts';
import { Staging } from '../files/durable-file.ts';
import { sha256Of } from '../files/file-content.ts';
import { minFreeBytes } from '../files/free-space.ts';
import { Layout } from '../library/layout.ts';
import { isDisposable } from '../library/moving/places-of-a-move.ts';
import { delivered, draw, openLibrary, originOf } from '../library/test-library.ts';
import { Turns } from '../library/turns.ts';
import { Drafts } from './drafts.ts';
import { paintedMask } from './test-edits.ts';

const canvas = { left: -10, top: 0, width: 60, height: 40 };
const pictures = ['a', 'b', 'c', 'd'].map((digit) => digit.repeat(64));
const [picture = ''] = pictures;
const asked = { prompt: 'a red balloon, 还没写完', count: 2, mode: 'whole', size: '3:2', references: ['e'.repeat(64)] } as const;

const painted = async () => new Uint8Array(await paintedMask(canvas, { left: 5, top: 5, width: 20, height: 10 }));

async function begun(change: Partial<BegunEdit> = {}): Promise<BegunEdit> {
  const png = await painted();
  return { picture, ...asked, references: [...asked.references], mask: { canvas, png }, ...change };
}

const fileOf = (folder: string, name = `${picture}.json`) => join(folder, '.afterglow/drafts', name);

describe('what is begun', () => {
  test('is found by the next run, with the mask as an input', async () => {
    const before = await openLibrary();
    const png = await painted();
    await before.drafts.keep(await begun({ mask: { png, canvas } }));
    await before.close();
    const { drafts, inputs } = await openLibrary({ folder: before.folder });
    const id = sha256Of(png);
    expect(await drafts.find(picture)).toEqual({ draft: { ...asked, mask: { id, canvas } }, isMaskLost: false });
    expect(Buffer.from(await inputs.read(id))).toEqual(Buffer.from(png));
  });

  test('takes the place of what was begun before, leaves no other file, and is no input until it is asked for', async () => {
    const { folder, drafts } = await openLibrary();
    await drafts.keep(await begun());
    await drafts.keep(await begun({ prompt: 'a blue one', mask: null }));
    expect((await drafts.find(picture))?.draft).toMatchObject({ prompt: 'a blue one', mask: null });
    expect(await readdir(join(folder, '.afterglow/drafts'))).toEqual([`${picture}.json`]);
    expect(await readdir(join(folder, '.afterglow/incoming'))).toEqual([]);
    expect(await readdir(join(folder, '.afterglow/inputs'))).toEqual([]);
  });

  test('is found with a mask that was an input already, for as long as that is there', async () => {
    const { drafts, inputs } = await openLibrary();
    const { id } = await inputs.add({ name: 'mask.png', bytes: await painted() });
    await drafts.keep(await begun({ mask: { id, canvas } }));
    expect(await drafts.find(picture)).toMatchObject({ draft: { mask: { id, canvas } }, isMaskLost: false });
    await rm((await inputs.pathOf(id))?.path ?? '');
    expect(await drafts.find(picture)).toMatchObject({ draft: { mask: null, prompt: asked.prompt }, isMaskLost: true });
  });

  test('is over when it is forgotten; where nothing was begun there is nothing to forget', async () => {
    const { drafts } = await openLibrary();
    await drafts.keep(await begun());
    await drafts.forget(picture);
    await drafts.forget(picture);
    expect(await drafts.find(picture)).toBeNull();
  });

  test('stays while its picture is in the trash, and goes with it for good', async () => {
    const library = await openLibrary();
    const { id } = await library.keep(delivered(await draw()), originOf());
    await library.drafts.keep(await begun({ picture: id }));
    await library.drafts.keep(await begun());
    await library.moveToTrash({ ids: [id] });
    expect(await library.drafts.find(id)).not.toBeNull();
    await library.deleteForever({ ids: [id] });
    expect(await readdir(join(library.folder, '.afterglow/drafts'))).toEqual([`${picture}.json`]);
  });

  test('is kept in the order in which it was said', async () => {
    const { drafts } = await openLibrary();
    const kept = [drafts.keep(await begun()), drafts.forget(picture), drafts.keep(await begun({ prompt: 'the last' }))];
    await Promise.all(kept);
    expect((await drafts.find(picture))?.draft.prompt).toBe('the last');
  });

  test('leaves the room that the next paid picture needs', async () => {
    const { drafts } = await openLibrary({ freeBytes: () => Promise.resolve(minFreeBytes) });
    await expect(drafts.keep(await begun())).rejects.toMatchObject({ code: 'disk-full' });
    expect(await drafts.find(picture)).toBeNull();
  });
});

describe('a draft that can’t be read', () => {
  async function damagedLibrary(damage: (whole: string) => string) {
    const told: unknown[] = [];
    const library = await openLibrary({ failed: (error) => told.push(error) });
    await library.drafts.keep(await begun());
    const file = fileOf(library.folder);
    await writeFile(file, damage(await readFile(file, 'utf8')));
    return { folder: library.folder, drafts: library.drafts, told };
  }
  const aside = (folder: string) =>
    readdir(join(folder, '.afterglow/drafts')).then((names) => names.filter((name) => name.includes('.damaged-')));

  test.each([
    ['cut short', (whole: string) => whole.slice(0, whole.length / 2)],
    ['of another shape', (whole: string) => whole.replace('"whole"', '"half"')],
    ['of another picture', (whole: string) => whole.replace(picture, 'f'.repeat(64))],
    ['empty', () => ''],
  ])('%s, is put aside and told of, and the next one is kept', async (_, damage) => {
    const { folder, drafts, told } = await damagedLibrary(damage);
    expect(await drafts.find(picture)).toBeNull();
    expect(await aside(folder)).toHaveLength(1);
    expect(told).toEqual([expect.objectContaining({ message: expect.stringContaining('put aside') as unknown })]);
    await drafts.keep(await begun({ prompt: 'anew' }));
    expect((await drafts.find(picture))?.draft.prompt).toBe('anew');
  });

  test.each([
    ['a damaged PNG', (base64: string) => `${base64.slice(0, 60)}${base64.slice(64)}`],
    ['no PNG at all', () => 'bm90aGluZw=='],
    ['nothing', () => ''],
  ])('because its mask is %s, still says what was asked for, and that the mask is lost', async (_, damage) => {
    const { folder, drafts, told } = await damagedLibrary((whole) =>
      whole.replace(/("pngBase64": ")([^"]*)/, (all, name: string, base64: string) => name + damage(base64)),
    );
    expect(await drafts.find(picture)).toEqual({ draft: { ...asked, mask: null }, isMaskLost: true });
    expect([(await aside(folder)).length, told.length]).toEqual([1, 1]);
    // From then on it is a draft without a mask.
    expect(await drafts.find(picture)).toEqual({ draft: { ...asked, mask: null }, isMaskLost: false });
  });

  test('because its mask isn’t of the size that it says, is one without a mask', async () => {
    const { drafts } = await damagedLibrary((whole) => whole.replace('"width": 60', '"width": 61'));
    expect(await drafts.find(picture)).toMatchObject({ draft: { mask: null }, isMaskLost: true });
  });
});

describe('of too many, the oldest go', () => {
  async function bounded(bounds: { most: number; mostBytes: number }) {
    const library = await openLibrary();
    const layout = new Layout(library.folder);
    const staging = new Staging(layout.incoming);
    const parts = { layout, staging, inputs: library.inputs, changes: new Turns(1), freeBytes: () => Promise.resolve(1e12) };
    const drafts = new Drafts({ ...parts, failed: () => undefined, bounds });
    for (const [age, of] of pictures.entries()) {
      await drafts.keep(await begun({ picture: of }));
      const at = new Date(2026, 0, age + 1);
      await utimes(layout.draft(of), at, at);
    }
    return { drafts, layout };
  }
  const left = async (drafts: Drafts) => {
    const found = await Promise.all(pictures.map((of) => drafts.find(of)));
    return pictures.filter((_, place) => found[place] !== null);
  };

  test('by number', async () => {
    const { drafts, layout } = await bounded({ most: 2, mostBytes: Infinity });
    await writeFile(join(layout.drafts, 'notes.txt'), 'somebody else’s');
    await drafts.keep(await begun({ picture: pictures[3] ?? '' }));
    expect(await left(drafts)).toEqual(pictures.slice(2));
    expect(await readdir(layout.drafts)).toContain('notes.txt');
  });

  test('by what they take, but never the last one', async () => {
    const { drafts, layout } = await bounded({ most: 10, mostBytes: Infinity });
    const { size } = await stat(layout.draft(picture));
    const roomy = await bounded({ most: 10, mostBytes: size * 2 + 10 });
    expect([await left(drafts), await left(roomy.drafts)]).toEqual([pictures, pictures.slice(2)]);
    const tight = await bounded({ most: 10, mostBytes: 1 });
    expect(await left(tight.drafts)).toEqual(pictures.slice(3));
  });
});

test('what is begun goes along when the library moves: nothing makes it anew', () => {
  expect(isDisposable(`.afterglow/drafts/${picture}.json`)).toBe(false);
});

test('while the library is being moved nothing is kept', async () => {
  const library = await openLibrary();
  const changes = new Turns(1);
  await changes.refuse(new Failure('library-unavailable', 'It is being moved.'));
  const layout = new Layout(library.folder);
  const parts = { layout, staging: new Staging(layout.incoming), inputs: library.inputs, changes, freeBytes: () => Promise.resolve(1e12) };
  await expect(new Drafts({ ...parts, failed: () => undefined }).keep(await begun())).rejects.toMatchObject({
    code: 'library-unavailable',
  });
});
