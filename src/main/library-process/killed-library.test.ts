import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import type { LibraryStep } from '../library/on-step.ts';
import { delivered, draw, drawNoise, filesIn, originOf, shown } from '../library/test-library.ts';
import { ProcessTrial } from './test-libraries.ts';

const steps = ['received', 'checked', 'placed', 'recorded', 'indexed', 'thumbnailed'] as const satisfies LibraryStep[];

describe("a library's process that is killed", () => {
  test('fails what was asked as a disk that was away does, and is started again for what comes', async () => {
    const trial = new ProcessTrial();
    const library = await trial.open();
    await library.keep(delivered(await draw()), originOf());
    trial.newest.kill('SIGSTOP');
    const asked = [library.total(), library.inputs.describe([])].map((answer) => answer.catch((error: unknown) => error));
    await trial.kill();
    for (const answer of asked) expect(await answer).toMatchObject({ name: 'Failure', code: 'library-unavailable' });
    expect(await library.total()).toBe(1);
    expect(trial.processes).toHaveLength(2);
    expect(String(trial.unexpected)).toContain('ended by itself');
  });

  test('is started again before anybody asks, and tells those who listen that things may be different', async () => {
    const trial = new ProcessTrial();
    const library = await trial.open();
    const before = library.revision;
    const changed = new Promise<number>((resolve) => library.onChanged(resolve));
    await trial.kill();
    expect(await changed).toBeGreaterThan(before);
    expect(trial.processes).toHaveLength(2);
    await expect(library.total()).resolves.toBe(0);
  });

  test.each(steps)('while it keeps a picture, after %s, leaves nothing half-written, and the same bytes are kept', async (step) => {
    const trial = new ProcessTrial();
    trial.diesAt = step;
    const library = await trial.open();
    trial.diesAt = null;
    const bytes = await drawNoise('png');
    await expect(library.keep(delivered(bytes), originOf())).rejects.toMatchObject({ code: 'library-unavailable' });
    expect(await readdir(join(library.folder, '.afterglow/incoming'))).toEqual([]);
    const picture = await library.keep(delivered(bytes), originOf());
    expect(await shown(library)).toEqual([picture]);
    expect(await library.fileOf('thumbnail', picture.id)).not.toBeNull();
    expect(await filesIn(library.folder)).toHaveLength(3);
  });

  test('while a picture is being received doesn’t take its bytes along', async () => {
    const trial = new ProcessTrial();
    const library = await trial.open();
    const bytes = await drawNoise('png');
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
    const writer = writable.getWriter();
    const keeping = library.keep(readable, originOf());
    await writer.write(bytes.subarray(0, 1000));
    await trial.kill();
    // The new process has opened the library, and swept what nobody owns.
    expect(await library.total()).toBe(0);
    await writer.write(bytes.subarray(1000));
    await writer.close();
    await expect(keeping).resolves.toMatchObject({ widthPx: 300 });
    expect(await filesIn(library.folder)).toHaveLength(3);
  });

  test('again and again is left alone for half a minute, and says so', async () => {
    const trial = new ProcessTrial();
    const library = await trial.open();
    trial.diesAt = 'opening';
    await trial.kill();
    const sentences = new Set<string>();
    for (let asked = 0; asked < 6; asked++) {
      const failure = (await library.total().catch((error: unknown) => error)) as Error;
      expect(failure).toMatchObject({ code: 'library-unavailable' });
      sentences.add(failure.message);
    }
    expect(sentences).toContain("The library's process ends again and again. It is tried again in half a minute.");
    expect(trial.processes).toHaveLength(4);
    trial.diesAt = null;
    trial.nowMs = 31_000;
    await expect(library.total()).resolves.toBe(0);
  });

  test('at its first opening is a Failure for whoever opens it', async () => {
    const trial = new ProcessTrial();
    trial.diesAt = 'opening';
    await expect(trial.open()).rejects.toMatchObject({ code: 'library-unavailable' });
    expect(trial.processes).toHaveLength(1);
  });
});

test('Ctrl+C in a terminal reaches every process; the library waits until it is told', async () => {
  const trial = new ProcessTrial();
  const library = await trial.open();
  trial.newest.kill('SIGINT');
  trial.newest.kill('SIGHUP');
  await library.keep(delivered(await draw()), originOf());
  await library.close();
  expect(trial.processes).toHaveLength(1);
  expect(trial.newest.exitCode).toBe(0);
});

test('a process whose app is gone ends', async () => {
  const trial = new ProcessTrial();
  await trial.open();
  const exited = once(trial.newest, 'exit');
  trial.newest.disconnect();
  expect(await exited).toEqual([0, null]);
});
