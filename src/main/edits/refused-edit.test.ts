import { mkdirSync, rmSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

import sharp from 'sharp';
import { describe, expect, test, vi } from 'vitest';

import type { EditOrder } from '../../shared/edit.ts';
import type { Reason } from '../../shared/failure-reason.ts';
import { pngWithChunk } from '../files/decodable.ts';
import { minFreeBytes } from '../files/free-space.ts';
import { startRig } from '../jobs/test-rig.ts';
import { delivered, filesIn, originOf, shown } from '../library/test-library.ts';
import { painted, paintedMask, photograph, size, TestEditor } from './test-edits.ts';

vi.setConfig({ testTimeout: 60_000 });

const blend = { strength: 1, featherPx: 6 };
const canvas = { left: 0, top: 0, ...size };

describe('before anything is paid for', () => {
  type Change = (mask: (bytes: Uint8Array) => Promise<string>) => Promise<Partial<EditOrder>>;
  const cases: readonly (readonly [name: string, code: string, sentence: string, why: Reason['why'] | null, change: Change])[] = [
    [
      'an empty mask',
      'invalid',
      'Nothing is painted',
      'nothing-painted',
      async (mask) => ({ change: { mode: 'precise', canvas, mask: await mask(await paintedMask(size)) } }),
    ],
    [
      'a mask of another size',
      'invalid',
      'not of the size',
      'mask-other-size',
      async (mask) => ({
        change: { mode: 'precise', canvas, mask: await mask(await paintedMask({ ...size, width: 1_099 }, painted)) },
      }),
    ],
    [
      'a mask that isn’t there',
      'not-found',
      'The mask is gone',
      'mask-gone',
      () => Promise.resolve({ change: { mode: 'precise', canvas, mask: 'e'.repeat(64) } }),
    ],
    [
      'a canvas that cuts the picture',
      'invalid',
      'lies outside',
      'picture-other-size',
      async (mask) => ({ change: { mode: 'whole', canvas: { ...canvas, left: 1 }, mask: await mask(await paintedMask(size, painted)) } }),
    ],
    [
      'more references beside a mask',
      'invalid',
      'no more references',
      'mask-with-references',
      () => Promise.resolve({ references: ['e'.repeat(64)] }),
    ],
    ['no words', 'invalid', 'prompt-empty', null, () => Promise.resolve({ prompt: ' ' })],
    ['a picture that isn’t there', 'not-found', "file isn't there", 'file-gone', () => Promise.resolve({ picture: 'e'.repeat(64) })],
  ];

  test.each(cases)('%s is refused with a sentence, and with the reason for the screen to say', async (_, code, sentence, why, change) => {
    const rig = await startRig();
    const editor = new TestEditor(rig);
    const { id } = await editor.bring(await photograph(size));
    const submitting = editor.submit(id, await change((bytes) => editor.keepMask(bytes)));
    const because = why === null ? [] : [{ why }];
    await expect(submitting).rejects.toMatchObject({ code, message: expect.stringContaining(sentence) as unknown, because });
    expect(rig.engine.jobs.list()).toEqual([]);
    expect(rig.charges).toEqual([]);
  });

  test('a mask that is no PNG isn’t kept', async () => {
    const editor = new TestEditor(await startRig());
    await expect(editor.keepMask(await photograph(size, 'jpeg'))).rejects.toMatchObject({ code: 'invalid' });
  });
});

describe('an answer that can’t be laid over its original', () => {
  test.each([
    ['another-picture', 'other-picture'],
    ['another-shape', 'other-shape'],
  ])('because it is %s says so, and nothing is kept of it but itself', async (strange, verdict) => {
    const editor = new TestEditor(await startRig({ resultKind: 'png' }));
    const { id } = await editor.bring(await photograph(size));
    const answer = await editor.answer(id, { prompt: `a red balloon [${strange}]` });
    expect(await editor.questions.judge(answer)).toMatchObject({ verdict, patch: null });
    expect(await editor.library.fileOf('patch', answer)).toBeNull();
    expect(await editor.library.fileOf('heat', answer)).toMatchObject({ kind: 'png' });
    const before = (await filesIn(editor.library.folder)).filter((name) => !name.startsWith('.afterglow/edits'));
    await expect(editor.questions.keep({ answer, blend })).rejects.toMatchObject({ code: 'bad-picture' });
    expect((await filesIn(editor.library.folder)).filter((name) => !name.startsWith('.afterglow/edits'))).toEqual(before);
    expect(await shown(editor.library)).toHaveLength(2);
  });
});

describe('an answer of an unexpected size or kind is laid over all the same', () => {
  test.each(['another-size', 'jpeg', 'webp'])('%s', async (strange) => {
    const editor = new TestEditor(await startRig({ resultKind: 'png' }));
    const { id } = await editor.bring(await photograph(size));
    const answer = await editor.answer(id, { prompt: `a red balloon [${strange}]` });
    expect(await editor.questions.judge(answer)).toMatchObject({ verdict: 'fits' });
    expect(await editor.questions.keep({ answer, blend })).toMatchObject({ differingOutside: 0, picture: { kind: 'png' } });
  });
});

test('a full disk is said before anything is laid together, and leaves nothing', async () => {
  const rig = await startRig({ resultKind: 'png' });
  const editor = new TestEditor(rig);
  const { id } = await editor.bring(await photograph(size));
  const answer = await editor.answer(id);
  rig.engine.freeBytes = 1_000_000;
  await expect(editor.questions.keep({ answer, blend })).rejects.toMatchObject({ code: 'disk-full' });
  expect(await readdir(join(editor.library.folder, '.afterglow/incoming'))).toEqual([]);
});

test('of 16 bits a picture takes twice the room, which is said beforehand', async () => {
  const rig = await startRig({ resultKind: 'png' });
  const editor = new TestEditor(rig);
  const bytes = await photograph(size);
  const deep = await sharp(bytes).toColourspace('rgb16').png().toBuffer();
  const [answer, deepAnswer] = [await editor.answer((await editor.bring(bytes)).id), await editor.answer((await editor.bring(deep)).id)];
  rig.engine.freeBytes = minFreeBytes + size.width * size.height * 6;
  const refused = { code: 'disk-full', message: expect.stringContaining('not enough room to keep this edit') as unknown };
  await expect(editor.questions.keep({ answer: deepAnswer, blend })).rejects.toMatchObject(refused);
  expect(await editor.questions.keep({ answer, blend })).toMatchObject({ differingOutside: 0 });
});

test('without room to look at an answer that is said, nothing is left of it, and with room it is looked at', async () => {
  const rig = await startRig({ resultKind: 'png' });
  const editor = new TestEditor(rig);
  const answer = await editor.answer((await editor.bring(await photograph(size))).id);
  rig.engine.freeBytes = minFreeBytes;
  const refused = { code: 'disk-full', message: expect.stringContaining('to look at this answer, which is safe') as unknown };
  await expect(editor.questions.judge(answer)).rejects.toMatchObject(refused);
  expect((await filesIn(editor.library.folder)).filter((name) => /afterglow.(edits|incoming)/.test(name))).toEqual([]);
  rig.engine.freeBytes = Infinity;
  expect(await editor.questions.judge(answer)).toMatchObject({ verdict: 'fits' });
});

test('an edit by words alone goes with the picture as it is, and more references behind it', async () => {
  const rig = await startRig({ resultKind: 'png' });
  const editor = new TestEditor(rig);
  const { id } = await editor.bring(await photograph(size, 'jpeg'));
  const reference = await rig.input(9);
  const submitted = await editor.submit(id, { change: null, references: [reference], size: '3:2' });
  if (!submitted.made) throw new Error('not made');
  expect(submitted.fitted).toMatchObject({ from: { kind: 'jpeg' }, converted: false, scaled: false });
  expect(submitted.job.request).toMatchObject({ references: [id, reference], mask: null, size: '3:2' });
  expect(submitted.job.request.edit).toBeUndefined();
  const { pictures } = await rig.until(submitted.job.id, 'done');
  expect(await editor.library.details(pictures[0] ?? '')).toMatchObject({ isAnswer: false, source: 'references', edit: null });
});

test('a picture that moves is refused before anything is paid for, with a mask and without', async () => {
  const rig = await startRig();
  const editor = new TestEditor(rig);
  const still = await photograph(size);
  const moving = pngWithChunk(still, 'acTL', Buffer.alloc(8));
  const { id } = await editor.library.keep(delivered(moving, 100_000), originOf());
  for (const change of [{}, { change: null, size: '3:2' }]) {
    await expect(editor.submit(id, change)).rejects.toMatchObject({
      code: 'bad-picture',
      message: expect.stringContaining('animated') as unknown,
    });
  }
  await expect(editor.questions.open(id)).rejects.toMatchObject({ code: 'bad-picture' });
  expect([rig.engine.jobs.list(), rig.charges]).toEqual([[], []]);
  expect(await readdir(join(editor.library.folder, '.afterglow/incoming'))).toEqual([]);
});

test('what can’t be read any more while an edit is laid together leaves nothing behind', async () => {
  const rig = await startRig({ resultKind: 'png' });
  const editor = new TestEditor(rig);
  const { id } = await editor.bring(await photograph(size));
  const answer = await editor.answer(id);
  await editor.questions.keep({ answer, blend });
  const { edit } = await editor.library.details(answer);
  const mask = (await editor.library.inputs.pathOf(edit?.mask ?? ''))?.path ?? '';
  // A folder in the file's place is what no sum can be made of; the thread still knows what was in it.
  const become = (): number => {
    rmSync(mask, { recursive: true });
    mkdirSync(mask);
    return Infinity;
  };
  Object.defineProperty(rig.engine, 'freeBytes', { get: become });
  await expect(editor.questions.keep({ answer, blend: { ...blend, strength: 0.5 } })).rejects.toMatchObject({ code: 'EISDIR' });
  expect(await readdir(join(editor.library.folder, '.afterglow/incoming'))).toEqual([]);
});
