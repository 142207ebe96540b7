import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { cache, environment, root, tool } from './project.mjs';
import { run } from './run.mjs';
import { Trouble } from './trouble.mjs';

const stamp = path.join(cache, 'built');
const sources = ['src', 'electron.vite.config.ts', 'svelte.config.js', 'tsconfig.base.json', 'package.json', 'package-lock.json'];

/**
 * Builds the app into out/.
 * @param {{ quiet: boolean }} options
 */
export async function build({ quiet }) {
  const result = await run([...tool('electron-vite'), 'build', ...(quiet ? ['--logLevel', 'warn'] : [])], { env: environment(), quiet });
  if (result.code === 0) {
    mkdirSync(cache, { recursive: true });
    writeFileSync(stamp, '');
  }
  return result;
}

/** Builds the app, unless that was done since the last change. */
export async function ensureBuilt() {
  const files = sources.map((name) => path.join(root, name));
  if (isFresh({ stampMs: newestMs([stamp]), sourceMs: newestMs(files), outputMs: newestMs([path.join(root, 'out')]) })) return;
  console.log('Building …');
  const { code, output } = await build({ quiet: true });
  if (code !== 0) throw new Trouble(`The app could not be built:\n${output.trim()}`);
}

/**
 * Output newer than the stamp is somebody else's, such as the development server's. Times of 0 mean that there is no such file.
 * @param {{ stampMs: number, sourceMs: number, outputMs: number }} times
 */
export function isFresh({ stampMs, sourceMs, outputMs }) {
  return outputMs > 0 && outputMs <= stampMs && sourceMs <= stampMs;
}

/**
 * When anything in these files and folders was last changed; 0 if nothing is there. A folder changes when a file in it goes away.
 * @param {string[]} places
 */
export function newestMs(places) {
  let newest = 0;
  for (const place of places.filter((place) => existsSync(place))) {
    const status = statSync(place);
    const inside = status.isDirectory() ? newestMs(readdirSync(place).map((name) => path.join(place, name))) : 0;
    newest = Math.max(newest, status.mtimeMs, inside);
  }
  return newest;
}
