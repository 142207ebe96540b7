import { readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import type { Session } from './cdp.ts';
import { type Chromium, launchChromium } from './chromium.ts';

let chromium: Chromium | undefined;
let ended = false;

/** The one Chromium of this process, from `ready` on. */
export function host(): Chromium {
  if (!chromium) throw new Error('Chromium is started when the app gets ready');
  return chromium;
}

export function browser(): Session {
  return host().connection.browser;
}

export function isReady(): boolean {
  return chromium !== undefined;
}

export async function startChromium(profileFolder: string, switches: readonly string[], onGone: () => void): Promise<void> {
  await formerOwnerGone(profileFolder);
  chromium = await launchChromium(profileFolder, switches);
  chromium.process.once('exit', () => {
    if (!ended) onGone();
  });
}

/** Resolves once Chromium has written its profile and ended; kills it after 3 s. */
export async function endChromium(): Promise<void> {
  ended = true;
  if (!chromium || chromium.process.exitCode !== null || chromium.process.signalCode !== null) return;
  const { process: child } = chromium;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  browser().tell('Browser.close');
  const patience = setTimeout(() => child.kill('SIGKILL'), 3000);
  await gone;
  clearTimeout(patience);
}

/** A Chromium whose app was killed leaves by itself, a moment later; until then its profile is locked. */
async function formerOwnerGone(profileFolder: string): Promise<void> {
  for (let i = 0; i < 100; i++) {
    const pid = lockOwner(join(profileFolder, 'SingletonLock'));
    if (pid === undefined || !isAlive(pid)) return;
    await pause(50);
  }
}

function lockOwner(lock: string): number | undefined {
  try {
    return Number(/-(\d+)$/.exec(readlinkSync(lock))?.[1]);
  } catch {
    return undefined;
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
