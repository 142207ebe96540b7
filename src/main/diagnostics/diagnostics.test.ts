import { mkdir } from 'node:fs/promises';
import path from 'node:path';

import { expect, onTestFinished, test } from 'vitest';

import { Core } from '../core.ts';
import { systemClock } from '../jobs/clock.ts';
import { sampleRequest } from '../jobs/sample-job.ts';
import { startNodeProcess } from '../library-process/node-process.ts';
import { temporaryFolder } from '../library/test-library.ts';
import { Log } from '../log.ts';
import { diagnosticsReport } from './diagnostics.ts';
import { versions } from './versions.ts';

async function machine() {
  const home = await temporaryFolder();
  const log = new Log({ folder: path.join(home, 'logs'), echo: false });
  const shelf = new Map<string, unknown>();
  const core = new Core({
    paths: { userData: path.join(home, 'data'), library: path.join(home, 'Pictures', 'Afterglow'), logs: path.join(home, 'logs') },
    addresses: { apiUrl: 'http://127.0.0.1:9', filesUrl: 'http://127.0.0.1:9' },
    shelf: { get: (name: string) => shelf.get(name), set: (name: string, value: unknown) => void shelf.set(name, value) },
    userAgent: 'Afterglow/test',
    clock: systemClock,
    resolveProxy: () => Promise.resolve('DIRECT'),
    startLibraryProcess: () => startNodeProcess(),
    hide: (key) => log.hide(key),
    unexpected: (error) => log.error('Unexpected', error),
    step: () => undefined,
  });
  onTestFinished(() => core.close());
  await mkdir(path.join(home, 'Pictures'), { recursive: true });
  const report = () =>
    diagnosticsReport(
      core,
      {
        versions: versions({ app: '0.1.0', packaged: false, language: 'en' }),
        home,
        lastLogLines: (count) => log.lastLines(count),
        redact: (text) => log.redacted(text),
        now: systemClock.now,
      },
      'Intro.',
    );
  return { core, log, home, report };
}

test('a report tells of the real journal, library and log, and of nothing that is the person’s', async () => {
  const { core, log, home, report } = await machine();
  await core.library.ready();
  const submitted = await core.jobs.submit(sampleRequest({ prompt: 'my secret garden' }), false);
  if (!submitted.made) throw new Error('not made');
  log.hide('sk-very-secret-key');
  log.error('Unexpected', new TypeError('my secret garden sk-very-secret-key'));
  const text = await report();
  expect(text).toContain('~/Pictures/Afterglow (the default)');
  expect(text).toMatch(/pictures +0/);
  expect(text).toMatch(/free +\d+ MB/);
  expect(text).toContain(`${submitted.job.id} made`);
  expect(text).toContain('error Unexpected TypeError');
  expect(text).toContain('prompt (16 characters)');
  for (const secret of ['garden', 'very-secret', home]) expect(text).not.toContain(secret);
});

test('a library that can’t be opened is part of the report, not the end of it', async () => {
  const { core, report } = await machine();
  await core.library.close();
  const text = await report();
  expect(text).toContain('pictures         not known');
  expect(text).toContain('failure          library-unavailable');
  expect(text).toContain('== Journal');
});
