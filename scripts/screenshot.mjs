import process from 'node:process';

import { _electron } from '@playwright/test';

import { root } from './project.mjs';
import { settled } from './settled.mjs';
import { Trouble } from './trouble.mjs';

const patienceMs = 20_000;
const closeMs = 5000;

/**
 * Opens the built app, saves what its window shows once it has settled, and closes it again.
 * @param {{ file: string, size: { width: number, height: number }, screen?: string | undefined, appArguments: string[], env: NodeJS.ProcessEnv }} wanted
 */
export async function takeScreenshot({ file, size, screen, appArguments, env }) {
  const app = await launch(appArguments, env);
  try {
    const page = await app.firstWindow({ timeout: patienceMs });
    await page.setViewportSize(size);
    if (screen !== undefined) await goTo(page, screen);
    if (!(await settles(page))) console.log(`The window was still changing after ${patienceMs / 1000} s.`);
    await page.screenshot({ path: file });
  } catch (error) {
    throw new Trouble(`The window could not be saved: ${firstLine(error)}`, { cause: error });
  } finally {
    await close(app);
  }
}

/** The keys that lead to a screen, as the app's table of commands has them. */
const screenKeys = { create: '1', gallery: '2', activity: '3', settings: ',' };

/**
 * @param {import('@playwright/test').Page} page
 * @param {string} screen
 */
async function goTo(page, screen) {
  await settles(page);
  await page.keyboard.press(`ControlOrMeta+${screenKeys[/** @type {keyof typeof screenKeys} */ (screen)]}`);
}

/**
 * @param {import('@playwright/test').Page} page
 * @returns {Promise<boolean>}
 */
async function settles(page) {
  const deadline = Date.now() + patienceMs;
  // A window is there before the app has sent it to its page.
  await page.waitForURL((url) => url.href !== 'about:blank', { timeout: patienceMs });
  for (;;) {
    try {
      return await page.evaluate(settled, Math.max(0, deadline - Date.now()));
    } catch (error) {
      // The page went elsewhere meanwhile: wait for that one.
      if (Date.now() > deadline || !String(error).includes('context was destroyed')) throw error;
    }
  }
}

/** @param {import('@playwright/test').ElectronApplication} app */
async function close(app) {
  const giveUp = setTimeout(() => app.process().kill('SIGKILL'), closeMs);
  await app.close();
  clearTimeout(giveUp);
}

/**
 * @param {string[]} appArguments
 * @param {NodeJS.ProcessEnv} env
 */
async function launch(appArguments, env) {
  /** @type {Record<string, string>} */
  const variables = Object.fromEntries(Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
  try {
    // Playwright looks for the executable by its own environment, not by the one it hands on.
    Object.assign(process.env, env);
    const chromiumSandbox = process.getuid?.() !== 0;
    return await _electron.launch({ args: ['.', ...appArguments], cwd: root, env: variables, timeout: patienceMs, chromiumSandbox });
  } catch (error) {
    throw new Trouble(`The app did not open: ${ownWords(error) ?? firstLine(error)}`, { cause: error });
  }
}

/** @param {unknown} error */
const firstLine = (error) => (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';

/**
 * What the app itself said went wrong, out of the log that Playwright gives along.
 * @param {unknown} error
 */
const ownWords = (error) => /\[err\] (\w*Error\b.*)/.exec(String(error))?.[1];
