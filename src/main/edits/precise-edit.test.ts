import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { expect, test, vi } from 'vitest';

import { startRig, type Rig, type RigSettings } from '../jobs/test-rig.ts';
import { shown } from '../library/test-library.ts';
import { differing, painted, photograph, size, TestEditor } from './test-edits.ts';

vi.setConfig({ testTimeout: 60_000 });

async function begin(settings: RigSettings = {}): Promise<{ rig: Rig; editor: TestEditor }> {
  const rig = await startRig({ resultKind: 'png', ...settings });
  return { rig, editor: new TestEditor(rig) };
}

const blend = { strength: 1, featherPx: 6 };

test('a precise edit changes what was painted, and nothing else by one bit', async () => {
  const { rig, editor } = await begin();
  const { id: original } = await editor.bring(await photograph(size));
  const submitted = await editor.submit(original);
  if (!submitted.made) throw new Error('not made');
  expect(submitted.fitted).toMatchObject({ from: { ...size, kind: 'png' } });
  const { request } = submitted.job;
  expect(request).toMatchObject({ prompt: 'a red balloon', count: 1, callbackUrl: null, edit: { mode: 'precise', original } });
  const { pictures } = await rig.until(submitted.job.id, 'done');
  const [answer = ''] = pictures;
  expect(await editor.library.details(answer)).toMatchObject({ isAnswer: true, source: 'edit', edit: request.edit, composite: null });

  const judgement = await editor.questions.judge(answer);
  expect(judgement).toMatchObject({ answer, edit: request.edit, verdict: 'fits' });
  const { picture, differingOutside, converted } = await editor.questions.keep({ answer, blend });
  expect([differingOutside, converted]).toEqual([0, false]);
  const counts = await differing(await editor.file(original), await editor.file(picture.id), painted);
  expect(counts.outside).toBe(0);
  expect(counts.inside).toBeGreaterThan((painted.width * painted.height) / 2);

  expect(picture).toMatchObject({ prompt: 'a red balloon', source: 'edit', isAnswer: false, widthPx: size.width, heightPx: size.height });
  expect(await editor.library.details(picture.id)).toMatchObject({
    ...{ edit: request.edit, composite: { answer, ...blend }, jobCredits: null, kind: 'png' },
    ...{ references: [{ id: original }], mask: { id: request.edit?.mask } },
  });
  const { parents } = await editor.library.family(picture.id);
  expect(parents.map(({ id }) => id).sort()).toEqual([original, answer].sort());
  expect(rig.charges).toHaveLength(1);
});

test('laid over in the same way again it is the same picture, in another way another one; the answer stays', async () => {
  const { editor } = await begin();
  const { id: original } = await editor.bring(await photograph(size));
  const answer = await editor.answer(original);
  const before = await readFile(await editor.file(answer));
  const first = await editor.questions.keep({ answer, blend });
  const again = await editor.questions.keep({ answer, blend });
  expect(again.picture.id).toBe(first.picture.id);
  const weaker = await editor.questions.keep({ answer, blend: { ...blend, strength: 0.5 } });
  expect(weaker.picture.id).not.toBe(first.picture.id);
  expect(await shown(editor.library)).toHaveLength(4);
  expect(await readFile(await editor.file(answer))).toEqual(before);
});

test('several edits in a row leave everything outside their masks as it was', async () => {
  const { editor } = await begin();
  const { id: original } = await editor.bring(await photograph(size));
  let picture = original;
  for (const prompt of ['a hat', 'a scarf', 'a shoe']) {
    const answer = await editor.answer(picture, { prompt });
    picture = (await editor.questions.keep({ answer, blend })).picture.id;
  }
  expect(await differing(await editor.file(original), await editor.file(picture), painted)).toMatchObject({ outside: 0 });
  expect((await editor.questions.earlierMasks(size)).map(({ prompt }) => prompt)).toEqual(['a shoe']);
});

test('what was found out about an answer is served, remembered, and found out again when it was deleted', async () => {
  const { editor } = await begin();
  const { id: original } = await editor.bring(await photograph(size));
  const answer = await editor.answer(original);
  const judgement = await editor.questions.judge(answer);
  const files = await Promise.all((['patch', 'heat'] as const).map((sort) => editor.library.fileOf(sort, answer)));
  const contents = await Promise.all(files.map((file) => readFile(file?.path ?? '')));
  expect(await editor.questions.judge(answer)).toEqual(judgement);
  await rm(join(editor.library.folder, '.afterglow/edits'), { recursive: true });
  const patch = await editor.library.fileOf('patch', answer);
  expect(patch).toEqual(files[0]);
  expect((await readFile(patch?.path ?? '')).equals(contents[0] ?? Buffer.alloc(0))).toBe(true);
  await writeFile(join(editor.library.folder, '.afterglow/edits', answer.slice(0, 2), `${answer}.json`), '{ "version": 1');
  expect(await editor.questions.judge(answer)).toEqual(judgement);
  await expect(editor.questions.judge(original)).rejects.toMatchObject({ code: 'invalid' });
});

test('an edit that was under way when the app was killed goes on, is judged and kept at the next start', async () => {
  const { rig, editor } = await begin();
  const { id: original } = await editor.bring(await photograph(size));
  const submitted = await editor.submit(original);
  if (!submitted.made) throw new Error('not made');
  await rig.until(submitted.job.id, 'running');
  await rig.restart();
  expect(rig.job(submitted.job.id).request).toEqual(submitted.job.request);
  const { pictures } = await rig.until(submitted.job.id, 'done');
  const [answer = ''] = pictures;
  await rig.restart();
  const { picture } = await editor.questions.keep({ answer, blend });
  expect((await differing(await editor.file(original), await editor.file(picture.id), painted)).outside).toBe(0);
  expect(rig.charges).toHaveLength(1);
  expect(await readdir(join(editor.library.folder, '.afterglow/incoming'))).toEqual([]);
});

test('the file may be changed and deleted by other programs, and the picture go into the trash, while it is edited', async () => {
  const { editor } = await begin();
  const bytes = await photograph(size);
  const { id: original } = await editor.bring(bytes);
  await editor.questions.open(original);
  const path = await editor.file(original);
  await writeFile(path, 'something else');
  const answer = await editor.answer(original);
  await rm(path);
  await editor.library.moveToTrash({ ids: [original] });
  const { picture } = await editor.questions.keep({ answer, blend });
  const kept = await editor.library.inputs.pathOf(original);
  expect((await readFile(kept?.path ?? '')).equals(bytes)).toBe(true);
  expect((await differing(kept?.path ?? '', await editor.file(picture.id), painted)).outside).toBe(0);
});

test('a double click is one job, and costs once', async () => {
  const { rig, editor } = await begin();
  const { id: original } = await editor.bring(await photograph(size));
  const order = await editor.order(original);
  const [first, second] = await Promise.all([1, 2].map(async () => editor.questions.submit({ order, again: false })));
  expect([first?.made, second?.made].sort()).toEqual([false, true]);
  const meant = await editor.questions.submit({ order, again: true });
  expect(meant.made).toBe(true);
  for (const job of rig.engine.jobs.list()) await rig.until(job.id, 'done');
  expect(rig.charges).toHaveLength(2);
});

test('pressed again within five seconds it is one job, however long the picture takes to be made ready', async () => {
  const { rig, editor } = await begin();
  const { id: original } = await editor.bring(await photograph(size));
  const order = await editor.order(original);
  const first = await editor.questions.submit({ order, again: false });
  if (!first.made) throw new Error('not made');
  await rig.pass(2_000);
  const second = await editor.questions.submit({ order, again: false });
  // In this fast time it was made ready for much longer than that.
  expect(rig.clock.now() - first.job.createdAt).toBeGreaterThan(5_000);
  expect(second).toMatchObject({ made: false, same: { id: first.job.id } });
  await rig.until(first.job.id, 'done');
  expect(rig.charges).toHaveLength(1);
});

test('what is asked of the practice server stays free, and what is paid for stays paid for, whoever changes sides while it is made ready', async () => {
  const { rig, editor } = await begin();
  const { id: original } = await editor.bring(await photograph(size));
  const order = await editor.order(original);
  const asked = [true, false].map(async (practice) => {
    rig.engine.practice = practice;
    return editor.questions.submit({ order, again: false });
  });
  rig.engine.practice = true;
  const jobs = (await Promise.all(asked)).map((submitted) => (submitted.made ? submitted.job.practice : null));
  expect(jobs).toEqual([true, false]);
});
