import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import type { EditOrder } from '../../shared/edit.ts';
import { differing, painted, paintedMask, photograph, size } from '../edits/test-edits.ts';
import { CurrentLibrary } from '../current-library.ts';
import { delivered, originOf, shown, temporaryFolder } from '../library/test-library.ts';
import type { OpenLibrary } from './libraries.ts';
import { ProcessTrial } from './test-libraries.ts';

const blend = { strength: 1, featherPx: 4 };

async function orderOf(library: OpenLibrary, picture: string): Promise<EditOrder> {
  const { id: mask } = await library.inputs.add({ name: 'mask.png', bytes: await paintedMask(size, painted) });
  return {
    ...{ model: 'gpt-4o-image', prompt: 'a balloon', count: 1, picture, references: [], size: 'auto' },
    change: { mode: 'precise', mask, canvas: { left: 0, top: 0, ...size } },
  };
}

/** An answer that came as it was asked for: what was sent, with nothing changed. */
async function answered(library: OpenLibrary): Promise<{ original: string; answer: string }> {
  const { id: original } = await library.edits.bring({ name: 'photo.png', bytes: await photograph(size) }, 'en');
  const { fitted, ...request } = await library.edits.prepare(await orderOf(library, original));
  expect(fitted).toMatchObject({ from: { ...size, kind: 'png' } });
  const [reference = ''] = request.references;
  const { id: answer } = await library.keep(delivered(await library.inputs.read(reference), 100_000), originOf(request));
  return { original, answer };
}

test('an edit is prepared, judged and kept by the library’s own process', async () => {
  const library = await new ProcessTrial().open();
  const { original, answer } = await answered(library);
  expect(await library.edits.judge(answer)).toMatchObject({ answer, verdict: 'fits', fidelity: { changedShare: 0 } });
  expect(await library.fileOf('patch', answer)).toMatchObject({ kind: 'png' });
  const { picture } = await library.edits.keep({ answer, blend });
  const files = [await library.fileOf('picture', original), await library.fileOf('picture', picture.id)];
  expect((await differing(files[0]?.path ?? '', files[1]?.path ?? '', painted)).outside).toBe(0);
  await expect(library.edits.judge(original)).rejects.toMatchObject({ code: 'invalid' });
});

test('a process that is killed while it lays an edit together leaves nothing of it, and the next one does it', async () => {
  const trial = new ProcessTrial();
  trial.diesAt = 'composed';
  const library = await trial.open();
  trial.diesAt = null;
  const { original, answer } = await answered(library);
  await expect(library.edits.keep({ answer, blend })).rejects.toMatchObject({ code: 'library-unavailable' });
  expect((await shown(library)).map(({ id }) => id).sort()).toEqual([original, answer].sort());
  expect(await readdir(join(library.folder, '.afterglow/incoming'))).toEqual([]);
  const { picture } = await library.edits.keep({ answer, blend });
  expect(await shown(library)).toHaveLength(3);
  expect(picture).toMatchObject({ file: 'here', source: 'edit' });
});

test('closing waits for an edit that is being laid together', async () => {
  const trial = new ProcessTrial();
  const library = await trial.open();
  const { answer } = await answered(library);
  const keeping = library.edits.keep({ answer, blend });
  // What is asked later is answered after it was told to keep.
  await library.rowOf(answer);
  await library.close();
  const { picture } = await keeping;
  const again = await trial.open(library.folder, { mustExist: true });
  expect((await shown(again)).map(({ id }) => id)).toContain(picture.id);
});

test('closing calls off what can be done again, and keeps what is being kept', async () => {
  const trial = new ProcessTrial();
  const library = await trial.open();
  const { original, answer } = await answered(library);
  const { signal } = new AbortController();
  const keeping = library.edits.keep({ answer, blend });
  const judging = library.edits.judge(answer, signal);
  const preparing = library.edits.prepare(await orderOf(library, original), signal);
  const calledOff = Promise.allSettled([judging, preparing]);
  await library.rowOf(answer);
  await library.close();
  expect((await keeping).differingOutside).toBe(0);
  for (const end of await calledOff) expect(end).toMatchObject({ status: 'rejected', reason: { code: 'cancelled' } });
});

test('at the end of the app whoever waits for what can be done again hears that it was called off', async () => {
  const trial = new ProcessTrial();
  const current = new CurrentLibrary((folder) => trial.open(folder));
  await current.openIn(await temporaryFolder());
  const library = await current.ready();
  const { original, answer } = await answered(library);
  const order = await orderOf(library, original);
  const waiting = Promise.allSettled([library.edits.judge(answer, current.ending), library.edits.prepare(order, current.ending)]);
  await library.rowOf(answer);
  await current.close();
  for (const end of await waiting) expect(end).toMatchObject({ status: 'rejected', reason: { name: 'Failure', code: 'cancelled' } });
  await expect(library.edits.judge(answer, current.ending)).rejects.toMatchObject({ name: 'Failure' });
});
