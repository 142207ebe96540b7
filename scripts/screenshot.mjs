import process from 'node:process';

import { _electron } from '@playwright/test';

import { root } from './project.mjs';
import { settled } from './settled.mjs';
import { Trouble } from './trouble.mjs';

const patienceMs = 20_000;

/**
 * Opens the built app, saves what its window shows once it has settled, and closes it again.
 * @param {{ file: string, size: { width: number, height: number }, appArguments: string[], env: NodeJS.ProcessEnv }} wanted
 */
export async function takeScreenshot({ file, size, appArguments, env }) {
  const app = await launch(appArguments, env);
  try {
    const page = await app.firstWindow({ timeout: patienceMs });
    await page.setViewportSize(size);
    await page.waitForLoadState('load', { timeout: patienceMs });
    const isSettled = await page.evaluate(settled, patienceMs);
    if (!isSettled) console.log(`The window was still changing after ${patienceMs / 1000} s.`);
    await page.screenshot({ path: file });
  } catch (error) {
    throw new Trouble(`The window could not be saved: ${firstLine(error)}`, { cause: error });
  } finally {
    await app.close();
  }
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
    throw new Trouble(`The app did not open. ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

/** @param {unknown} error */
const firstLine = (error) => (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
