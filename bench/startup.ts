// From starting the process to a window that can be used, the main bundle's import alone, and the JavaScript that the page loads.
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';

import { launchApp } from '../e2e/app.ts';
import { quantile, report, rounded } from './figures.ts';

const runs = 7;
const root = path.resolve(import.meta.dirname, '..');
const assets = path.join(root, 'out/renderer/assets');

const toWindow: number[] = [];
const imports: number[] = [];
for (let run = 0; run < runs; run++) {
  toWindow.push(await timeToWindow());
  imports.push(await timeOfImport());
}
report({
  figure: 'startup',
  runs,
  toInteractiveMs: { median: rounded(quantile(toWindow, 0.5)), most: rounded(Math.max(...toWindow)) },
  mainImportMs: { median: rounded(quantile(imports, 0.5)), most: rounded(Math.max(...imports)) },
  pageScriptKBGzip: { atStart: rounded(gzipped(scriptsAtStart()) / 1000), withEveryScreen: rounded(gzipped(allScripts()) / 1000) },
});

/** Interactive: the welcome screen's field takes text. */
async function timeToWindow(): Promise<number> {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'afterglow-bench-'));
  const startedAt = performance.now();
  const app = await launchApp({ AFTERGLOW_HOME: home }, []);
  await app.welcome.key.fill('x');
  const tookMs = performance.now() - startedAt;
  await app.close();
  fs.rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  return tookMs;
}

/** In a Node process of its own, with a module `electron` that does nothing. */
async function timeOfImport(): Promise<number> {
  const script = `
    import { registerHooks } from 'node:module';
    const names = 'app,BrowserWindow,clipboard,ClipboardItem,dialog,ipcMain,Menu,nativeTheme,net,Notification,powerMonitor,protocol,screen,session,shell,utilityProcess';
    const source = 'const inert = new Proxy(function () {}, { get: (_, name) => (name === "getPath" ? () => "/nowhere" : name === "then" ? undefined : inert), apply: () => false });'
      + names.split(',').map((name) => 'export const ' + name + ' = inert;').join('') + 'export default inert;';
    registerHooks({
      resolve: (name, context, next) => (name === 'electron' ? { url: 'stub:electron', shortCircuit: true } : next(name, context)),
      load: (url, context, next) => (url === 'stub:electron' ? { format: 'module', source, shortCircuit: true } : next(url, context)),
    });
    const startedAt = performance.now();
    await import(${JSON.stringify(path.join(root, 'out/main/index.js'))});
    console.log(performance.now() - startedAt);
  `;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], { cwd: root });
  return Number(stdout);
}

function allScripts(): string[] {
  return fs.readdirSync(assets).filter((name) => name.endsWith('.js'));
}

/** What the page's document names, and what those scripts import in turn; the other screens are loaded when they are first opened. */
function scriptsAtStart(): string[] {
  const wanted = new Set<string>();
  const follow = (text: string, pattern: RegExp): void => {
    for (const [, name = ''] of text.matchAll(pattern)) {
      if (wanted.has(name)) continue;
      wanted.add(name);
      follow(fs.readFileSync(path.join(assets, name), 'utf8'), /(?:from|import)\s*["']\.\/([\w.-]+\.js)["']/g);
    }
  };
  follow(fs.readFileSync(path.join(assets, '../index.html'), 'utf8'), /assets\/([\w.-]+\.js)/g);
  return [...wanted];
}

function gzipped(names: readonly string[]): number {
  return names.reduce((sum, name) => sum + gzipSync(fs.readFileSync(path.join(assets, name)), { level: 9 }).length, 0);
}
