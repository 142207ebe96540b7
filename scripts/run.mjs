import { spawn } from 'node:child_process';
import process from 'node:process';

import { atExit } from './at-exit.mjs';
import { root } from './project.mjs';

/**
 * @typedef {object} RunOptions
 * @property {NodeJS.ProcessEnv} [env]
 * @property {boolean} [quiet] collects what the program says instead of showing it
 * @property {boolean} [interactive] leaves the terminal to the program: its keys, and Ctrl-C
 * @property {number} [timeoutMs]
 * @property {AbortSignal} [signal] ends the program
 *
 * @typedef {object} Finished
 * @property {number} code never 0 when the program was ended from outside
 * @property {string} output what a quiet program said
 * @property {boolean} ended whether it took too long, or was aborted
 */

const graceMs = 5000;

/**
 * Runs a program to its end. Without `interactive` it has a process group of its own, so that all it started goes with it.
 * @param {readonly string[]} commandLine
 * @param {RunOptions} [options]
 * @returns {Promise<Finished>}
 */
export function run([program = '', ...args], options = {}) {
  const output = options.quiet ? 'pipe' : 'inherit';
  /** @type {import('node:child_process').StdioOptions} */
  const stdio = [options.interactive ? 'inherit' : 'ignore', output, output];
  const child = spawn(program, args, { cwd: root, env: options.env ?? process.env, stdio, detached: options.interactive !== true });
  const send = options.interactive ? child.kill.bind(child) : groupOf(child);
  /** @type {Buffer[]} */
  const said = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => said.push(chunk));

  /** @type {NodeJS.Timeout | undefined} */
  let lastResort;
  const end = () => {
    send('SIGTERM');
    lastResort = setTimeout(() => send('SIGKILL'), graceMs);
  };
  const limit = limitOf(options);
  limit.addEventListener('abort', end, { once: true });
  const sweep = atExit(() => send('SIGTERM'));

  return new Promise((resolve) => {
    /** @param {number} code @param {string} [more] */
    const finish = (code, more = '') => {
      clearTimeout(lastResort);
      limit.removeEventListener('abort', end);
      const ended = limit.aborted;
      resolve({ code: ended ? code || 1 : code, output: Buffer.concat(said).toString() + more, ended });
    };
    child.once('exit', sweep);
    child.once('error', (error) => finish(127, error.message));
    child.once('close', (code) => finish(code ?? 1));
  });
}

/**
 * @param {RunOptions} options
 * @returns {AbortSignal}
 */
const limitOf = ({ signal, timeoutMs }) =>
  AbortSignal.any([...(signal ? [signal] : []), ...(timeoutMs === undefined ? [] : [AbortSignal.timeout(timeoutMs)])]);

/**
 * A function that signals a detached program and everything it started in its process group.
 * @param {import('node:child_process').ChildProcess} child
 * @returns {(signal: NodeJS.Signals) => void}
 */
export function groupOf(child) {
  return (signal) => {
    if (child.pid === undefined) return;
    try {
      process.kill(process.platform === 'win32' ? child.pid : -child.pid, signal);
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ESRCH') throw error;
    }
  };
}
