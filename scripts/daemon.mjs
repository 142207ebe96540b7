import { spawn } from 'node:child_process';
import { once } from 'node:events';

import { atExit } from './at-exit.mjs';
import { groupOf } from './run.mjs';
import { Trouble } from './trouble.mjs';

/** @typedef {{ firstLine: string, stop: () => Promise<void> }} Daemon */

const patienceMs = 10_000;

/**
 * Starts a program that goes on in the background, and waits for the line it writes to its file descriptor 3 once it is ready.
 * @param {readonly string[]} commandLine
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<Daemon>}
 */
export async function startDaemon([program = '', ...args], env) {
  const child = spawn(program, args, { env, stdio: ['ignore', 'ignore', 'ignore', 'pipe'], detached: true });
  const exited = once(child, 'exit').catch(() => {});
  const endNow = atExit(() => groupOf(child)('SIGTERM'));
  const ready = /** @type {import('node:stream').Readable} */ (child.stdio[3]);
  const [line] = await Promise.race([
    once(ready, 'data', { signal: AbortSignal.timeout(patienceMs) }).catch(() => []),
    exited.then(() => []),
  ]);
  if (line === undefined) {
    endNow();
    throw new Trouble(`${program} did not start.`);
  }
  const stop = async () => {
    endNow();
    await exited;
  };
  return { firstLine: String(line).trim(), stop };
}
