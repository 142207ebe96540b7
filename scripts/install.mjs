import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';

import { modules, projectNode, root } from './project.mjs';
import { run } from './run.mjs';
import { Trouble } from './trouble.mjs';

/** @typedef {Record<string, { version?: string, integrity?: string, optional?: boolean }>} LockedPackages */

// npm's own patience makes a person without a network wait for over a minute.
const patience = ['--fetch-retry-mintimeout=2000', '--fetch-retry-maxtimeout=10000'];

/** Brings node_modules to what package-lock.json says. Costs two small files' reading when it already is. */
export async function ensureInstalled() {
  const lock = path.join(root, 'package-lock.json');
  const installed = path.join(modules, '.package-lock.json');
  if (existsSync(projectNode) && existsSync(installed) && isInstalled(packagesOf(lock), packagesOf(installed))) return;
  console.log('Installing the npm packages …');
  // Under Node 20 npm complains of packages that want a newer one: they get it, from the package `node`.
  const { code, output } = await run([...npm(), 'ci', '--loglevel=error', '--no-audit', '--no-fund', '--prefer-offline', ...patience], {
    quiet: true,
  });
  if (code !== 0) throw new Trouble(whyInstallFailed(output));
  if (!existsSync(projectNode)) {
    throw new Trouble(
      'npm left out Node 24. Let install scripts run (npm config delete ignore-scripts), delete node_modules and try again.',
    );
  }
}

/**
 * Whether everything that the lock wants is there, and nothing else. Packages for other platforms are optional and may be absent.
 * @param {LockedPackages} wanted
 * @param {LockedPackages} present
 */
export function isInstalled(wanted, present) {
  const complete = Object.entries(wanted).every(([place, { version, integrity, optional }]) => {
    const there = present[place];
    if (!there) return place === '' || optional === true;
    return there.version === version && there.integrity === integrity;
  });
  return complete && Object.keys(present).every((place) => place in wanted);
}

/**
 * @param {string} output what npm said
 * @returns {string}
 */
export function whyInstallFailed(output) {
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH/.test(output)) {
    return 'The npm packages could not be fetched: the npm registry cannot be reached. Connect to the network and try again.';
  }
  const lines = output.trim().split('\n').slice(-8);
  return ['`npm ci` failed:', ...lines].join('\n  ');
}

/**
 * @param {string} file
 * @returns {LockedPackages}
 */
const packagesOf = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;

/** The npm that started this script, or the one on the PATH. */
function npm() {
  const own = process.env['npm_execpath'];
  if (own?.endsWith('.js')) return [process.execPath, own];
  return process.platform === 'win32' ? ['cmd', '/c', 'npm'] : ['npm'];
}
