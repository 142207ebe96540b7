import { createHash } from 'node:crypto';
import { mkdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';

import { expect, test } from 'vitest';

import { draw, originOf, temporaryFolder } from '../library/test-library.ts';
import { ProcessTrial } from './test-libraries.ts';

const pictures = 10_000;

/** A library without an index: so many records, which all tell of the one file that there is. */
async function libraryOfRecords(): Promise<string> {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'one.png'), await draw());
  const { size: bytes } = await stat(join(folder, 'one.png'));
  const facts = { version: 1, kind: 'png', widthPx: 60, heightPx: 40, bytes, path: 'one.png' };
  const ids = Array.from({ length: pictures }, (_, at) => createHash('sha256').update(String(at)).digest('hex'));
  const records = join(folder, '.afterglow/records');
  await Promise.all([...new Set(ids.map((id) => id.slice(0, 2)))].map((shard) => mkdir(join(records, shard), { recursive: true })));
  for (let at = 0; at < pictures; at += 500) {
    const batch = ids.slice(at, at + 500).map((id, index) => ({ id, ...facts, ...originOf({ createdAt: at + index }) }));
    await Promise.all(batch.map((record) => writeFile(join(records, record.id.slice(0, 2), `${record.id}.json`), JSON.stringify(record))));
  }
  return folder;
}

test('while a library of ten thousand pictures is indexed anew, this process has next to nothing to do', async () => {
  const folder = await libraryOfRecords();
  const delay = monitorEventLoopDelay({ resolution: 5 });
  const [startedAt, spent] = [performance.now(), process.cpuUsage()];
  delay.enable();
  const library = await new ProcessTrial().open(folder);
  delay.disable();
  const { user, system } = process.cpuUsage(spent);
  const tookMs = performance.now() - startedAt;
  expect(library.report.rebuilt).toBe(true);
  expect(await library.total()).toBe(pictures);
  // What it spends is what counts on a machine that does other things, too; most of this is starting the process.
  expect((user + system) / 1000).toBeLessThan(tookMs / 4);
  expect(delay.percentile(90) / 1e6).toBeLessThan(50);
});
