import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { Failure } from '../../shared/failure.ts';
import { everyPicture } from '../../shared/picture.ts';
import { sha256Of } from '../files/file-content.ts';
import { Library } from '../library/library.ts';
import { delivered, draw, drawNoise, filesIn, originOf, shown, temporaryFolder } from '../library/test-library.ts';
import { ProcessTrial } from './test-libraries.ts';

test('a library in a process of its own answers as one in this process does', async () => {
  const library = await new ProcessTrial().open();
  const bytes = await drawNoise('png');
  const picture = await library.keep(delivered(bytes), originOf());
  expect(picture).toMatchObject({ id: sha256Of(bytes), prompt: 'sunset over the sea', widthPx: 300 });
  const [slice, details, outline] = await Promise.all([shown(library), library.details(picture.id), library.outline()]);
  await library.close();
  const here = await Library.open(library.folder);
  expect(slice).toEqual(await shown(here));
  expect(details).toEqual(await here.details(picture.id));
  expect(outline.ratios).toEqual((await here.outline()).ratios);
  expect(outline.days).toBeInstanceOf(Int32Array);
  await here.close();
});

test('what a person can understand arrives as a Failure, a bug as an error with its stack', async () => {
  const library = await new ProcessTrial().open();
  const refused = await library.details('f'.repeat(64)).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(Failure);
  expect(refused).toMatchObject({ code: 'not-found', message: "The picture isn't in the library." });
  const bug = await library.rowOf(Symbol.iterator as unknown as string).catch((error: unknown) => error);
  expect(bug).toBeInstanceOf(Error);
  expect(String(bug)).toContain('could not be cloned');
  const thrown = await library.factsOf(undefined as never).catch((error: unknown) => error);
  expect(thrown).not.toBeInstanceOf(Failure);
  expect((thrown as Error).stack).toContain('library.ts');
});

test('a folder that can’t be used is a Failure, and leaves no process behind', async () => {
  const trial = new ProcessTrial();
  const folder = await temporaryFolder();
  await expect(trial.open(join(folder, 'gone'), { mustExist: true })).rejects.toMatchObject({ code: 'library-unavailable' });
  await writeFile(join(folder, 'file'), '');
  await expect(trial.open(join(folder, 'file'))).rejects.toBeInstanceOf(Error);
  await expect.poll(() => trial.processes.map(({ signalCode }) => signalCode)).toEqual(['SIGKILL', 'SIGKILL']);
  expect(trial.unexpected).toEqual([]);
});

test('news of a change come before the answer that tells of it, with a revision that went up', async () => {
  const library = await new ProcessTrial().open();
  const heard: string[] = [];
  const before = library.revision;
  const stop = library.onChanged((revision) => heard.push(`changed to ${revision - before}`));
  const { id } = await library.keep(delivered(await draw()), originOf());
  heard.push('kept');
  await library.change({ of: { ids: [id] }, change: { favourite: true } });
  stop();
  await library.change({ of: { ids: [id] }, change: { favourite: false } });
  expect(heard).toEqual(['changed to 1', 'kept', 'changed to 2']);
  expect(library.revision - before).toBe(3);
  expect((await library.matching(everyPicture)).revision).toBe(library.revision);
});

test('questions are taken up in the order in which they were asked', async () => {
  const library = await new ProcessTrial().open();
  const { id } = await library.keep(delivered(await draw()), originOf());
  const answers: string[] = [];
  const marking = [true, false, true, false, true].map(async (favourite) => {
    await library.change({ of: { ids: [id] }, change: { favourite } });
    answers.push(String(favourite));
  });
  await Promise.all(marking);
  expect(answers).toEqual(['true', 'false', 'true', 'false', 'true']);
  expect(await shown(library)).toMatchObject([{ favourite: true }]);
});

test('ten thousand questions at once are all answered', async () => {
  const library = await new ProcessTrial().open();
  const { id } = await library.keep(delivered(await draw()), originOf());
  const unknown = 'f'.repeat(64);
  const positions = await Promise.all(Array.from({ length: 10_000 }, (_, at) => library.rowOf(at % 2 === 0 ? id : unknown)));
  expect(positions.every((row, at) => row === (at % 2 === 0 ? 0 : null))).toBe(true);
});

test('pictures that are dropped cross as bytes, and so does what is sent', async () => {
  const library = await new ProcessTrial().open();
  const bytes = await drawNoise('webp');
  const input = await library.inputs.add({ name: 'beach.webp', bytes });
  expect(input).toMatchObject({ name: 'beach.webp', kind: 'webp', widthPx: 300 });
  expect(Buffer.from(await library.inputs.read(input.id))).toEqual(bytes);
  expect(await library.fileOf('input', input.id)).toMatchObject({ kind: 'webp' });
});

test('a thumbnail that is there is found without asking, one that isn’t is made', async () => {
  const trial = new ProcessTrial();
  const library = await trial.open();
  const { id } = await library.keep(delivered(await draw()), originOf());
  trial.newest.kill('SIGSTOP');
  const found = await library.fileOf('thumbnail', id);
  trial.newest.kill('SIGCONT');
  expect(found).toMatchObject({ kind: 'webp' });
  await rm(found?.path ?? '');
  expect(await library.fileOf('thumbnail', id)).toEqual(found);
  expect(await library.fileOf('thumbnail', 'f'.repeat(64))).toBeNull();
});

test('a download that breaks off leaves nothing, and a bad origin is refused before anything is received', async () => {
  const library = await new ProcessTrial().open();
  const signal = AbortSignal.abort(new Error('stopped'));
  await expect(library.keep(delivered(await draw()), originOf(), signal)).rejects.toThrow('stopped');
  await expect(library.keep(delivered(await draw()), originOf({ createdAt: -1 }))).rejects.toThrow();
  await expect(library.keep(delivered(Buffer.from('no picture')), originOf())).rejects.toMatchObject({ code: 'bad-picture' });
  expect(await filesIn(library.folder)).toEqual([]);
});

test('closing lets what is under way finish, ends the process, and refuses what comes later', async () => {
  const trial = new ProcessTrial();
  const library = await trial.open();
  const keeping = library.keep(delivered(await draw()), originOf());
  const asked = library.total();
  await keeping;
  await Promise.all([library.close(), asked]);
  expect(trial.newest.exitCode).toBe(0);
  expect((await readdir(join(library.folder, '.afterglow'))).filter((name) => name.endsWith('-wal'))).toEqual([]);
  await expect(library.total()).rejects.toMatchObject({ code: 'library-unavailable' });
  const again = await trial.open(library.folder);
  expect(again.report.rebuilt).toBe(false);
  expect(await again.total()).toBe(1);
  expect(trial.unexpected).toEqual([]);
});
