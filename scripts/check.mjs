// npm run check: what to run before a commit.
import { command } from './command.mjs';
import { total } from './count.mjs';
import { sessionNeeds } from './private-session.mjs';
import { report, runChecks, runUnitTests } from './suites.mjs';
import { ensurePackages } from './system-packages.mjs';

await command(import.meta.url, {
  body: async () => {
    await ensurePackages(sessionNeeds);
    const outcomes = [...(await runChecks(['lint', 'types', 'format'])), await runUnitTests()];
    const sum = total(outcomes);
    report(outcomes, sum);
    return sum.failed === 0 ? 0 : 1;
  },
});
