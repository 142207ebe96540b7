import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { launchApp, type Afterglow } from '../../e2e/app.ts';
import { compositesIn } from '../../e2e/edited-pictures.ts';
import { isKept } from '../../e2e/kept-drafts.ts';
import { PracticeServer } from '../../src/main/practice/practice-server.ts';
import { rounded } from '../figures.ts';
import { watchMainProcess } from '../main-process.ts';
import { bringIn, openFirst } from './in-app.ts';
import { watchOwnMemory } from './own-memory.ts';
import { makePhoto } from './photo.ts';

const drift = { shiftPx: { x: 3, y: -2 }, gain: [1.05, 1.04, 0.96], offset: 4, noise: 3 } as const;
const patienceMs = 60_000;
const prompt = 'a red balloon';

interface Phase {
  readonly ms: number;
  /** The longest that the main process' event loop stood still. In the stand-in its own work is done there too. */
  readonly mainProcessPauseMs: number;
  readonly peakMB: ReturnType<ReturnType<typeof watchOwnMemory>>;
}

/** A precise edit of a large picture in the running app: what is done before it is sent, when the answer is there, and when it is kept. */
export async function saving(width: number, height: number, kind: 'png' | 'jpeg' = 'png'): Promise<Record<string, unknown>> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'afterglow-bench-'));
  const home = path.join(folder, 'home');
  const photo = await makePhoto(path.join(folder, `photo.${kind}`), width, height);
  const service = new PracticeServer({ pictures: 'plain', taskMs: () => 300, drift });
  await service.start();
  const app = await launchApp({ AFTERGLOW_API_URL: service.url, AFTERGLOW_FILES_URL: service.filesUrl, AFTERGLOW_HOME: home }, []);
  try {
    await app.welcome.saveKey(service.key);
    await app.create.prompt.waitFor();
    await bringIn(app, photo);
    await openFirst(app);
    await paint(app, { width, height });
    // Whoever has written what should be there has let painting rest by then.
    await isKept(home, prompt, { timeout: patienceMs });
    await watchMainProcess(app);
    const prepare = await phase(app, () => send(app, service));
    const arrived = Date.now();
    const judge = await phase(app, () => judged(app, arrived));
    const keep = await phase(app, () => kept(app));
    const [composite] = compositesIn(home);
    if (!composite) throw new Error('Nothing was kept.');
    const savedMB = rounded(composite.bytes / 1e6);
    // Without the service; judging is what the person waits for before there is anything to keep.
    const figures = { togetherMs: prepare.ms + keep.ms, withJudgingMs: prepare.ms + judge.ms + keep.ms };
    return { kind, megapixels: rounded((width * height) / 1e6), ...figures, prepare, judge, keep, savedMB };
  } finally {
    await app.close();
    await service.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** As large as fits into what is sent without making it smaller. */
async function paint({ editor }: Afterglow, picture: { readonly width: number; readonly height: number }): Promise<void> {
  const [x, y] = [picture.width / 2, picture.height / 2];
  await editor.choose('Brush');
  await editor.setBrush(480);
  await editor.drag(picture, { x: x - 200, y }, { x: x + 200, y });
  await editor.sign.filter({ hasText: 'marked' }).waitFor();
  await editor.prompt.fill(prompt);
}

/** `work` answers when it began, and when it was done. */
async function phase(app: Afterglow, work: () => Promise<readonly [number, number]>): Promise<Phase> {
  const memory = watchOwnMemory(app);
  await resetPauses(app);
  const [began, ended] = await work();
  return { ms: Math.round(ended - began), mainProcessPauseMs: await longestPause(app), peakMB: memory() };
}

/** From the press until the first of it goes to the service. Then waits for the answer. */
async function send({ editor, review }: Afterglow, service: PracticeServer): Promise<readonly [number, number]> {
  const began = Date.now();
  await editor.send.click();
  await review.panel.waitFor({ timeout: patienceMs });
  const upload = service.requests.find(({ route }) => route?.startsWith('POST /api/v1/files/upload'));
  return [began, upload?.atMs ?? Number.NaN];
}

/** From when the answer is in the library until it can be kept. */
async function judged({ page, review }: Afterglow, arrived: number): Promise<readonly [number, number]> {
  await review.keep.and(page.locator(':enabled')).waitFor({ timeout: patienceMs });
  return [arrived, Date.now()];
}

/** From the press until it is said to be in the library. */
async function kept({ review }: Afterglow): Promise<readonly [number, number]> {
  const began = Date.now();
  await review.keep.click();
  await review.saved.waitFor({ timeout: patienceMs });
  return [began, Date.now()];
}

interface Delay {
  max: number;
  readonly reset: () => void;
}

function resetPauses(app: Afterglow): Promise<void> {
  return app.electron.evaluate(() => (Reflect.get(globalThis, 'delay') as Delay).reset());
}

function longestPause(app: Afterglow): Promise<number> {
  return app.electron.evaluate(() => Math.round((Reflect.get(globalThis, 'delay') as Delay).max / 1e5) / 10);
}
