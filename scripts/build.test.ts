import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';

import { isFresh, newestMs } from './build.mjs';

it('a build is fresh when nothing changed since', () => {
  expect(isFresh({ stampMs: 20, sourceMs: 10, outputMs: 19 })).toBe(true);
  expect(isFresh({ stampMs: 20, sourceMs: 21, outputMs: 19 })).toBe(false);
});

it('a build is not fresh without output, without a stamp, or when somebody else wrote the output', () => {
  expect(isFresh({ stampMs: 20, sourceMs: 10, outputMs: 0 })).toBe(false);
  expect(isFresh({ stampMs: 0, sourceMs: 10, outputMs: 19 })).toBe(false);
  expect(isFresh({ stampMs: 20, sourceMs: 10, outputMs: 21 })).toBe(false);
});

it('finds the newest change in folders, a removed file included', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'afterglow-build-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const inner = path.join(folder, 'inner');
  mkdirSync(inner);
  writeFileSync(path.join(inner, 'a.ts'), '');
  for (const place of [path.join(inner, 'a.ts'), inner, folder]) utimesSync(place, 100, 100);
  expect(newestMs([folder, path.join(folder, 'missing')])).toBe(100_000);
  utimesSync(path.join(inner, 'a.ts'), 200, 200);
  expect(newestMs([folder])).toBe(200_000);
  rmSync(path.join(inner, 'a.ts'));
  expect(newestMs([folder])).toBeGreaterThan(200_000);
});

it('what is not there has never changed', () => {
  expect(newestMs(['/nowhere/at/all'])).toBe(0);
});
