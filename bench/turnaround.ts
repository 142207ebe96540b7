// From "completed at the service" to "tile painted", and look-ups per task: for one task at a time, and for 100 at once that tell
// their progress truthfully, or not at all. In real time, looked up one by one.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { launchApp, type Afterglow } from '../e2e/app.ts';
import { Journal } from '../src/main/jobs/journal.ts';
import { leaveRunning } from '../src/main/jobs/left-running.ts';
import type { PracticeSettings } from '../src/main/practice/practice-options.ts';
import { PracticeServer } from '../src/main/practice/practice-server.ts';
import { quantile, report, rounded } from './figures.ts';

const [atOnce = 100, usualMs = 100_000, truthfulShare = 0.1, silentShare = 0.3] = process.argv.slice(2).map(Number);
const singles = 5;
const singleMs = 5_000;

report({
  figure: 'turnaround',
  one: await oneAtATime(),
  truthful: await manyAtOnce('linear', truthfulShare),
  silent: await manyAtOnce('silent', silentShare),
  cores: os.cpus().length,
});

async function oneAtATime(): Promise<Record<string, unknown>> {
  return withService({ pace: 'linear' }, async (service, environment) => {
    const app = await launchApp(environment, []);
    await app.welcome.saveKey(service.key);
    await app.create.prompt.waitFor();
    const figures = await measure(app, service, async () => {
      for (let i = 0; i < singles; i++) {
        await app.goTo('Create');
        await app.create.make(`picture ${i} of ${singleMs + i} ms`);
        await app.goTo('Gallery');
        await app.gallery.picture(`picture ${i} of`).waitFor({ timeout: singleMs * 4 });
      }
    });
    await app.close();
    return { ...figures, ...steps(service, environment.AFTERGLOW_HOME) };
  });
}

/** Tasks that take as long as usual, give or take that share. The service only knows how long is usual. */
async function manyAtOnce(pace: 'linear' | 'silent', share: number): Promise<Record<string, unknown>> {
  return withService({ pace, estimateMs: usualMs }, async (service, environment) => {
    const setUp = await launchApp(environment, []);
    await setUp.welcome.saveKey(service.key);
    await setUp.create.prompt.waitFor();
    await setUp.close();
    const journal = journalIn(environment.AFTERGLOW_HOME);
    await leaveRunning(service, journal, prompts(share), Date.now);
    journal.close();
    const app = await launchApp(environment, []);
    await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setSize(2560, 1440));
    await app.goTo('Gallery');
    const figures = await measure(app, service, async () => {
      const isPainted = (count: number) => Object.keys((globalThis as unknown as { paintedAt: object }).paintedAt).length >= count;
      await app.page.waitForFunction(isPainted, atOnce, { timeout: usualMs * (1 + share) + 60_000 });
    });
    await app.close();
    return { spread: share, ...figures, ...steps(service, environment.AFTERGLOW_HOME) };
  });
}

/** The prompt says how long its task takes. */
function prompts(share: number): string[] {
  const step = (i: number): number => (((i * 37) % atOnce) + 0.5) / atOnce;
  return Array.from({ length: atOnce }, (_, i) => `number ${i} of many, ${Math.round(usualMs * (1 + share * (2 * step(i) - 1)))} ms`);
}

function durationOf(prompt: string): number {
  return Number(/(\d+) ms/.exec(prompt)?.[1]);
}

type Environment = Readonly<Record<'AFTERGLOW_HOME' | 'AFTERGLOW_API_URL' | 'AFTERGLOW_FILES_URL', string>>;

async function withService<T>(
  settings: PracticeSettings,
  work: (service: PracticeServer, environment: Environment) => Promise<T>,
): Promise<T> {
  const taskMs = ({ prompt }: { prompt: string }): number => durationOf(prompt);
  const service = new PracticeServer({ pictures: 'plain', credits: 100_000, taskMs, features: { batch: false }, ...settings });
  await service.start();
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'afterglow-bench-'));
  try {
    return await work(service, { AFTERGLOW_HOME: home, AFTERGLOW_API_URL: service.url, AFTERGLOW_FILES_URL: service.filesUrl });
  } finally {
    await service.stop();
    fs.rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Notes when each thumbnail is on the screen, lets `work` run, and sets that against the ends of the tasks. */
async function measure(app: Afterglow, service: PracticeServer, work: () => Promise<void>): Promise<Record<string, unknown>> {
  await app.page.evaluate(() => {
    const paintedAt: Record<string, number> = {};
    Object.assign(globalThis, { paintedAt });
    const note = ({ target }: Event): void => {
      const id = target instanceof HTMLImageElement ? /thumbnail\/([0-9a-f]{64})/.exec(target.src)?.[1] : undefined;
      // Two frames later it is on the screen.
      if (id !== undefined) requestAnimationFrame(() => requestAnimationFrame(() => (paintedAt[id] ??= Date.now())));
    };
    document.addEventListener('load', note, true);
  });
  await work();
  const painted = await paintings(app);
  const lateMs = painted.map(({ taskId, prompt, at }) => at - endOf(service, taskId, prompt));
  if (lateMs.length === 0) throw new Error('Nothing was painted');
  return {
    tasks: lateMs.length,
    medianMs: rounded(quantile(lateMs, 0.5)),
    p95Ms: rounded(quantile(lateMs, 0.95)),
    ...lookUps(service),
    load: rounded(os.loadavg()[0] ?? Number.NaN),
  };
}

/** Where the time goes, by the app's own journal: until a look-up said that the task is finished, and until its picture was safe. */
function steps(service: PracticeServer, home: string): Record<string, unknown> {
  const journal = journalIn(home);
  const jobs = journal.jobs().flatMap((job) => (job.state === 'done' ? [job] : []));
  const at = (what: string): number[] =>
    jobs.map(({ id, task, request }) => {
      const event = journal.events(id).findLast((each) => each.what === what);
      return (event?.at ?? Number.NaN) - endOf(service, task.id, request.prompt);
    });
  const [noticed, safe] = [at('completed'), at('done')];
  journal.close();
  return { noticedMs: rounded(quantile(noticed, 0.5)), safeMs: rounded(quantile(safe, 0.5)) };
}

function journalIn(home: string): Journal {
  return Journal.open(path.join(home, 'data/journal.db'), Date.now());
}

function endOf(service: PracticeServer, taskId: string, prompt: string): number {
  return (service.ledger.find((entry) => entry.taskId === taskId)?.atMs ?? Number.NaN) + durationOf(prompt);
}

interface Painting {
  readonly taskId: string;
  readonly prompt: string;
  readonly at: number;
}

function paintings(app: Afterglow): Promise<readonly Painting[]> {
  return app.page.evaluate(async () => {
    const { paintedAt } = globalThis as unknown as { paintedAt: Record<string, number> };
    const { bridge } = globalThis as unknown as {
      bridge: { pictures: { details: (id: string) => Promise<{ value: { taskId: string; prompt: string } }> } };
    };
    const entries = Object.entries(paintedAt).map(async ([id, at]) => {
      const { taskId, prompt } = (await bridge.pictures.details(id)).value;
      return { taskId, prompt, at };
    });
    return Promise.all(entries);
  });
}

function lookUps(service: PracticeServer): Record<string, unknown> {
  const paths = service.requests.filter(({ route }) => route === 'GET /v1/tasks/{id}').map(({ path: asked }) => asked);
  const perTask = new Map<string, number>();
  for (const asked of paths) perTask.set(asked, (perTask.get(asked) ?? 0) + 1);
  return { lookUpsPerTask: rounded(paths.length / perTask.size), mostLookUps: Math.max(...perTask.values()) };
}
