// npm run dev: the app, with changes to the page shown at once.
import process from 'node:process';

import { command } from './command.mjs';
import { chooseElectron } from './electron-binary.mjs';
import { environment, tool } from './project.mjs';
import { run } from './run.mjs';
import { needsToStart } from './start-needs.mjs';
import { ensurePackages } from './system-packages.mjs';

await command(import.meta.url, {
  body: async () => {
    const electron = await chooseElectron({ retry: false });
    await ensurePackages(needsToStart({ real: electron.real, needsScreen: false }).required);
    const { code } = await run([...tool('electron-vite'), 'dev', ...process.argv.slice(2)], {
      env: environment(electron.env),
      interactive: true,
    });
    return code;
  },
});
