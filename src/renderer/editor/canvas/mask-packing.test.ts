import { beforeEach, expect, test } from 'vitest';

import { editor, type EditorDriver } from '../engine/test-driver.ts';
import { MaskPacking } from './mask-packing.ts';

let turns: number;
/** What happens when others have their turn, which is after every slice here: each takes longer than it may. */
let others: () => void;
let packing: MaskPacking;
let driver: EditorDriver;
beforeEach(() => {
  [turns, others] = [0, () => undefined];
  const giveTurn = () => {
    turns += 1;
    others();
    return Promise.resolve();
  };
  let now = 0;
  packing = new MaskPacking(giveTurn, () => (now += 5));
  driver = editor(900, 700).brush(200).down(200, 200).move(700, 500).up();
});

const stroke = () => driver.down(100, 600).move(120, 600).up();
const paintsOnAt = (turn: number) => () => {
  if (turns === turn) stroke();
};
const atRest = { known: null, atRest: true };
const now = { known: null, atRest: false };

test('others have their turn again and again, and what comes of it is the mask with its own state', async () => {
  const { state } = driver.editor;
  const packed = await packing.pack(driver.editor, atRest);
  expect(turns).toBeGreaterThanOrEqual(5);
  expect(packed).toMatchObject({ state });
  expect(await packing.pack(driver.editor, now)).toEqual(packed);
});

test('a slice that was quick is followed by the next', async () => {
  await new MaskPacking(
    () => Promise.resolve((turns += 1)),
    () => 0,
  ).pack(driver.editor, now);
  expect(turns).toBe(0);
});

test('at rest it is given up at the next turn when somebody paints on', async () => {
  others = paintsOnAt(2);
  await expect(packing.pack(driver.editor, atRest)).resolves.toBe('painting');
  expect(turns).toBe(2);
});

test('at rest nothing is begun in the middle of a stroke', async () => {
  driver.down(100, 600).move(120, 600);
  await expect(packing.pack(driver.editor, atRest)).resolves.toBe('painting');
});

test('what is asked for now is the mask as it is now, whatever is painted meanwhile', async () => {
  const wanted = await packing.pack(driver.editor, now);
  turns = 0;
  others = paintsOnAt(2);
  expect(await packing.pack(driver.editor, now)).toEqual(wanted);
  expect(await packing.pack(driver.editor, now)).not.toEqual(wanted);
});

test('what is asked for now goes on with what was begun at rest, which isn’t given up any more', async () => {
  let wanted: Promise<unknown> = Promise.resolve();
  others = () => {
    if (turns === 2) wanted = packing.pack(driver.editor, now);
    paintsOnAt(3)();
  };
  const begun = await packing.pack(driver.editor, atRest);
  expect(begun).toHaveProperty('png');
  expect(await wanted).toBe(begun);
});

test('a mask that is known isn’t packed again, the next one is', async () => {
  const known = { known: driver.editor.state.revision };
  await expect(packing.pack(driver.editor, { ...known, atRest: true })).resolves.toBe('known');
  await expect(packing.pack(driver.editor, { ...known, atRest: false })).resolves.toBe('known');
  stroke();
  await expect(packing.pack(driver.editor, { ...known, atRest: false })).resolves.toHaveProperty('png');
});
