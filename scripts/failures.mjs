import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';

import { root } from './project.mjs';

/**
 * @typedef {{ name: string, error: string }} Failure which test, as "file › name", and what it said
 * @typedef {{ fullName: string, status: string, failureMessages: string[] }} UnitTest
 * @typedef {{ name: string, status: string, message: string, assertionResults: UnitTest[] }} UnitFile
 * @typedef {{ title: string, file: string, line: number, tests: { status: string, results: { errors: { message?: string }[] }[] }[] }} Spec
 * @typedef {{ specs?: Spec[], suites?: Suite[] }} Suite
 */

/** What property tests need to come again is in the first lines; a counterexample may be long. */
const errorLines = 8;
const errorColumns = 400;

/**
 * @param {{ testResults: UnitFile[] }} report of Vitest
 * @returns {Failure[]}
 */
export function failuresOfVitest({ testResults }) {
  return testResults.flatMap(({ name, status, message, assertionResults }) => {
    const file = path.relative(root, name).replaceAll(path.sep, '/');
    if (status === 'failed' && assertionResults.length === 0) return [{ name: file, error: beginning(message) }];
    return assertionResults
      .filter((test) => test.status === 'failed')
      .map(({ fullName, failureMessages }) => ({ name: `${file} › ${fullName}`, error: beginning(failureMessages.join('\n')) }));
  });
}

/**
 * @param {{ suites: Suite[], errors?: { message?: string }[] }} report of Playwright
 * @returns {Failure[]}
 */
export function failuresOfPlaywright({ suites, errors = [] }) {
  const outside = errors.map(({ message = '' }) => ({ name: 'outside of the tests', error: beginning(message) }));
  return [...specsOf(suites).flatMap(failureOf), ...outside];
}

/** @param {Suite[]} suites @returns {Spec[]} */
const specsOf = (suites) => suites.flatMap(({ specs = [], suites: inner = [] }) => [...specs, ...specsOf(inner)]);

/** @param {Spec} spec @returns {Failure[]} */
function failureOf({ title, file, line, tests }) {
  const failed = tests.filter(({ status }) => status === 'unexpected' || status === 'flaky');
  const said = failed.flatMap(({ results }) => results.flatMap(({ errors }) => errors.map(({ message = '' }) => message)));
  return failed.length === 0 ? [] : [{ name: `e2e/${file}:${line} › ${title}`, error: beginning(said.join('\n')) }];
}

/** @param {string} line of a stack, in code that isn't the project's own */
const isForeign = (line) => /^\s+at /.test(line) && (!line.includes(root) || line.includes('node_modules'));

/** Without colours, empty lines and others' part of the stack: what a log's last lines have room for. @param {string} message */
function beginning(message) {
  const lines = stripVTControlCharacters(message).split('\n');
  const telling = lines.filter((line) => line.trim() !== '' && !isForeign(line));
  return telling
    .slice(0, errorLines)
    .map((line) => (line.length > errorColumns ? `${line.slice(0, errorColumns)}…` : line))
    .join('\n');
}
