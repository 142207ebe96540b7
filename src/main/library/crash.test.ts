import { describe, expect, test } from 'vitest';

import { Library } from './library.ts';
import type { LibraryStep } from './on-step.ts';
import { delivered, draw, filesIn, openLibrary, originOf, stopAt, temporaryFolder, shown } from './test-library.ts';

const keepSteps = ['received', 'checked', 'placed', 'recorded', 'indexed', 'thumbnailed'] as const satisfies LibraryStep[];

/** Does something in a library of its own until a step is reached, then leaves everything as it stands, as a kill does. */
async function killedAt(step: LibraryStep, folder: string, work: (library: Library) => Promise<unknown>): Promise<void> {
  const { onStep, stopped } = stopAt(step);
  // Never closed: a killed process doesn't close anything.
  const library = await Library.open(folder, { onStep });
  await Promise.race([stopped, work(library)]);
}

async function kept(folder: string): Promise<string> {
  const library = await openLibrary({ folder });
  const { id } = await library.keep(delivered(await draw()), originOf());
  await library.close();
  return id;
}

const pictures = (files: string[]) => files.filter((file) => file.endsWith('.png') && !file.startsWith('.'));

describe('a kill while a picture is kept', () => {
  test.each(keepSteps)('after %s is completed by keeping it again', async (step) => {
    const folder = await temporaryFolder();
    const bytes = await draw();
    await killedAt(step, folder, (library) => library.keep(delivered(bytes), originOf()));
    const library = await openLibrary({ folder });
    const picture = await library.keep(delivered(bytes), originOf());
    expect(await shown(library)).toEqual([picture]);
    expect(await library.fileOf('thumbnail', picture.id)).not.toBeNull();
    expect(await filesIn(folder)).toHaveLength(3);
  });

  test.each(keepSteps)('after %s leaves no half-written file after the next start', async (step) => {
    const folder = await temporaryFolder();
    await killedAt(step, folder, async (library) => library.keep(delivered(await draw()), originOf()));
    const library = await openLibrary({ folder });
    const files = await filesIn(folder);
    expect(files.filter((file) => file.includes('incoming'))).toEqual([]);
    // Before its record is there, a picture isn't shown; from then on it is, without being asked for again.
    const found = await shown(library);
    expect(found).toHaveLength(['received', 'checked', 'placed'].includes(step) ? 0 : 1);
    expect(found.every(({ file }) => file === 'here')).toBe(true);
  });
});

test('a kill on the last evening of a month is completed on the first morning of the next', async () => {
  const folder = await temporaryFolder();
  const bytes = await draw();
  const [evening, morning] = [new Date(2026, 10, 30, 23, 59).getTime(), new Date(2026, 11, 1, 9).getTime()];
  await killedAt('placed', folder, (library) => library.keep(delivered(bytes), originOf({ createdAt: evening })));
  const library = await openLibrary({ folder });
  const picture = await library.keep(delivered(bytes), originOf({ createdAt: morning }));
  expect(await library.fileOf('picture', picture.id)).not.toBeNull();
  expect(pictures(await filesIn(folder))).toHaveLength(1);
});

test('a paid answer that a kill left without its record, so that it was taken for somebody else’s file, is that answer once it is kept again', async () => {
  const folder = await temporaryFolder();
  const bytes = await draw();
  const [original, mask] = ['a'.repeat(64), 'b'.repeat(64)];
  const canvas = { left: 0, top: 0, width: 60, height: 40 };
  const edit = { mode: 'precise', original, mask, canvas, crop: canvas, sent: { width: 60, height: 40 } } as const;
  const origin = originOf({ edit, references: ['c'.repeat(64)], mask: 'd'.repeat(64) });
  await killedAt('placed', folder, (library) => library.keep(delivered(bytes), origin));
  const library = await openLibrary({ folder, watchedAfterMs: 0 });
  await expect.poll(() => shown(library)).toMatchObject([{ source: 'import' }]);
  const [{ id } = { id: '' }] = await shown(library);
  await library.change({ of: { ids: [id] }, change: { favourite: true } });
  const answer = { id, source: 'edit', isAnswer: true, prompt: 'sunset over the sea', favourite: true };
  expect(await library.keep(delivered(bytes), origin)).toMatchObject(answer);
  expect(await library.details(id)).toMatchObject({ ...answer, edit, jobId: origin.jobId, jobCredits: 2.5 });
  await library.work.rebuild({ task: 'anew' });
  expect(await shown(library)).toMatchObject([answer]);
  expect(await filesIn(folder)).toHaveLength(4);
});

describe('a kill while pictures are organised', () => {
  test.each(['trash-moved', 'trash-indexed'] as const)(
    'after %s leaves the picture in the trash, from where it can be restored',
    async (step) => {
      const folder = await temporaryFolder();
      const id = await kept(folder);
      await killedAt(step, folder, (library) => library.moveToTrash({ ids: [id] }));
      const library = await openLibrary({ folder });
      expect(await library.total()).toBe(0);
      await library.restore({ ids: [id] });
      expect(await shown(library)).toMatchObject([{ id, file: 'here' }]);
      expect(pictures(await filesIn(folder))).toHaveLength(1);
    },
  );

  test.each(['restore-moved', 'restore-indexed'] as const)('after %s leaves the picture restored', async (step) => {
    const folder = await temporaryFolder();
    const id = await kept(folder);
    await killedAt(step, folder, async (library) => {
      await library.moveToTrash({ ids: [id] });
      await library.restore({ ids: [id] });
    });
    const library = await openLibrary({ folder });
    expect(await shown(library)).toMatchObject([{ id, file: 'here' }]);
    expect(await library.fileOf('picture', id)).not.toBeNull();
  });

  test.each(['marked', 'marks-indexed'] as const)('after %s leaves the favourite', async (step) => {
    const folder = await temporaryFolder();
    const id = await kept(folder);
    await killedAt(step, folder, (library) => library.change({ of: { ids: [id] }, change: { favourite: true } }));
    const library = await openLibrary({ folder });
    expect(await shown(library)).toMatchObject([{ id, favourite: true }]);
  });

  test.each(['input-received', 'input-placed', 'input-described'] as const)('after %s an input can be added again', async (step) => {
    const folder = await temporaryFolder();
    const bytes = await draw();
    await killedAt(step, folder, (library) => library.inputs.add({ name: 'a.png', bytes }));
    const library = await openLibrary({ folder });
    const input = await library.inputs.add({ name: 'a.png', bytes });
    expect(Buffer.from(await library.inputs.read(input.id))).toEqual(bytes);
    expect(await filesIn(folder)).toHaveLength(2);
  });
});
