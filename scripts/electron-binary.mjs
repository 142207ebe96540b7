import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';

import { atExit } from './at-exit.mjs';
import { cache, environment, modules, standIn, tool } from './project.mjs';
import { run } from './run.mjs';
import { Trouble } from './trouble.mjs';

const folder = path.join(modules, 'electron');
const noteFile = path.join(cache, 'electron-download.json');

/** How long a download may bring nothing before it counts as stalled. With starting and ending it, under 15 s. */
const stalledMs = 13_000;
const lookMs = 500;
const leastBytes = 1_000_000;
const rememberedMs = 24 * 60 * 60_000;

/** @typedef {{ version: string, failedAt: string }} FailedDownload */

/**
 * Electron's own binary if it is there or can be downloaded, else the stand-in.
 * @param {{ retry: boolean }} options `retry` downloads even if that failed lately
 * @returns {Promise<{ real: boolean, env: NodeJS.ProcessEnv }>} what a program needs to know to start it
 */
export async function chooseElectron({ retry }) {
  const chosen = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (chosen) return { real: path.resolve(chosen) !== standIn, env: {} };
  const version = electronVersion();
  if (isPresent(version)) return { real: true, env: {} };
  const mayTry = retry || !failedLately(readNote(), version, Date.now());
  if (mayTry && (await download(version))) return { real: true, env: {} };
  if (process.platform === 'win32') throw new Trouble('Electron could not be downloaded, and its stand-in does not run on Windows.');
  if (!existsSync(path.join(standIn, 'electron'))) throw new Trouble('Electron could not be downloaded, and its stand-in is missing.');
  const why = mayTry ? 'cannot be downloaded here' : 'could not be downloaded lately (`npm start -- --download-electron` tries again)';
  console.log(`Electron ${why}: the app opens in Chromium instead, through the stand-in in e2e/chromium-host.`);
  return { real: false, env: standInEnvironment };
}

/** Makes Playwright, electron's own command line and electron-vite start the stand-in. */
export const standInEnvironment = { ELECTRON_OVERRIDE_DIST_PATH: standIn, ELECTRON_EXEC_PATH: path.join(standIn, 'electron') };

/**
 * Whether a download of this version failed so lately that another attempt would only cost time.
 * @param {FailedDownload | undefined} note
 * @param {string} version
 * @param {number} nowMs
 */
export function failedLately(note, version, nowMs) {
  if (note?.version !== version) return false;
  const agoMs = nowMs - Date.parse(note.failedAt);
  return agoMs >= 0 && agoMs < rememberedMs;
}

/**
 * @param {string} version
 * @returns {Promise<boolean>} whether the binary is there now
 */
async function download(version) {
  console.log(`Downloading Electron ${version} …`);
  const temporary = mkdtempSync(path.join(os.tmpdir(), 'afterglow-electron-'));
  const tidy = atExit(() => rmSync(temporary, { recursive: true, force: true }));
  const stalled = new AbortController();
  const stopWatching = watchGrowth([temporary, path.join(folder, 'dist')], () => stalled.abort());
  const env = environment({
    TMPDIR: temporary,
    TEMP: temporary,
    TMP: temporary,
    ELECTRON_GET_NO_PROGRESS: '1',
    ELECTRON_GET_USE_PROXY: '1',
  });
  const { code } = await run(tool('electron', 'install-electron'), { env, quiet: true, signal: stalled.signal });
  stopWatching();
  tidy();
  if (code === 0 && isPresent(version)) {
    rmSync(noteFile, { force: true });
    return true;
  }
  mkdirSync(cache, { recursive: true });
  writeFileSync(noteFile, JSON.stringify({ version, failedAt: new Date().toISOString() }));
  return false;
}

/**
 * Calls back when folders have stopped growing. A slow download goes on; one that only trickles doesn't.
 * @param {string[]} folders
 * @param {() => void} stalled
 */
function watchGrowth(folders, stalled) {
  let sizeBytes = sizeOf(folders);
  let sinceMs = Date.now();
  const timer = setInterval(() => {
    const nowBytes = sizeOf(folders);
    if (Math.abs(nowBytes - sizeBytes) >= leastBytes) {
      sizeBytes = nowBytes;
      sinceMs = Date.now();
    } else if (Date.now() - sinceMs >= stalledMs) stalled();
  }, lookMs);
  return () => clearInterval(timer);
}

/** @param {string[]} folders */
function sizeOf(folders) {
  const entries = folders
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder, { recursive: true }).map((name) => path.join(folder, String(name))));
  return entries.reduce((sum, file) => sum + (statSync(file, { throwIfNoEntry: false })?.size ?? 0), 0);
}

/** @returns {string} */
const electronVersion = () => JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')).version;

/** @param {string} version */
function isPresent(version) {
  const [versionFile, pathFile] = [path.join(folder, 'dist', 'version'), path.join(folder, 'path.txt')];
  if (!existsSync(versionFile) || !existsSync(pathFile)) return false;
  const executable = path.join(folder, 'dist', readFileSync(pathFile, 'utf8'));
  return readFileSync(versionFile, 'utf8').trim().replace(/^v/, '') === version && existsSync(executable);
}

/** @returns {FailedDownload | undefined} */
function readNote() {
  return existsSync(noteFile) ? JSON.parse(readFileSync(noteFile, 'utf8')) : undefined;
}
