import { expect, test } from 'vitest';

import type { Edit } from '../../shared/edit.ts';
import { delivered, draw, openLibrary, originOf, shown, temporaryFolder } from './test-library.ts';
import type { Library } from './library.ts';
import type { PictureOrigin } from './picture-record.ts';

async function input(library: Library, colour: number): Promise<string> {
  return (await library.inputs.add({ name: `${colour}.png`, bytes: await draw({ colour }) })).id;
}

async function keep(library: Library, colour: number, origin: Partial<PictureOrigin> = {}): Promise<string> {
  return (await library.keep(delivered(await draw({ colour })), originOf(origin))).id;
}

function editOf(original: string, mask: string, width = 60): Edit {
  const canvas = { left: 0, top: 0, width, height: 40 };
  return { mode: 'precise', original, mask, canvas, crop: canvas, sent: { width, height: 40 } };
}

/** A picture, the answer to an edit of it, and what was laid together from both. */
async function edited(library: Library) {
  const original = await keep(library, 1, { jobId: 'first' });
  const [mask, reference, sentMask] = [await input(library, 2), await input(library, 3), await input(library, 4)];
  const edit = editOf(original, mask);
  const asked = { jobId: 'edit', prompt: 'a hat', edit };
  const answer = await keep(library, 5, { ...asked, references: [reference], mask: sentMask });
  const composite = await keep(library, 6, {
    ...{ ...asked, references: [original], mask, jobCredits: null },
    composite: { answer, strength: 1, featherPx: 8 },
  });
  return { original, answer, composite, edit, mask };
}

test('an answer is told from what was laid together, also by an index that was made anew', async () => {
  const folder = await temporaryFolder();
  const library = await openLibrary({ folder });
  const { original, answer, composite, edit } = await edited(library);
  const look = async (from: Library) => {
    const answers = (await shown(from)).map(({ id, isAnswer, source }) => [id, isAnswer, source]);
    expect(Object.fromEntries(answers.map(([id, ...facts]) => [id, facts]))).toEqual({
      [original]: [false, 'text'],
      [answer]: [true, 'edit'],
      [composite]: [false, 'edit'],
    });
    expect(await from.details(answer)).toMatchObject({ isAnswer: true, edit, composite: null, jobCredits: 2.5 });
    const { edit: kept, composite: laid, jobCredits } = await from.details(composite);
    expect([kept, laid, jobCredits]).toEqual([edit, { answer, strength: 1, featherPx: 8 }, null]);
    expect(await from.details(original)).toMatchObject({ isAnswer: false, edit: null, composite: null });
  };
  await look(library);
  await library.work.rebuild({ task: 'anew' });
  await look(library);
});

test('an edit is a part of the family: of the picture, of its answers, of what came of them', async () => {
  const library = await openLibrary();
  const { original, answer, composite } = await edited(library);
  const ids = async (id: string) => {
    const { parents, children, siblings } = await library.family(id);
    return [parents, children, siblings].map((pictures) => pictures.map((picture) => picture.id).sort());
  };
  expect(await ids(original)).toEqual([[], [answer, composite].sort(), [original]]);
  expect(await ids(answer)).toEqual([[original], [composite], [answer]]);
  expect(await ids(composite)).toEqual([[original, answer].sort(), [], [composite]]);
});

test('what was laid together costs nothing: its answer is found by what was paid, and it isn’t', async () => {
  const library = await openLibrary();
  const { original, answer } = await edited(library);
  expect((await shown(library, { costFrom: 0 })).map(({ id }) => id).sort()).toEqual([original, answer].sort());
});

test('the masks of earlier edits are found by the size of what was edited, each once, the last one first', async () => {
  const library = await openLibrary();
  const original = await keep(library, 1);
  const masks = [await input(library, 10), await input(library, 11), await input(library, 12)];
  const [first = '', second = '', other = ''] = masks;
  const at = (createdAt: number, edit: Edit, prompt: string) =>
    keep(library, 100 + createdAt, { createdAt, edit, prompt, mask: edit.mask });
  await at(1, editOf(original, first), 'a hat');
  await at(2, editOf(original, second), 'a scarf');
  await at(3, editOf(original, other, 61), 'another size');
  await at(4, editOf(original, first), 'a hat once more');
  const trashed = await at(5, editOf(original, 'e'.repeat(64)), 'a mask that is gone');
  expect(await library.edits.earlierMasks({ width: 60, height: 40 })).toEqual([
    { mask: first, prompt: 'a hat once more', createdAt: 4 },
    { mask: second, prompt: 'a scarf', createdAt: 2 },
  ]);
  expect(await library.edits.earlierMasks({ width: 61, height: 40 })).toHaveLength(1);
  await library.moveToTrash({ ids: [trashed] });
  expect(await library.edits.earlierMasks({ width: 7, height: 7 })).toEqual([]);
});

test('what was laid together comes out of the trash when it is laid together again', async () => {
  const library = await openLibrary();
  const { composite, answer, edit, original, mask } = await edited(library);
  await library.moveToTrash({ ids: [composite] });
  const again = { jobId: 'edit', prompt: 'a hat', references: [original], mask, edit, composite: { answer, strength: 1, featherPx: 8 } };
  expect(await keep(library, 6, again)).toBe(composite);
  expect(await library.details(composite)).toMatchObject({ trashedAt: null });
});
