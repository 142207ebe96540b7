import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';

import { root } from './project.mjs';

/**
 * @typedef {{ name: string, error: string }} Failure which test, as "file › name", and what it said
 * @typedef {{ fullName: string, status: string, failureMessages: string[] }} UnitTest
 * @typedef {{ name: string, status: string, message: string, assertionResults: UnitTest[] }} UnitFile
 * @typedef {{ message?: string, location?: { file: string, line: number } }} PlaywrightError
 * @typedef {{ title: string, file: string, line: number, tests: { status: string, results: { errors: PlaywrightError[] }[] }[] }} Spec
 * @typedef {{ specs?: Spec[], suites?: Suite[] }} Suite
 */

/** What property tests need to come again is in the first lines; a counterexample may be long. What a page last did is in the last ones. */
const errorLines = 8;
const lastLines = 6;
const errorColumns = 400;

/**
 * @param {{ testResults: UnitFile[] }} report of Vitest
 * @returns {Failure[]}
 */
export function failuresOfVitest({ testResults }) {
  return testResults.flatMap(({ name, status, message, assertionResults }) => {
    const file = path.relative(root, name).replaceAll(path.sep, '/');
    if (status === 'failed' && assertionResults.length === 0) return [{ name: file, error: shortened(message) }];
    return assertionResults
      .filter((test) => test.status === 'failed')
      .map(({ fullName, failureMessages }) => ({ name: `${file} › ${fullName}`, error: shortened(failureMessages.join('\n')) }));
  });
}

/**
 * @param {{ suites: Suite[], errors?: PlaywrightError[] }} report of Playwright
 * @returns {Failure[]}
 */
export function failuresOfPlaywright({ suites, errors = [] }) {
  const outside = errors.map(({ message = '' }) => ({ name: 'outside of the tests', error: shortened(message) }));
  return [...specsOf(suites).flatMap(failureOf), ...outside];
}

/** @param {Suite[]} suites @returns {Spec[]} */
const specsOf = (suites) => suites.flatMap(({ specs = [], suites: inner = [] }) => [...specs, ...specsOf(inner)]);

/** @param {Spec} spec @returns {Failure[]} */
function failureOf({ title, file, line, tests }) {
  const failed = tests.filter(({ status }) => status === 'unexpected' || status === 'flaky');
  const said = failed.flatMap(({ results }) => results.flatMap(({ errors }) => errors.map(sayWithPlace)));
  return failed.length === 0 ? [] : [{ name: `e2e/${file}:${line} › ${title}`, error: said.join('\n') }];
}

/** @param {PlaywrightError} error */
function sayWithPlace({ message = '', location }) {
  const place = location && `    at ${path.relative(root, location.file).replaceAll(path.sep, '/')}:${location.line}`;
  return [shortened(message), ...(place ? [place] : [])].join('\n');
}

/** @param {string} line of a stack, in code that isn't the project's own */
const isForeign = (line) => /^\s+at /.test(line) && (!line.includes(root) || line.includes('node_modules'));

/** Without colours, empty lines and others' part of the stack: what a log's last lines have room for. @param {string} message */
function shortened(message) {
  const lines = stripVTControlCharacters(message).split('\n');
  const telling = lines.filter((line) => line.trim() !== '' && !isForeign(line));
  const left = telling.length > errorLines + lastLines ? [...telling.slice(0, errorLines), '…', ...telling.slice(-lastLines)] : telling;
  return left.map((line) => (line.length > errorColumns ? `${line.slice(0, errorColumns)}…` : line)).join('\n');
}
