import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';

import { personIsThere } from './audience.ts';
import { browser, host } from './host.ts';

const PATIENCE_MS = 5000;

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Who waits for a window, by the address that it begins with. */
const expected = new Map<string, (targetId: string) => void>();
/** Who waits for a window's end, by its target. */
const mourners = new Map<string, () => void>();

/** From here on windows can be opened. */
export async function watchWindows(): Promise<void> {
  for (const event of ['Target.targetCreated', 'Target.targetInfoChanged'] as const) {
    browser().on(event, ({ targetInfo: { type, url, targetId } }) => {
      if (type === 'page') expected.get(url)?.(targetId);
    });
  }
  browser().on('Target.targetDestroyed', ({ targetId }) => mourners.get(targetId)?.());
  await browser().send('Target.setDiscoverTargets', { discover: true });
}

export function whenWindowGone(targetId: string): Promise<undefined> {
  return new Promise((resolve) => {
    mourners.set(targetId, () => {
      mourners.delete(targetId);
      resolve(undefined);
    });
  });
}

/** A window of Chromium's with one page, which is empty; answers the page's target. A person gets it without tabs and address bar. */
export async function openWindow(size: Size): Promise<string> {
  if (personIsThere()) {
    const url = emptyDocument();
    const targetId = await openBareWindow(url);
    if (targetId !== undefined) {
      await loaded(targetId, url);
      return targetId;
    }
  }
  const { targetId } = await browser().send('Target.createTarget', { url: 'about:blank', newWindow: true, ...size });
  return targetId;
}

/** A document that no other window has begun with. */
function emptyDocument(): string {
  const text = `<!doctype html><meta charset="utf-8"><meta name="color-scheme" content="light dark"><!-- ${randomUUID()} -->`;
  return `data:text/html;base64,${Buffer.from(text).toString('base64')}`;
}

/** Otherwise it would come later, and take the place of what was put into the window meanwhile. */
async function loaded(targetId: string, url: string): Promise<void> {
  const { sessionId } = await browser().send('Target.attachToTarget', { targetId, flatten: true });
  const session = host().connection.session(sessionId);
  const load = new Promise((resolve) => session.on('Page.loadEventFired', resolve));
  await session.send('Page.enable');
  const expression = `location.href === ${JSON.stringify(url)} && document.readyState === 'complete'`;
  const { result } = await session.send('Runtime.evaluate', { expression });
  if (result.value !== true) await Promise.race([load, whenWindowGone(targetId)]);
  browser().tell('Target.detachFromTarget', { sessionId });
}

/** Without tabs and address bar. Only Chromium's command line can ask for that: a second Chromium hands the wish to the running one, and goes. */
async function openBareWindow(url: string): Promise<string | undefined> {
  const { file, identity } = host();
  const opened = new Promise<string | undefined>((resolve) => {
    expected.set(url, resolve);
    setTimeout(() => resolve(undefined), PATIENCE_MS).unref();
  });
  spawn(file, [...identity, `--app=${url}`], { stdio: 'ignore' }).on('error', () => undefined);
  const targetId = await opened;
  expected.delete(url);
  return targetId;
}
