import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import type { Page } from '@playwright/test';

import { launchApp, type Afterglow } from '../../e2e/app.ts';
import { quantile, rounded } from '../figures.ts';
import { traced, type TraceEvent } from '../trace.ts';
import { makePhoto } from './photo.ts';

/** Nothing answers there: painting needs no service. */
const nowhere = { AFTERGLOW_API_URL: 'http://127.0.0.1:9', AFTERGLOW_FILES_URL: 'http://127.0.0.1:9' };
const openings = 3;
const brushes = [80, 500, 2_000];
const categories = ['devtools.timeline', 'disabled-by-default-devtools.timeline', 'toplevel', '__metadata'];

/** How it is to paint on a picture of that size, in the running app. */
export async function painting(width: number, height: number): Promise<Record<string, unknown>> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'afterglow-bench-'));
  const photo = await makePhoto(path.join(folder, 'photo.jpg'), width, height);
  const app = await launchApp({ ...nowhere, AFTERGLOW_HOME: path.join(folder, 'home') }, []);
  try {
    await bringIn(app, photo);
    const opened: number[] = [];
    for (let run = 0; run < openings; run += 1) opened.push(await open(app, run === openings - 1));
    const openMs = { median: rounded(quantile(opened, 0.5)), most: rounded(Math.max(...opened)) };
    const strokes: Record<string, unknown> = {};
    for (const px of brushes) strokes[`brush${px}`] = await stroke(app, px);
    return { openMs, strokes, wandMs: await wand(app), undoMs: await undo(app) };
  } finally {
    await app.close();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

async function bringIn(app: Afterglow, file: string): Promise<void> {
  await app.goTo('Gallery');
  await app.chooseFiles(file);
  await app.library.addBy('files');
  await app.gallery.pictures.first().waitFor({ timeout: 60_000 });
}

/** From the press of the key in the gallery to the moment when the picture lies there and can be painted on. */
async function open(app: Afterglow, stays: boolean): Promise<number> {
  await app.gallery.pictures.first().focus();
  const began = Date.now();
  await app.page.keyboard.press('e');
  await app.editor.ready();
  const took = Date.now() - began;
  if (!stays) {
    await app.page.keyboard.press('Escape');
    await app.editor.dialog.waitFor({ state: 'detached' });
  }
  return took;
}

/** A scribble over the whole stage, as quick as a hand that is in a hurry. */
async function stroke(app: Afterglow, px: number): Promise<Record<string, unknown>> {
  await app.editor.choose('Brush');
  await app.editor.setBrush(px);
  const session = await app.page.context().newCDPSession(app.page);
  const events = await traced(session, categories, () => scribble(app.page, app));
  await session.detach();
  return { ...pointerEvents(events), ...frames(events) };
}

async function scribble(page: Page, app: Afterglow): Promise<void> {
  const box = await app.editor.stage.boundingBox();
  if (!box) throw new Error('There is nothing to paint on.');
  const at = (step: number) => ({
    x: box.x + box.width * (0.5 + 0.3 * Math.sin(step / 17)),
    y: box.y + box.height * (0.5 + 0.3 * Math.sin(step / 23 + 1)),
  });
  await page.mouse.move(at(0).x, at(0).y);
  await page.mouse.down();
  for (let step = 1; step <= 240; step += 1) await page.mouse.move(at(step).x, at(step).y);
  await page.mouse.up();
}

/** What the page's main thread does for each move of the pointer. */
function pointerEvents(events: readonly TraceEvent[]): Record<string, number> {
  const moves = events.filter(({ name, ph, args }) => name === 'EventDispatch' && ph === 'X' && args?.data?.type === 'pointermove');
  const ms = moves.map(({ dur = 0 }) => dur / 1000);
  return { events: ms.length, eventP95Ms: rounded(quantile(ms, 0.95)), eventMostMs: rounded(Math.max(...ms)) };
}

/** The longest task of the page's main thread, and the longest frame of the worker that paints. */
function frames(events: readonly TraceEvent[]): Record<string, number> {
  const main = threadOf(events, 'CrRendererMain', 'BeginMainThreadFrame');
  const tasks = events.filter(({ name, ph, pid, tid }) => name.endsWith('RunTask') && ph === 'X' && `${pid}.${tid}` === main);
  const painted = events.filter(({ name, ph, pid, tid }) => name === 'FireAnimationFrame' && ph === 'X' && `${pid}.${tid}` !== main);
  const longest = (of: readonly TraceEvent[]): number => rounded(Math.max(0, ...of.map(({ dur = 0 }) => dur / 1000)));
  return { longestTaskMs: longest(tasks), workerFrames: painted.length, longestFrameMs: longest(painted) };
}

/** Of the threads with that name, the one that does such things. */
function threadOf(events: readonly TraceEvent[], called: string, doing: string): string {
  const named = events.filter(({ name, args }) => name === 'thread_name' && args?.name === called).map(({ pid, tid }) => `${pid}.${tid}`);
  const busy = Map.groupBy(
    events.filter(({ name }) => name === doing),
    ({ pid, tid }) => `${pid}.${tid}`,
  );
  return named.sort((a, b) => (busy.get(b)?.length ?? 0) - (busy.get(a)?.length ?? 0))[0] ?? '';
}

/** From the click to the new outline, several times over. The first one waits for the picture's colours. */
async function wand(app: Afterglow): Promise<Record<string, number>> {
  await app.editor.choose('Magic wand');
  const took: number[] = [];
  for (const [x, y] of [
    [0.3, 0.3],
    [0.3, 0.3],
    [0.5, 0.8],
    [0.3, 0.25],
  ] as const) {
    await app.editor.button('Clear').click();
    await app.editor.sign.getByText('Nothing').or(app.editor.sign).first().waitFor();
    const box = await app.editor.stage.boundingBox();
    if (!box) throw new Error('There is nothing to click on.');
    took.push(await untilMarked(app, () => app.page.mouse.click(box.x + box.width * x, box.y + box.height * y)));
  }
  return {
    first: rounded(took[0] ?? Number.NaN),
    median: rounded(quantile(took.slice(1), 0.5)),
    most: rounded(Math.max(...took.slice(1))),
  };
}

async function undo(app: Afterglow): Promise<number> {
  await app.editor.button('Fill').click();
  return rounded(await untilMarked(app, () => app.page.keyboard.press('ControlOrMeta+z')));
}

/** From the press until the sign tells another share, and a frame more. */
async function untilMarked(app: Afterglow, act: () => Promise<void>): Promise<number> {
  await app.page.evaluate(() => {
    const sign = document.querySelector('[data-marked]');
    if (!sign) throw new Error('There is no sign.');
    const answered = new Promise<number>((resolve) => {
      let began = 0;
      for (const name of ['pointerdown', 'keydown']) {
        addEventListener(name, ({ timeStamp }) => (began ||= timeStamp), { once: true, capture: true });
      }
      const watching = new MutationObserver(() => {
        if (began === 0) return;
        watching.disconnect();
        requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - began)));
      });
      watching.observe(sign, { subtree: true, childList: true, characterData: true, attributes: true });
    });
    Object.assign(globalThis, { answered });
  });
  await act();
  return app.page.evaluate(() => Reflect.get(globalThis, 'answered') as Promise<number>);
}
