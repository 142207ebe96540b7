import { describe, expect, it } from 'vitest';

import { countPlaywright, countVitest, total, withExitCode } from './count.mjs';

describe('counting unit tests', () => {
  it('takes passed and failed tests', () => {
    expect(countVitest({ numPassedTests: 7, numFailedTests: 2, testResults: [{ status: 'failed', assertionResults: [{}] }] })).toEqual({
      passed: 7,
      failed: 2,
    });
  });

  it('a file that could not be loaded is one failure', () => {
    const testResults = [
      { status: 'failed', assertionResults: [] },
      { status: 'passed', assertionResults: [{}] },
    ];
    expect(countVitest({ numPassedTests: 1, numFailedTests: 0, testResults })).toEqual({ passed: 1, failed: 1 });
  });
});

it('an e2e test that only passed when repeated is one that failed', () => {
  expect(countPlaywright({ stats: { expected: 5, unexpected: 1, flaky: 1 } })).toEqual({ passed: 5, failed: 2 });
});

describe('a suite that ends badly', () => {
  it('failed even if all its tests passed', () => {
    expect(withExitCode({ passed: 5, failed: 0 }, 1)).toEqual({ passed: 5, failed: 1 });
  });

  it('is not counted twice', () => {
    expect(withExitCode({ passed: 5, failed: 2 }, 1)).toEqual({ passed: 5, failed: 2 });
  });

  it('failed if it left no report', () => {
    expect(withExitCode(undefined, 0)).toEqual({ passed: 0, failed: 1 });
  });
});

it('sums over suites', () => {
  expect(
    total([
      { passed: 1, failed: 0 },
      { passed: 20, failed: 3 },
    ]),
  ).toEqual({ passed: 21, failed: 3 });
});
