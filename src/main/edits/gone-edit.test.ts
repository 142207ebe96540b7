import { rm } from 'node:fs/promises';

import { expect, test, vi } from 'vitest';

import type { Job } from '../../shared/job.ts';
import { paidRoute, startRig, type Rig } from '../jobs/test-rig.ts';
import { photograph, size, TestEditor } from './test-edits.ts';

vi.setConfig({ testTimeout: 60_000 });

type Request = Job['request'];

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

test.each([
  ['mask', ({ edit }: Request) => edit?.mask, 'paint it anew'],
  ['reference as it is sent', ({ references }: Request) => references[0], 'ask for it anew'],
  ['mask as it is sent', ({ mask }: Request) => mask, 'ask for it anew'],
])('a %s that goes while its edit waits to be sent ends it before it is paid for, also where all is uploaded', async (_, of, words) => {
  const begun = await begin();
  const { rig } = begun;
  await rig.until((await submitted(begun)).id, 'done');
  rig.engine.jobs.queue.pause();
  await rig.pass(6_000);
  const { id, request } = await submitted(begun);
  await loseInput(rig, of(request) ?? '');
  rig.engine.jobs.queue.resume();
  expect(await rig.until(id, 'failed', 'done')).toMatchObject({ state: 'failed', failure: saying(words) });
  expect(rig.charges).toHaveLength(1);
});

test('an edit without an answer isn’t sent again where its answer could not be kept, and can still be looked for', async () => {
  const begun = await begin();
  const { rig } = begun;
  rig.fault(paidRoute, { kind: 'hang-up', when: 'before-processing', how: 'reset' });
  const { id, request } = await submitted(begun);
  await rig.until(id, 'unknown');
  await loseInput(rig, request.edit?.mask ?? '');
  await expect(rig.engine.jobs.sendAgain(id)).rejects.toMatchObject(saying('paint it anew'));
  expect([rig.job(id).state, rig.requests(paidRoute).length]).toEqual(['unknown', 1]);
});
