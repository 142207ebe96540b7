import path from 'node:path';

import { describe, expect, it } from 'vitest';

import { failuresOfPlaywright, failuresOfVitest } from './failures.mjs';
import { root } from './project.mjs';

const file = path.join(root, 'src', 'main', 'storm.test.ts');
const passed = { fullName: 'a calm', status: 'passed', failureMessages: [] };

describe('what failed of the unit tests', () => {
  it('is named by file and test, with what makes a property fail again', () => {
    const message = [
      'Error: Property failed after 1 tests',
      '{ seed: 7, path: "0:2", endOnFailure: true }',
      `Counterexample: [${'9,'.repeat(1_000)}]`,
      '',
      '    at buildError (file:///fast-check.js:2469:16)',
      `    at ${file}:3:23`,
      `    at ${path.join(root, 'node_modules', 'run.js')}:1695:35`,
      '    at new Promise (<anonymous>)',
    ].join('\n');
    const assertionResults = [passed, { fullName: 'a storm of faults', status: 'failed', failureMessages: [message] }];
    const [failure, ...more] = failuresOfVitest({ testResults: [{ name: file, status: 'failed', message: '', assertionResults }] });
    expect(more).toEqual([]);
    expect(failure?.name).toBe('src/main/storm.test.ts › a storm of faults');
    expect(failure?.error.split('\n')).toEqual([
      'Error: Property failed after 1 tests',
      '{ seed: 7, path: "0:2", endOnFailure: true }',
      expect.stringMatching(/^Counterexample: \[9,9,.{300,400}…$/),
      `    at ${file}:3:23`,
    ]);
  });

  it('is the file, where it could not be loaded', () => {
    const testResults = [{ name: file, status: 'failed', message: 'Cannot find module', assertionResults: [] }];
    expect(failuresOfVitest({ testResults })).toEqual([{ name: 'src/main/storm.test.ts', error: 'Cannot find module' }]);
  });
});

describe('what failed of the e2e tests', () => {
  const results = [{ errors: [{ message: '\u001b[31mError\u001b[39m: expected 1' }] }];
  const specs = [
    { title: 'a queue', file: 'queue.spec.ts', line: 12, tests: [{ status: 'unexpected', results }] },
    { title: 'a viewer', file: 'queue.spec.ts', line: 30, tests: [{ status: 'expected', results: [{ errors: [] }] }] },
  ];

  it('is named by place and title, however deep it lies', () => {
    expect(failuresOfPlaywright({ suites: [{ suites: [{ specs }] }] })).toEqual([
      { name: 'e2e/queue.spec.ts:12 › a queue', error: 'Error: expected 1' },
    ]);
  });

  it('is told with what happened last, and by its line', () => {
    const log = Array.from({ length: 40 }, (_, at) => `- step ${at}`);
    const errors = [{ message: log.join('\n'), location: { file: path.join(root, 'e2e', 'queue.spec.ts'), line: 17 } }];
    const spec = { title: 'a click', file: 'queue.spec.ts', line: 12, tests: [{ status: 'unexpected', results: [{ errors }] }] };
    expect(failuresOfPlaywright({ suites: [{ specs: [spec] }] })[0]?.error.split('\n')).toEqual([
      ...log.slice(0, 8),
      '…',
      ...log.slice(-6),
      '    at e2e/queue.spec.ts:17',
    ]);
  });

  it('may lie outside of the tests', () => {
    expect(failuresOfPlaywright({ suites: [], errors: [{ message: 'No tests found' }] })).toEqual([
      { name: 'outside of the tests', error: 'No tests found' },
    ]);
  });
});
