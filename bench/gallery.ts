// A library of 100,000 and of 500,000 pictures in the running app: opening, scrolling, searching, tagging, memory, and how long
// the main process ever stopped meanwhile. The libraries are made once and kept in the system's temporary folder.
import fs from 'node:fs';
import path from 'node:path';

import type { CDPSession, Page } from '@playwright/test';

import { launchApp, type Afterglow } from '../e2e/app.ts';
import { quantile, report, rounded } from './figures.ts';
import { pauseAlone } from './gallery/alone.ts';
import { scriptPerFrame } from './gallery/frames.ts';
import { takeLongTasks, timeKey, untilPainted, watchLongTasks } from './gallery/probe.ts';
import { syntheticHome } from './gallery/synthetic-library.ts';
import { tagEverything } from './gallery/tagging.ts';
import { watchMainProcess } from './main-process.ts';

const sizes = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [100_000, 500_000];
const openings = 5;
/** How long the hand rests at each place: a part of what is measured, not a wait for something. Whoever looks here for what is painted runs script. */
const restMs = 500;
const typed = ['golden forest fox', 'city night rain', '雪山', 'cat -dog', '"red fox"', 'no4217'];
/** Nothing answers there: the gallery needs no service. */
const nowhere = { AFTERGLOW_API_URL: 'http://127.0.0.1:9', AFTERGLOW_FILES_URL: 'http://127.0.0.1:9' };

for (const pictures of sizes) report({ figure: 'gallery', pictures, ...(await measure(pictures)) });

async function measure(pictures: number): Promise<Record<string, unknown>> {
  const home = await syntheticHome(pictures);
  const environment = { ...nowhere, AFTERGLOW_HOME: home };
  const rebuiltPerSecond = await rebuild(environment, home, pictures);
  const alone = await pauseAlone(home);
  const opened: number[] = [];
  for (let run = 0; run < openings; run += 1) opened.push(await withApp(environment, (app) => open(app)));
  return withApp(environment, async (app) => {
    await open(app);
    await watchLongTasks(app.page);
    await watchMainProcess(app);
    const session = await app.page.context().newCDPSession(app.page);
    const flick = await flickThrough(app.page, session);
    const search = await searchAsYouType(app, pictures);
    const tagging = await tagEverything(app, pictures);
    return {
      rebuiltPerSecond,
      openMs: { median: rounded(quantile(opened, 0.5)), most: rounded(Math.max(...opened)) },
      ...flick,
      search,
      ...tagging,
      heapMB: await heapOf(session),
      mainProcessPauseMs: { ...(await longestPause(app)), alone },
    };
  });
}

async function withApp<T>(environment: Readonly<Record<string, string>>, work: (app: Afterglow) => Promise<T>): Promise<T> {
  const app = await launchApp(environment, []);
  try {
    return await work(app);
  } finally {
    await app.close();
  }
}

/** The index made anew from records and files, previews left as they are: the time until the gallery tells the whole number. */
async function rebuild(environment: Readonly<Record<string, string>>, home: string, pictures: number): Promise<number> {
  const hidden = path.join(home, 'pictures', 'Afterglow', '.afterglow');
  for (const name of fs.readdirSync(hidden)) if (name.startsWith('index')) fs.rmSync(path.join(hidden, name), { recursive: true });
  const startedAt = performance.now();
  return withApp(environment, async (app) => {
    await app.goTo('Gallery');
    await app.gallery.count.filter({ hasText: pictures.toLocaleString('en') }).waitFor({ timeout: 300_000 });
    return Math.round(pictures / ((performance.now() - startedAt) / 1000));
  });
}

/** From the click on Gallery, as soon as there is something to click on, to its first tiles with their pictures. */
async function open(app: Afterglow): Promise<number> {
  await app.page.evaluate(() =>
    addEventListener('click', ({ timeStamp }) => Object.assign(globalThis, { clickedAt: timeStamp }), { once: true, capture: true }),
  );
  await app.goTo('Gallery');
  await untilPainted(app.page, 8);
  return app.page.evaluate(() => performance.now() - (Reflect.get(globalThis, 'clickedAt') as number));
}

/** Twice the same way: once to see what scripts run, once to see how long tiles stay blank, since looking for those is script too. */
async function flickThrough(page: Page, session: CDPSession): Promise<Record<string, unknown>> {
  const scriptMsPerFrame = await scriptPerFrame(session, () => flick(page, () => page.waitForTimeout(restMs)));
  const long = await takeLongTasks(page);
  const blanks: number[] = [];
  await flick(page, async () => void blanks.push(await untilPainted(page)));
  return {
    longTasks: long.length,
    longestTaskMs: rounded(Math.max(0, ...long)),
    scriptMsPerFrame,
    stops: blanks.length,
    blankOver200Ms: blanks.filter((ms) => ms > 200).length,
    longestBlankMs: rounded(Math.max(...blanks)),
  };
}

/** By the scrubber from end to end, and by the wheel at places along the way. */
async function flick(page: Page, rest: () => Promise<void>): Promise<void> {
  const bar = await page.getByRole('slider', { name: 'Timeline' }).boundingBox();
  if (!bar) throw new Error('There is no scrubber.');
  const middle = bar.x + bar.width / 2;
  const at = (share: number) => page.mouse.move(middle, bar.y + 4 + share * (bar.height - 8));
  await at(0);
  await page.mouse.down();
  for (let step = 0; step <= 150; step += 1) await at(step / 150);
  await page.mouse.up();
  await rest();
  for (let stop = 9; stop >= 0; stop -= 1) {
    await at(stop / 10);
    await page.mouse.down();
    await page.mouse.up();
    await rest();
    await page.mouse.move(600, 400);
    for (let turn = 0; turn < 30; turn += 1) await page.mouse.wheel(0, turn % 3 === 0 ? 900 : 240);
    await rest();
  }
}

async function searchAsYouType({ page, gallery }: Afterglow, pictures: number): Promise<Record<string, unknown>> {
  const box = gallery.search;
  const took: number[] = [];
  for (const text of typed) {
    await box.focus();
    for (const key of text) {
      const ms = await timeKey(page, key);
      if (ms !== null) took.push(ms);
    }
    await box.fill('');
    await gallery.count.filter({ hasText: pictures.toLocaleString('en') }).waitFor();
    await untilPainted(page);
  }
  return { keys: took.length, p50: rounded(quantile(took, 0.5)), p95: rounded(quantile(took, 0.95)), most: rounded(Math.max(...took)) };
}

async function heapOf(session: CDPSession): Promise<Record<string, number>> {
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize, backingStorageSize = 0 } = (await session.send('Runtime.getHeapUsage')) as {
    usedSize: number;
    backingStorageSize?: number;
  };
  return { used: rounded(usedSize / 1e6), arrays: rounded(backingStorageSize / 1e6) };
}

function longestPause(app: Afterglow): Promise<Record<string, number>> {
  return app.electron.evaluate(() => {
    const delay = Reflect.get(globalThis, 'delay') as { max: number; percentile: (p: number) => number };
    return { most: Math.round(delay.max / 1e5) / 10, p99: Math.round(delay.percentile(99) / 1e5) / 10 };
  });
}
