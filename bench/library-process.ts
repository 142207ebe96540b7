// What the library costs for being in a process of its own: its start, its memory, and the way there and back.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { Libraries } from '../src/main/library-process/libraries.ts';
import { startNodeProcess } from '../src/main/library-process/node-process.ts';
import { quantile, report, rounded } from './figures.ts';

const starts = 7;
const questions = 2_000;
const script = path.resolve(import.meta.dirname, '../out/main/library-process.js');
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'afterglow-bench-'));

let pid: number | undefined;
const libraries = new Libraries({
  start: () => {
    const started = startNodeProcess(script);
    ({ pid } = started.child);
    return started;
  },
  unexpected: (error) => console.error(error),
});
const open = () => libraries.open(folder, { mustExist: true });

const openings: number[] = [];
for (let start = 0; start < starts; start++) {
  const startedAt = performance.now();
  const library = await open();
  openings.push(performance.now() - startedAt);
  await library.close();
}

const library = await open();
const roundTrips: number[] = [];
for (let asked = 0; asked < questions; asked++) {
  const askedAt = performance.now();
  await library.inputs.describe([]);
  roundTrips.push(performance.now() - askedAt);
}
// What would be free again without it: pages that it shares with other processes of Node aren't counted.
const pages = fs.readFileSync(`/proc/${pid ?? 'self'}/smaps_rollup`, 'utf8').matchAll(/^Private_\w+:\s+(\d+)/gm);
const memoryKB = [...pages].reduce((sum, [, kB]) => sum + Number(kB), 0);
await library.close();
fs.rmSync(folder, { recursive: true, force: true });

report({
  figure: 'library-process',
  starts,
  startedAndOpenMs: { median: rounded(quantile(openings, 0.5)), most: rounded(Math.max(...openings)) },
  memoryMB: rounded(memoryKB / 1000),
  roundTripMs: { median: rounded(quantile(roundTrips, 0.5)), p95: rounded(quantile(roundTrips, 0.95)) },
});
