import { readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';

export const root = path.resolve(import.meta.dirname, '..');
export const modules = path.join(root, 'node_modules');

/** What these scripts remember between runs. Goes away with node_modules. */
export const cache = path.join(modules, '.cache', 'afterglow');

/** Node 24, from the npm package `node`. */
export const projectNode = path.join(modules, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

/** The Electron that is really Chromium and Node, for machines that can't get the binary. */
export const standIn = path.join(root, 'e2e', 'chromium-host');

/**
 * A command line that runs a package's program on Node 24.
 * @param {string} packageName
 * @param {string} [program] its name, if not the package's own
 * @returns {string[]}
 */
export function tool(packageName, program = packageName) {
  const folder = path.join(modules, packageName);
  /** @type {{ bin: string | Record<string, string> }} */
  const { bin } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const file = typeof bin === 'string' ? bin : bin[program];
  if (!file) throw new Error(`${packageName} has no program called ${program}`);
  return [projectNode, path.join(folder, file)];
}

/**
 * The environment for everything started from here: Node 24 and the project's programs come first, and Electron is never told to be Node.
 * @param {NodeJS.ProcessEnv} [extra]
 * @returns {NodeJS.ProcessEnv}
 */
export function environment(extra = {}) {
  const bin = path.join(modules, '.bin');
  /** @type {NodeJS.ProcessEnv} */
  const env = { ...process.env, PATH: `${bin}${path.delimiter}${process.env['PATH'] ?? ''}`, ...extra };
  delete env['ELECTRON_RUN_AS_NODE'];
  return env;
}
