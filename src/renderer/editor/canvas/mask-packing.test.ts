import { beforeEach, expect, test } from 'vitest';

import { editor, type EditorDriver } from '../engine/test-driver.ts';
import { MaskPacking } from './mask-packing.ts';

/** What waits for its turn: the test gives it. */
let waiting: (() => void)[];
let given: number;
let packing: MaskPacking;
let driver: EditorDriver;
beforeEach(() => {
  waiting = [];
  given = 0;
  let now = 0;
  // Every slice takes longer than it may.
  packing = new MaskPacking(
    () => new Promise<void>((go) => waiting.push(go)),
    () => (now += 5),
  );
  driver = editor(900, 700).brush(200).down(200, 200).move(700, 500).up();
});

async function giveTurn(): Promise<boolean> {
  await expect.poll(() => waiting.length).toBeGreaterThan(0);
  given += 1;
  for (const go of waiting.splice(0)) go();
  return false;
}

/** Everything has its turn until it is done. */
async function finished<T>(packed: Promise<T>): Promise<T> {
  const isDone = packed.then(() => true);
  while (!(await Promise.race([isDone, giveTurn()])));
  return packed;
}

const stroke = () => driver.down(100, 600).move(120, 600).up();
const atRest = { known: null, atRest: true };
const now = { known: null, atRest: false };

test('others have their turn again and again, and what comes of it is the mask with its own state', async () => {
  const { state } = driver.editor;
  const packed = await finished(packing.pack(driver.editor, atRest));
  expect(given).toBeGreaterThanOrEqual(5);
  expect(packed).toMatchObject({ state });
  expect(await finished(packing.pack(driver.editor, now))).toEqual(packed);
});

test('at rest it is given up at the next turn when somebody paints on', async () => {
  const packed = packing.pack(driver.editor, atRest);
  await giveTurn();
  stroke();
  await giveTurn();
  await expect(packed).resolves.toBe('painting');
});

test('at rest nothing is begun in the middle of a stroke', async () => {
  driver.down(100, 600).move(120, 600);
  await expect(packing.pack(driver.editor, atRest)).resolves.toBe('painting');
});

test('what is asked for now is the mask as it is now, whatever is painted meanwhile', async () => {
  const { state } = driver.editor;
  const wanted = await finished(new MaskPacking().pack(driver.editor, now));
  const packed = packing.pack(driver.editor, now);
  await giveTurn();
  stroke();
  expect(await finished(packed)).toEqual(wanted);
  expect(wanted).toMatchObject({ state });
});

test('what is asked for now goes on with what was begun at rest, which isn’t given up any more', async () => {
  const begun = packing.pack(driver.editor, atRest);
  await giveTurn();
  const wanted = packing.pack(driver.editor, now);
  stroke();
  const [first, second] = await finished(Promise.all([begun, wanted]));
  expect(second).toBe(first);
  expect(first).toHaveProperty('png');
});

test('a mask that is known isn’t packed again, the next one is', async () => {
  const known = { known: driver.editor.state.revision };
  await expect(packing.pack(driver.editor, { ...known, atRest: true })).resolves.toBe('known');
  await expect(packing.pack(driver.editor, { ...known, atRest: false })).resolves.toBe('known');
  stroke();
  await expect(finished(packing.pack(driver.editor, { ...known, atRest: false }))).resolves.toHaveProperty('png');
});
