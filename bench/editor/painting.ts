import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import type { Page } from '@playwright/test';

import { launchApp, type Afterglow } from '../../e2e/app.ts';
import { quantile, rounded } from '../figures.ts';
import { traced } from '../trace.ts';
import { DrawnCanvas, type Part } from './drawn-canvas.ts';
import { bringIn, nowhere, openFirst } from './in-app.ts';
import { makePhoto } from './photo.ts';
import { strokeCategories, strokeFigures } from './stroke-trace.ts';

const openings = 3;
const brushes = [80, 500, 2_000];
const undos = 5;

interface Size {
  readonly width: number;
  readonly height: number;
}

/** How it is to paint on a picture of that size, in the running app. */
export async function painting(width: number, height: number): Promise<Record<string, unknown>> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'afterglow-bench-'));
  const photo = await makePhoto(path.join(folder, 'photo.jpg'), width, height);
  const app = await launchApp({ ...nowhere, AFTERGLOW_HOME: path.join(folder, 'home') }, []);
  try {
    await bringIn(app, photo);
    const opened: number[] = [];
    for (let run = 0; run < openings; run += 1) {
      if (run > 0) await leave(app);
      opened.push(await openFirst(app));
    }
    const openMs = { median: rounded(quantile(opened, 0.5)), most: rounded(Math.max(...opened)) };
    const strokeMs: Record<string, unknown> = {};
    for (const px of brushes) strokeMs[`brush${px}`] = await stroke(app, px);
    const canvas = await DrawnCanvas.of(app.page);
    return { openMs, strokeMs, wandMs: await wand(app, canvas), undoMs: await undo(app, canvas, { width, height }) };
  } finally {
    await app.close();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

async function leave(app: Afterglow): Promise<void> {
  await app.page.keyboard.press('Escape');
  await app.editor.dialog.waitFor({ state: 'detached' });
}

/** A scribble over the whole stage, as quick as a hand that is in a hurry. */
async function stroke(app: Afterglow, px: number): Promise<unknown> {
  await app.editor.choose('Brush');
  await app.editor.setBrush(px);
  const session = await app.page.context().newCDPSession(app.page);
  const events = await traced(session, strokeCategories, () => scribble(app.page, app));
  await session.detach();
  return strokeFigures(events);
}

async function scribble(page: Page, app: Afterglow): Promise<void> {
  const box = await stageOf(app);
  const at = (step: number) => ({
    x: box.x + box.width * (0.5 + 0.3 * Math.sin(step / 17)),
    y: box.y + box.height * (0.5 + 0.3 * Math.sin(step / 23 + 1)),
  });
  await page.mouse.move(at(0).x, at(0).y);
  await page.mouse.down();
  for (let step = 1; step <= 240; step += 1) await page.mouse.move(at(step).x, at(step).y);
  await page.mouse.up();
}

async function stageOf(app: Afterglow): Promise<Size & { readonly x: number; readonly y: number }> {
  const box = await app.editor.stage.boundingBox();
  if (!box) throw new Error('There is nothing to paint on.');
  return box;
}

/** From the click to the outline on the screen, several times over. The first one waits for the picture's colours. */
async function wand(app: Afterglow, canvas: DrawnCanvas): Promise<Record<string, number>> {
  const { editor, page } = app;
  await editor.choose('Magic wand');
  await editor.button('Clear').click();
  await editor.button('As an outline').click();
  await page.mouse.move(1, 1);
  await editor.sign.filter({ hasText: 'Paint over' }).waitFor();
  const box = await stageOf(app);
  const took: number[] = [];
  for (const [x, y] of [
    [0.3, 0.3],
    [0.3, 0.3],
    [0.5, 0.8],
    [0.3, 0.25],
  ] as const) {
    // From top to bottom through what is clicked on: somewhere there an outline crosses.
    const line: readonly Part[] = [{ x, y: 0, height: 1 }];
    const bare = await canvas.look(line);
    took.push(await canvas.timed(line, { isNot: bare }, () => page.mouse.click(box.x + box.width * x, box.y + box.height * y)));
    await editor.button('Clear').click();
    await canvas.until(line, { is: bare });
  }
  await editor.button('As a tint').click();
  return {
    first: rounded(took[0] ?? Number.NaN),
    median: rounded(quantile(took.slice(1), 0.5)),
    most: rounded(Math.max(...took.slice(1))),
  };
}

/** A stroke over all of the canvas is taken back: from the key to the bare picture on the screen. */
async function undo(app: Afterglow, canvas: DrawnCanvas, picture: Size): Promise<Record<string, number>> {
  const { editor, page } = app;
  const parts = await cornersOf(app, picture);
  await page.mouse.move(1, 1);
  const bare = await canvas.look(parts);
  await paintAll(app, picture);
  await canvas.until(parts, { isNot: bare });
  await editor.sign.filter({ hasText: /^(9\d% marked|Everything is marked)$/ }).waitFor();
  const painted = await canvas.look(parts);
  const took: number[] = [];
  for (let run = 0; run < undos; run += 1) {
    took.push(await canvas.timed(parts, { is: bare }, () => page.keyboard.press('ControlOrMeta+z')));
    await page.keyboard.press('ControlOrMeta+Shift+z');
    await canvas.until(parts, { is: painted });
  }
  return { median: rounded(quantile(took, 0.5)), most: rounded(Math.max(...took)) };
}

/** Line below line with the largest brush, in one stroke. */
async function paintAll(app: Afterglow, picture: Size): Promise<void> {
  const { editor, page } = app;
  const px = 2_000;
  await editor.choose('Brush');
  await editor.setBrush(px);
  const to: { x: number; y: number }[] = [];
  for (let y = 0; y < picture.height + px / 3; y += px / 3) {
    const isBack = to.length % 4 !== 0;
    to.push({ x: isBack ? picture.width : 0, y }, { x: isBack ? 0 : picture.width, y });
  }
  await editor.drag(picture, { x: 0, y: 0 }, ...to);
  await page.mouse.move(1, 1);
}

/** Near the picture's corners, and its middle: what is drawn there is drawn everywhere. */
async function cornersOf(app: Afterglow, { width, height }: Size): Promise<readonly Part[]> {
  const lying = await app.editor.lyingOf({ width, height });
  const box = await stageOf(app);
  return [0.03, 0.5, 0.97].flatMap((across) =>
    [0.03, 0.5, 0.97].map((down) => {
      const { x, y } = lying({ x: width * across, y: height * down });
      return { x: (x - box.x) / box.width, y: (y - box.y) / box.height };
    }),
  );
}
