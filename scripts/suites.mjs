import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';

import { build } from './build.mjs';
import { countPlaywright, countVitest, total, withExitCode } from './count.mjs';
import { standInEnvironment } from './electron-binary.mjs';
import { failuresOfPlaywright, failuresOfVitest } from './failures.mjs';
import { inPrivateSession } from './private-session.mjs';
import { cache, environment, tool } from './project.mjs';
import { run } from './run.mjs';

/**
 * @typedef {import('./count.mjs').Count} Count
 * @typedef {import('./failures.mjs').Failure} Failure
 * @typedef {{ count: Count | undefined, failures: Failure[] }} Told what a report tells; no count when there is none
 * @typedef {Count & { name: string, seconds: number, failures?: Failure[] }} Outcome
 */

const checkTimeoutMs = 4 * 60_000;
const unitTimeoutMs = 30 * 60_000;
/** Of one part, and where there is only one, of all. */
const endToEndTimeoutMs = 45 * 60_000;

/** The slowest first: two run at a time. */
const checks = {
  lint: () => [[...tool('eslint'), '.', '--max-warnings', '0', '--cache', '--cache-location', path.join(cache, 'eslint')]],
  types: () => [
    [...tool('typescript', 'tsc'), '-p', 'tsconfig.main.json'],
    [...tool('typescript', 'tsc'), '-p', 'tsconfig.e2e.json'],
    [...tool('svelte-check'), '--tsconfig', 'tsconfig.renderer.json', '--fail-on-warnings', '--output', 'human'],
  ],
  format: () => [[...tool('prettier'), '--check', '.', '--log-level', 'warn']],
  'dead code': () => [[...tool('knip'), '--no-progress']],
};

/** @typedef {keyof typeof checks} CheckName */

/**
 * Runs checks, two at a time, and shows what each said when it is through.
 * @param {CheckName[]} [names]
 * @returns {Promise<Outcome[]>}
 */
export async function runChecks(names = /** @type {CheckName[]} */ (Object.keys(checks))) {
  const waiting = [...names];
  /** @type {Outcome[]} */
  const outcomes = [];
  const worker = async () => {
    for (let name = waiting.shift(); name; name = waiting.shift()) outcomes.push(await runCheck(name));
  };
  await Promise.all([worker(), worker()]);
  return outcomes.sort((a, b) => Object.keys(checks).indexOf(a.name) - Object.keys(checks).indexOf(b.name));
}

/** @param {CheckName} name */
async function runCheck(name) {
  const started = performance.now();
  let code = 0;
  let said = '';
  for (const commandLine of checks[name]()) {
    const result = await run(commandLine, { env: environment(), quiet: true, timeoutMs: checkTimeoutMs });
    code ||= result.code;
    said += sayEnd(result, checkTimeoutMs);
  }
  const outcome = { name, ...withExitCode({ passed: code === 0 ? 1 : 0, failed: 0 }, code), seconds: secondsSince(started) };
  console.log(headline(outcome));
  if (code !== 0) console.log(said.trim());
  return outcome;
}

/** @returns {Promise<Outcome>} */
export function runUnitTests() {
  const file = reportFile('unit');
  const commandLine = [...tool('vitest'), 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  return runTests('unit tests', () =>
    inPrivateSession(async (env) => {
      const { code, ended } = await run(commandLine, { env, timeoutMs: unitTimeoutMs });
      return { code, ended, ...read(file, countVitest, failuresOfVitest) };
    }),
  );
}

/** @returns {Promise<Outcome>} */
export function runBuild() {
  return runTests('build', async () => {
    const { code, output, ended } = await build({ quiet: true });
    if (code !== 0) console.log(output.trim());
    return { code, ended, count: { passed: code === 0 ? 1 : 0, failed: 0 }, failures: [] };
  });
}

/**
 * In small parts, two at a time, each in a session of its own: an app that is driven mostly waits, and parts differ in length.
 * Where there is only one session, and so one keychain, all of it is one after the other.
 * @returns {Promise<Outcome>}
 */
export function runEndToEnd() {
  const [parts, lanes] = process.platform === 'linux' ? [10, 2] : [1, 1];
  return runTests('e2e', async () => {
    const waiting = Array.from({ length: parts }, (_, index) => `${index + 1}/${parts}`);
    const ended = (await Promise.all(Array.from({ length: lanes }, () => runInTurn(waiting)))).flat();
    const counts = ended.flatMap(({ count }) => count ?? []);
    const count = counts.length === parts ? total(counts) : undefined;
    const failures = ended.flatMap((part) => part.failures);
    return { code: Math.max(...ended.map(({ code }) => code)), ended: ended.some((part) => part.ended), count, failures };
  });
}

/** @param {string[]} waiting what somebody else takes meanwhile is gone from it */
async function runInTurn(waiting) {
  const ended = [];
  for (let part = waiting.shift(); part !== undefined; part = waiting.shift()) ended.push(await runPart(part));
  return ended;
}

/** @param {string} part */
async function runPart(part) {
  const name = `e2e-${part.replace('/', '-of-')}`;
  const file = reportFile(name);
  const args = ['--shard', part, '--output', path.join('test-results', name)];
  const { code, ended } = await playwright(args, { ...standInEnvironment, PLAYWRIGHT_JSON_OUTPUT_FILE: file }, endToEndTimeoutMs);
  return { code, ended, ...read(file, countPlaywright, failuresOfPlaywright) };
}

/**
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} extra
 * @param {number} [timeoutMs]
 */
export function playwright(args, extra, timeoutMs) {
  const limit = timeoutMs === undefined ? {} : { timeoutMs };
  return inPrivateSession((env) =>
    run([...tool('@playwright/test', 'playwright'), 'test', ...args], { env: { ...env, ...extra }, ...limit }),
  );
}

/**
 * @param {string} name
 * @param {() => Promise<Told & { code: number, ended: boolean }>} body
 * @returns {Promise<Outcome>}
 */
async function runTests(name, body) {
  console.log(`\n── ${name}`);
  const started = performance.now();
  const { code, ended, count, failures } = await body();
  const outcome = { name, ...withExitCode(count, code), seconds: secondsSince(started), failures };
  console.log(`${headline(outcome)}${ended ? ' (ended: it took too long)' : ''}`);
  return outcome;
}

/** @param {Outcome} outcome */
const headline = ({ name, failed, seconds }) => `── ${name}: ${failed === 0 ? 'passed' : 'FAILED'} in ${seconds} s`;

/** @param {import('./run.mjs').Finished} result @param {number} timeoutMs */
const sayEnd = ({ output, ended }, timeoutMs) => (ended ? `${output}\nEnded: it took more than ${timeoutMs / 1000} s.\n` : output);

/** @param {number} startedMs */
const secondsSince = (startedMs) => Math.round((performance.now() - startedMs) / 100) / 10;

/** @param {string} name */
function reportFile(name) {
  const file = path.join(cache, 'reports', `${name}.json`);
  mkdirSync(path.dirname(file), { recursive: true });
  rmSync(file, { force: true });
  return file;
}

/**
 * @template Counted, Named
 * @param {string} file
 * @param {(report: Counted) => Count} count
 * @param {(report: Named) => Failure[]} failures
 * @returns {Told}
 */
function read(file, count, failures) {
  if (!existsSync(file)) return { count: undefined, failures: [] };
  const report = JSON.parse(readFileSync(file, 'utf8'));
  return { count: count(report), failures: failures(report) };
}

/**
 * Prints a line per suite, what failed by name, so that a log's end is enough, and, last and alone, the sum.
 * @param {readonly Outcome[]} outcomes
 * @param {Count} sum
 */
export function report(outcomes, sum) {
  console.log('');
  for (const { name, passed, failed, seconds } of outcomes) {
    console.log(
      `  ${name.padEnd(12)}${String(passed).padStart(6)} passed${String(failed).padStart(6)} failed${seconds.toFixed(1).padStart(9)} s`,
    );
  }
  for (const { name, error } of outcomes.flatMap(({ failures = [] }) => failures)) {
    console.log(`\n  FAILED ${name}\n${error.replace(/^/gm, '    ')}`);
  }
  process.stdout.write(`\n${sum.passed} passed, ${sum.failed} failed\n`);
}
