// npm start: installs what is missing, builds, and opens the app.
import path from 'node:path';
import process from 'node:process';

import { ensureBuilt } from './build.mjs';
import { command } from './command.mjs';
import { hasDisplay, startScreen } from './display.mjs';
import { chooseElectron } from './electron-binary.mjs';
import { environment, root, tool } from './project.mjs';
import { run } from './run.mjs';
import { readStartArguments } from './start-arguments.mjs';
import { needsToStart } from './start-needs.mjs';
import { ensurePackages } from './system-packages.mjs';
import { Trouble } from './trouble.mjs';

/** @typedef {import('./start-arguments.mjs').StartArguments} StartArguments */

await command(import.meta.url, {
  first: () => {
    const { screenshot } = readStartArguments(process.argv.slice(2));
    if (screenshot === undefined && !hasDisplay()) {
      throw new Trouble(
        'There is no display to open a window on (neither DISPLAY nor WAYLAND_DISPLAY is set).\n' +
          'Run this in a desktop session, or save what the window would show: npm start -- --screenshot picture.png',
      );
    }
  },
  body: async () => {
    const wanted = readStartArguments(process.argv.slice(2));
    const electron = await chooseElectron({ retry: wanted.downloadElectron });
    const { required, welcome } = needsToStart({ real: electron.real, needsScreen: !hasDisplay() });
    await ensurePackages(required, welcome);
    await ensureBuilt();
    const env = environment(electron.env);
    return wanted.screenshot === undefined ? open(wanted, electron.real, env) : save(wanted.screenshot, wanted, env);
  },
});

/**
 * @param {StartArguments} wanted
 * @param {boolean} real
 * @param {NodeJS.ProcessEnv} env
 */
async function open(wanted, real, env) {
  // Chromium refuses to make a sandbox for root.
  const forRoot = real && process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const { code } = await run([...tool('electron'), ...forRoot, root, ...wanted.app], { env, interactive: true });
  return code;
}

/**
 * @param {string} name
 * @param {StartArguments} wanted
 * @param {NodeJS.ProcessEnv} env
 */
async function save(name, { size, screen, app }, env) {
  // Installed only now, so it can't be imported above.
  const { takeScreenshot } = await import('./screenshot.mjs');
  const file = path.resolve(process.env['INIT_CWD'] ?? '.', name);
  const display = hasDisplay() ? undefined : await startScreen(size);
  try {
    await takeScreenshot({ file, size, screen, appArguments: app, env: { ...env, ...display?.env } });
  } finally {
    await display?.stop();
  }
  console.log(file);
  return 0;
}
