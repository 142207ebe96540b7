import { rm } from 'node:fs/promises';

import { expect, test, vi } from 'vitest';

import type { Job } from '../../shared/job.ts';
import { startRig, type Rig } from '../jobs/test-rig.ts';
import { photograph, size, TestEditor } from './test-edits.ts';

vi.setConfig({ testTimeout: 60_000 });

async function begin(): Promise<{ rig: Rig; editor: TestEditor; original: string }> {
  const rig = await startRig({ resultKind: 'png' });
  const editor = new TestEditor(rig);
  const { id } = await editor.bring(await photograph(size));
  return { rig, editor, original: id };
}

async function submitted({ editor, original }: Awaited<ReturnType<typeof begin>>): Promise<Job> {
  const answer = await editor.submit(original);
  if (!answer.made) throw new Error('not made');
  return answer.job;
}

async function loseInput(rig: Rig, id: string): Promise<void> {
  await rm((await rig.engine.library.inputs.pathOf(id))?.path ?? '');
}

const saying = (words: string) => ({ code: 'not-found', message: expect.stringContaining(words) as unknown });

test('an edit whose mask is gone isn’t paid for once more, since its answer could not be kept', async () => {
  const begun = await begin();
  const { rig } = begun;
  const { id, request } = await submitted(begun);
  await rig.until(id, 'done');
  await loseInput(rig, request.edit?.mask ?? '');
  await expect(rig.engine.jobs.tryAgain(id)).rejects.toMatchObject(saying('paint it anew'));
  expect([rig.engine.jobs.list().length, rig.charges.length]).toEqual([1, 1]);
});

test('an edit whose original’s copy is gone is done with a new copy, and isn’t paid for where the picture is gone too', async () => {
  const begun = await begin();
  const { rig, editor, original } = begun;
  const { id } = await submitted(begun);
  await rig.until(id, 'done');
  await loseInput(rig, original);
  const again = await rig.engine.jobs.tryAgain(id);
  const { pictures } = await rig.until(again.id, 'done');
  expect(await editor.questions.judge(pictures[0] ?? '')).toMatchObject({ verdict: 'fits' });
  await loseInput(rig, original);
  await rm(await editor.file(original));
  await expect(rig.engine.jobs.tryAgain(id)).rejects.toMatchObject(saying('Put its file back'));
  expect(rig.charges).toHaveLength(2);
});

test('a mask that goes while its edit waits to be sent ends it before it is paid for', async () => {
  const begun = await begin();
  const { rig } = begun;
  rig.engine.jobs.queue.pause();
  const { id, request } = await submitted(begun);
  await loseInput(rig, request.edit?.mask ?? '');
  rig.engine.jobs.queue.resume();
  const failed = await rig.until(id, 'failed');
  expect(failed.failure).toMatchObject(saying('paint it anew'));
  expect(rig.charges).toEqual([]);
});
