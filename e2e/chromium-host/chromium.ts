import { spawn, type ChildProcess } from 'node:child_process';
import { accessSync, constants, mkdirSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';

import { isVisible } from './audience.ts';
import { Connection } from './cdp.ts';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge'];

export interface Chromium {
  readonly process: ChildProcess;
  /** The executable, and the switches by which a second one finds this one. */
  readonly file: string;
  readonly identity: readonly string[];
  readonly connection: Connection;
  /** As of `Browser.getVersion`: "Chrome/156.0.0.0". */
  readonly product: string;
}

/** Starts Chromium with our own switches and the app's (`--name` or `--name=value`), without a window. */
export async function launchChromium(profileFolder: string, switches: readonly string[]): Promise<Chromium> {
  mkdirSync(profileFolder, { recursive: true });
  const file = findChromium();
  // Chromium's sandbox can't start as root. `--test-type` only keeps the bar away that would warn of it and push the page down.
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox', '--test-type'] : [];
  const identity = [...asRoot, `--user-data-dir=${profileFolder}`];
  const child = spawn(file, [...mergeFeatures([...ownSwitches(), ...identity, ...switches])], {
    // The two pipes are ours alone: however this process dies, Chromium reads their end and goes with it.
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
    // Ctrl-C in a terminal is for the app alone, which then closes its windows.
    detached: true,
  });
  const lastWords = forwardErrors(child.stderr as Readable);
  const connection = new Connection(child.stdio[3] as Writable, child.stdio[4] as Readable);
  const ended = new Promise<never>((_, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) =>
      reject(new Error([`Chromium ended with ${code ?? signal ?? 'nothing'}`, ...lastWords].join('\n'))),
    );
  });
  ended.catch(() => undefined);
  const version = await Promise.race([connection.browser.send('Browser.getVersion'), ended]);
  return { process: child, file, identity, connection, product: version.product };
}

function findChromium(): string {
  const wanted = process.env['STANDIN_CHROMIUM'];
  if (wanted) return wanted;
  for (const folder of (process.env['PATH'] ?? '').split(delimiter).filter(isAbsolute)) {
    for (const name of NAMES) if (isExecutable(join(folder, name))) return join(folder, name);
  }
  throw new Error(`The stand-in for Electron needs Chromium: install one of ${NAMES.join(', ')}, or name one in STANDIN_CHROMIUM`);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function ownSwitches(): string[] {
  return [
    ...(isVisible() ? [] : ['--headless=new']),
    '--remote-debugging-pipe',
    '--no-startup-window',
    '--keep-alive-for-test',
    '--disable-gpu',
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-background-networking',
    '--disable-breakpad',
    '--disable-component-extensions-with-background-pages',
    '--disable-default-apps',
    '--disable-extensions',
    '--disable-component-update',
    '--disable-sync',
    '--disable-translate',
    '--disable-back-forward-cache',
    '--disable-backgrounding-occluded-windows',
    '--disable-features=Translate,HttpsUpgrades,MediaRouter,OptimizationHints',
    '--password-store=basic',
  ];
}

/** Chromium obeys only the last `--disable-features`, so the app's and ours become one. The same for `--enable-features`. */
function mergeFeatures(switches: readonly string[]): Set<string> {
  const features = new Map<string, string[]>();
  const others: string[] = [];
  for (const one of switches) {
    const [, name, value] = /^(--(?:en|dis)able-features)=(.*)$/.exec(one) ?? [];
    if (name !== undefined && value !== undefined) features.set(name, [...(features.get(name) ?? []), ...value.split(',')]);
    else others.push(one);
  }
  return new Set([...others, ...[...features].map(([name, values]) => `${name}=${[...new Set(values)].filter(Boolean).join(',')}`)]);
}

/** Chromium's complaints about the machine (D-Bus, fonts) help nobody, unless it ends; Playwright waits for the one line about DevTools. */
function forwardErrors(stderr: Readable): readonly string[] {
  const last: string[] = [];
  createInterface({ input: stderr }).on('line', (line) => {
    if (line.startsWith('DevTools listening on ') || process.env['STANDIN_VERBOSE']) process.stderr.write(`${line}\n`);
    last.push(line);
    if (last.length > 5) last.shift();
  });
  return last;
}
