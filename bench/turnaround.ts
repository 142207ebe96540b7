// From "completed at the service" to "tile painted", and look-ups per task: for one task at a time, and for 100 at once of 15 to 100 s.
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { launchApp, type Afterglow } from '../e2e/app.ts';
import type { Access } from '../src/main/evolink/access.ts';
import { Evolink } from '../src/main/evolink/evolink.ts';
import { Transport } from '../src/main/evolink/transport.ts';
import { Journal } from '../src/main/jobs/journal.ts';
import { sampleJob, sampleRequest } from '../src/main/jobs/sample-job.ts';
import { PracticeServer } from '../src/main/practice/practice-server.ts';
import { advance } from '../src/shared/job.ts';
import { quantile, report, rounded } from './figures.ts';

const [atOnce = 100, longestMs = 100_000] = process.argv.slice(2).map(Number);
const shortestMs = 15_000;
const singles = 5;
const singleMs = 5_000;

/** The prompt says how long its task takes. */
const service = new PracticeServer({ pictures: 'plain', credits: 100_000, taskMs: ({ prompt }) => Number(/(\d+) ms/.exec(prompt)?.[1]) });
await service.start();
const home = fs.mkdtempSync(path.join(os.tmpdir(), 'afterglow-bench-'));
const environment = { AFTERGLOW_HOME: home, AFTERGLOW_API_URL: service.url, AFTERGLOW_FILES_URL: service.filesUrl };
const durationsMs = new Map<string, number>();

const first = await launchApp(environment, []);
await first.welcome.saveKey(service.key);
await first.create.prompt.waitFor();
const one = await measure(first, singles, async () => {
  for (let i = 0; i < singles; i++) {
    await first.goTo('Create');
    await first.create.make(`picture ${i} of ${singleMs + i} ms`);
    await first.goTo('Gallery');
    await first.gallery.picture(`picture ${i} of`).waitFor({ timeout: singleMs * 4 });
  }
});
await first.close();

const tasks = await startTasks();
const second = await launchApp(environment, []);
await second.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setSize(2560, 1440));
await second.goTo('Gallery');
const many = await measure(second, singles + atOnce, async () => {
  const isPainted = (count: number) =>
    (globalThis as { paintedAt?: Record<string, number> }).paintedAt &&
    Object.keys((globalThis as unknown as { paintedAt: object }).paintedAt).length >= count;
  await second.page.waitForFunction(isPainted, singles + tasks, { timeout: longestMs + 60_000 });
});
await second.close();
await service.stop();
fs.rmSync(home, { recursive: true, force: true, maxRetries: 5 });
report({ figure: 'turnaround', one, [`of${atOnce}AtOnce`]: many });

/** Puts tasks at the service and running jobs for them into the journal, as the app itself would have left them. */
async function startTasks(): Promise<number> {
  const access: Access = { apiUrl: service.url, filesUrl: service.filesUrl, key: service.key, practice: false };
  const transport = new Transport('Afterglow/bench', () => Promise.resolve(null));
  const evolink = new Evolink(transport, Date.now);
  const journal = Journal.open(path.join(home, 'data/journal.db'), Date.now());
  for (let i = 0; i < atOnce; i++) {
    const durationMs = Math.round(shortestMs + ((longestMs - shortestMs) * i) / atOnce);
    const request = sampleRequest({ prompt: `one of many, ${durationMs} ms` });
    const id = randomUUID();
    const submission = await evolink.submit(access, { model: request.model, prompt: request.prompt, n: 1, size: '1:1' }, id);
    if (submission.outcome !== 'accepted') throw new Error(`The practice server did not accept: ${submission.outcome}`);
    const { taskId, estimatedSeconds } = submission.acceptance;
    const now = Date.now();
    const task = { id: taskId, acceptedAt: now, estimatedSeconds, progress: 0, expectedAt: null, revisedPrompt: null };
    const submitting = advance(sampleJob({ id, request, createdAt: now, updatedAt: now }), { state: 'submitting', sentAt: now });
    journal.record(advance(submitting, { state: 'running', task, waiting: null }), 'accepted');
    durationsMs.set(taskId, durationMs);
  }
  journal.close();
  await transport.close();
  return atOnce;
}

/** Notes when each thumbnail is on the screen, lets `work` run, and sets that against the ends of the tasks. */
async function measure(app: Afterglow, atLeast: number, work: () => Promise<void>): Promise<Record<string, unknown>> {
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
  const looksBefore = looks();
  await work();
  const painted = await app.page.evaluate(async () => {
    const { paintedAt } = globalThis as unknown as { paintedAt: Record<string, number> };
    const { bridge } = globalThis as unknown as {
      bridge: { pictures: { details: (id: string) => Promise<{ value: { taskId: string } }> } };
    };
    const entries = Object.entries(paintedAt).map(async ([id, at]) => [(await bridge.pictures.details(id)).value.taskId, at] as const);
    return Promise.all(entries);
  });
  const lateMs = painted.flatMap(([taskId, at]) => {
    const endMs = endOf(taskId);
    return endMs === undefined ? [] : [at - endMs];
  });
  if (painted.length < Math.min(atLeast, 1)) throw new Error('Nothing was painted');
  return {
    tasks: lateMs.length,
    medianMs: rounded(quantile(lateMs, 0.5)),
    p95Ms: rounded(quantile(lateMs, 0.95)),
    lookUpsPerTask: rounded((looks() - looksBefore) / Math.max(1, lateMs.length)),
  };
}

function looks(): number {
  return service.requests.filter(({ route }) => route === 'GET /v1/tasks/{id}' || route === 'POST /v1/tasks/batch').length;
}

/** When a task was finished at the service; undefined for one that an earlier part of this run made. */
function endOf(taskId: string): number | undefined {
  const index = service.ledger.findIndex((entry) => entry.taskId === taskId);
  const entry = service.ledger[index];
  if (!entry) return undefined;
  const durationMs = durationsMs.get(taskId) ?? singleMs + index;
  return durationsMs.size > 0 && !durationsMs.has(taskId) ? undefined : entry.atMs + durationMs;
}
