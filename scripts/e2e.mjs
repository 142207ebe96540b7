// npm run e2e [-- --electron] [-- what Playwright takes]: the app as a whole, in the stand-in or in Electron itself.
import process from 'node:process';

import { ensureBuilt } from './build.mjs';
import { command } from './command.mjs';
import { chooseElectron, standInEnvironment } from './electron-binary.mjs';
import { sessionNeeds } from './private-session.mjs';
import { playwright } from './suites.mjs';
import { ensurePackages } from './system-packages.mjs';
import { Trouble } from './trouble.mjs';

await command(import.meta.url, {
  body: async () => {
    const args = process.argv.slice(2);
    const inElectron = args.includes('--electron');
    if (inElectron) await requireElectron();
    await ensurePackages([...(inElectron ? [] : /** @type {const} */ (['chromium'])), 'chineseFont', ...sessionNeeds]);
    await ensureBuilt();
    const { code } = await playwright(
      args.filter((arg) => arg !== '--electron'),
      inElectron ? {} : standInEnvironment,
    );
    return code;
  },
});

async function requireElectron() {
  delete process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  const { real } = await chooseElectron({ retry: true });
  if (!real) throw new Trouble('Without Electron itself there is nothing to test with --electron.');
}
