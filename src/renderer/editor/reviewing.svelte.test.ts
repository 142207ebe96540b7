import { beforeEach, describe, expect, test } from 'vitest';

import { serve } from '../../main/bridge/serve.ts';
import type { Edit } from '../../shared/edit.ts';
import type { Job } from '../../shared/job.ts';
import { loopback } from '../bridge/loopback.ts';
import { Language } from '../i18n/language.svelte.ts';
import { aJob, aRequest, aTask } from '../job-builder.ts';
import { Notices } from '../notices.svelte.ts';
import { idOf } from '../test-pictures.ts';
import { EditMemory } from './edit-memory.ts';
import { EditorDesk } from './editor-desk.svelte.ts';
import { Reviewing } from './reviewing.svelte.ts';
import { aMask, painted, TestCanvas, whole } from './test-canvas.svelte.ts';
import { sessionOver } from './test-session.ts';

const edit: Edit = {
  ...{ mode: 'precise', original: idOf(1), mask: aMask.id, canvas: whole },
  ...{ crop: { left: 0, top: 0, width: 1024, height: 1024 }, sent: { width: 1024, height: 1024 } },
};
let canvas: TestCanvas;
beforeEach(() => {
  canvas = new TestCanvas(painted);
});

function finished(): Job {
  const job = aJob({ state: 'done', task: aTask, finishedAt: 1 }, { request: aRequest({ prompt: 'a hat', edit }) });
  return { ...job, pictures: [idOf(2)] };
}

/** A desk on which a hat is asked for as soon as `send` is called; the answer to that comes when the test says so. */
async function desk() {
  const answered = Promise.withResolvers<unknown>();
  const job = finished();
  const fitted = { from: { width: 9, height: 9, kind: 'png' }, to: { width: 9, height: 9 }, converted: false, scaled: false } as const;
  const { client } = loopback(serve, {
    edits: {
      keepMask: () => aMask,
      submit: async () => {
        await answered.promise;
        return { made: true, job, fitted };
      },
    },
  });
  const edits = new EditMemory();
  const session = sessionOver(client, edits);
  await session.attach(canvas);
  session.prompt = 'a hat';
  const notices = new Notices();
  const made = new EditorDesk({ edits, notices, language: new Language(() => 'en', 'en') }, session, canvas);
  const reviewing = new Reviewing(client.edits, made, canvas);
  canvas.done.length = 0;
  const send = async (meanwhile: () => void = () => undefined): Promise<void> => {
    const sent = made.send(() => undefined);
    await expect.poll(() => edits.lastMask).not.toBeNull();
    meanwhile();
    answered.resolve(null);
    await sent;
  };
  return { desk: made, session, reviewing, job, send };
}

describe('answers come up by themselves', () => {
  test('where nothing was begun since they were asked for', async () => {
    const { desk: made, job, send } = await desk();
    await send();
    expect(made.isWaitedFor(job)).toBe(true);
    canvas.paint();
    expect(made.isWaitedFor(job)).toBe(false);
  });

  test('not over what was painted or written while they were being sent', async () => {
    const first = await desk();
    await first.send(() => canvas.paint());
    expect(first.desk.isWaitedFor(first.job)).toBe(false);
    const second = await desk();
    await second.send(() => (second.session.prompt = 'a scarf'));
    expect(second.desk.isWaitedFor(second.job)).toBe(false);
  });

  test('not while the picture is being extended', async () => {
    const { desk: made, job, send } = await desk();
    await send();
    made.extending.begin();
    expect(made.isWaitedFor(job)).toBe(false);
    made.extending.end();
    expect(made.isWaitedFor(job)).toBe(true);
  });
});

describe('a review', () => {
  test('lies inside the mask that its answers were asked for with, whatever is painted, and gives way to that again', async () => {
    const { reviewing, job } = await desk();
    await Promise.all([reviewing.begin(job), reviewing.begin(job)]);
    expect(canvas.done).toEqual(['pan', `exchange ${aMask.id.slice(-2)}`]);
    expect(reviewing.current?.job).toEqual(job);
    canvas.done.length = 0;
    reviewing.end();
    expect(canvas.done).toEqual(['show', 'bring back', 'brush']);
  });

  test('that can’t be laid out leads back to what was painted, and says so', async () => {
    const { reviewing, job } = await desk();
    canvas.working = Promise.reject(new Error('404'));
    await expect(reviewing.begin(job)).rejects.toMatchObject({ code: 'bad-picture' });
    expect([reviewing.current, reviewing.isBeginning]).toEqual([null, false]);
    expect(canvas.done.slice(-3)).toEqual(['show', 'bring back', 'brush']);
  });
});
