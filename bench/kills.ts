// Kills the app at every point of every kind of job, then at random in a storm of 500 jobs; what is left is held against the service's own ledger.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import type { Findings } from '../src/main/jobs/test-audit.ts';
import { aroundPayment, killEverywhere, kinds, type Killed } from '../src/main/jobs/test-kill-matrix.ts';
import { storm } from '../src/main/jobs/test-kill-storm.ts';
import { report, rounded } from './figures.ts';

const [stormJobs = 500, seed = 20_261_122] = process.argv.slice(2).map(Number);
const lanes = Math.max(2, Math.floor(os.availableParallelism() / 2));
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'afterglow-kills-'));
process.env['NODE_COMPILE_CACHE'] = path.join(folder, 'compiled');
const startedAt = performance.now();

const runs: (() => Promise<Killed>)[] = [
  ...kinds.map((kind, index) => () => killEverywhere(at(`all-${index}`), kind, { wanted: () => true, taskList: true })),
  ...kinds.map((kind, index) => () => killEverywhere(at(`unlisted-${index}`), kind, { wanted: isAroundPayment, taskList: false })),
  ...[true, false].map((told, index) => () => {
    const features = { taskList: told, batch: told, idempotency: told };
    return storm(at(`storm-${index}`), {
      ...{ seed: seed + index, jobs: Math.round(stormJobs / 2), features },
      killsAtLeast: 60,
      longestLifeMs: 1_500,
    });
  }),
];
const killed = await inLanes(runs);
fs.rmSync(folder, { recursive: true, force: true });

const findings = killed.map((one) => one.findings);
for (const fault of findings.flatMap(({ faults }) => faults)) process.stderr.write(`${fault}\n`);
report({
  figure: 'kills',
  kills: sum(killed.map(({ kills }) => kills)),
  restarts: sum(killed.map(({ restarts }) => restarts)),
  jobs: total('jobs'),
  clicks: total('clicks'),
  charges: total('charges'),
  picturesCharged: total('picturesCharged'),
  picturesInLibrary: total('picturesInLibrary'),
  leftByDecision: total('leftByDecision'),
  lost: total('lost'),
  duplicated: total('duplicated'),
  halfWritten: total('halfWritten'),
  orphans: total('orphans'),
  journalFaults: total('journalFaults'),
  seconds: rounded((performance.now() - startedAt) / 1000),
});
process.exitCode = findings.some(({ faults }) => faults.length > 0) ? 1 : 0;

function at(name: string): string {
  return path.join(folder, name);
}

function isAroundPayment(point: string): boolean {
  return aroundPayment.test(point);
}

/** A few at a time: each is mostly one process. */
async function inLanes(work: readonly (() => Promise<Killed>)[]): Promise<Killed[]> {
  const left = [...work];
  const done: Killed[] = [];
  const lane = async (): Promise<void> => {
    for (let next = left.shift(); next; next = left.shift()) done.push(await next());
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return done;
}

function total(name: Exclude<keyof Findings, 'faults'>): number {
  return sum(findings.map((one) => one[name]));
}

function sum(values: readonly number[]): number {
  return values.reduce((whole, value) => whole + value, 0);
}
