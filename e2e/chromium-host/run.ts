// Electron's command line: [-r script] [--inspect=0] [--remote-debugging-port=0] [switches] app-folder-or-file [its arguments]
import { existsSync, readFileSync, statSync } from 'node:fs';
import inspector from 'node:inspector';
import { createRequire, registerHooks } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

import { App, app } from './app.ts';
import { testIsThere } from './audience.ts';
import { followPages } from './browser-window.ts';
import { chromiumSwitches, takeSwitches } from './command-line.ts';
import { electron } from './electron.ts';
import { host, startChromium } from './host.ts';
import { watchWindows } from './open-window.ts';
import { fail } from './recorded.ts';
import { serveRequests } from './serve.ts';
import { gate } from './gate.ts';
import { followTheme } from './theme.ts';

const require = createRequire(import.meta.url);

Object.assign(globalThis, { [Symbol.for('electron stand-in')]: electron });
registerHooks({
  resolve(name, context, next) {
    if (name !== 'electron' && name !== 'electron/main' && name !== 'electron/common') return next(name, context);
    const isImport = context.conditions.includes('import');
    const [file, format] = isImport ? (['module.mjs', 'module'] as const) : (['module.cjs', 'commonjs'] as const);
    return { url: pathToFileURL(join(import.meta.dirname, file)).href, format, shortCircuit: true };
  },
});

const args = process.argv.slice(2);
const required: string[] = [];
for (let at = args.indexOf('-r'); at >= 0; at = args.indexOf('-r')) required.push(...args.splice(at, 2).slice(1));
process.argv = [join(import.meta.dirname, 'electron'), ...args];
takeSwitches(args);

pretendElectron();
if (args.includes('--inspect=0')) inspector.open(0, '127.0.0.1');
if (args.includes('--inspect=0') || required.length > 0) testIsThere();
for (const script of required) require(resolve(script));

const given = resolve(process.argv.slice(1).find((arg) => !arg.startsWith('-')) ?? '.');
const folder = statSync(given).isDirectory() ? given : folderOf(given);
App.setFolder(app, folder);
const main =
  given === folder
    ? join(folder, (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { main?: string }).main ?? 'index.js')
    : given;

try {
  await import(pathToFileURL(main).href);
  await becomeReady();
} catch (error) {
  console.error(error);
  process.exit(1);
}

/** Only now: until here the app may still have said where its data live. */
async function becomeReady(): Promise<void> {
  await startChromium(join(app.getPath('sessionData'), 'chromium'), chromiumSwitches(), () => {
    fail('Chromium ended by itself');
    process.exit(1);
  });
  Object.assign(process.versions, { chrome: host().product.split('/')[1] });
  followPages();
  await Promise.all([serveRequests(gate), watchWindows()]);
  followTheme();
  App.becomeReady(app);
}

function folderOf(file: string): string {
  for (let folder = dirname(file); folder !== dirname(folder); folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder;
  }
  return dirname(file);
}

let wasAsked = false;

/** The second signal doesn't ask any more. */
function leave(): void {
  if (wasAsked) process.exit(1);
  wasAsked = true;
  app.quit();
}

function pretendElectron(): void {
  const { version } = require('../../node_modules/electron/package.json') as { version: string };
  Object.assign(process.versions, { electron: version });
  Object.assign(process, { type: 'browser', defaultApp: true, resourcesPath: join(import.meta.dirname, 'resources') });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => leave());
  // Electron shows a dialog for the one and only a warning for the other; a test must not miss either.
  process.on('uncaughtException', (error) => {
    if (process.listenerCount('uncaughtException') > 1) return;
    fail(`A JavaScript error occurred in the main process: ${error.stack ?? String(error)}`);
    process.exit(1);
  });
  process.on('unhandledRejection', (reason) => {
    if (process.listenerCount('unhandledRejection') === 1)
      fail(`Unhandled rejection: ${reason instanceof Error ? (reason.stack ?? '') : String(reason)}`);
  });
}
