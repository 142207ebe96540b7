// npm test: installs what is missing and runs everything.
import { command } from './command.mjs';
import { total } from './count.mjs';
import { sessionNeeds } from './private-session.mjs';
import { report, runBuild, runChecks, runEndToEnd, runUnitTests } from './suites.mjs';
import { ensurePackages } from './system-packages.mjs';

await command(import.meta.url, {
  body: async () => {
    await ensurePackages(['chromium', 'chineseFont', ...sessionNeeds]);
    const outcomes = [...(await runChecks()), await runUnitTests(), await runBuild()];
    const isBuilt = outcomes.at(-1)?.failed === 0;
    // Against an older build the tests would tell about something else.
    outcomes.push(isBuilt ? await runEndToEnd() : { name: 'e2e', passed: 0, failed: 1, seconds: 0 });
    const sum = total(outcomes);
    report(outcomes, sum);
    return sum.failed === 0 ? 0 : 1;
  },
});
