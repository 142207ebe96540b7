import fc from 'fast-check';
import { describe, test } from 'vitest';

import { promise } from './property.ts';

/** Random courses of events. When one fails, `{ seed, path }` is printed: beside `numRuns`, with the path's first number, it comes again. */
const numRuns = 40;
/** A busy machine does fewer. A failure is made shorter for as long. */
const longestMs = 60_000;

describe('the job engine', { timeout: 3 * longestMs }, () => {
  test('keeps its promise whatever a person, the service, the machine and time do to it', async () => {
    await fc.assert(promise, { numRuns, interruptAfterTimeLimit: longestMs, includeErrorInReport: true });
  });
});
