import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';

import { atExit } from './at-exit.mjs';
import { startScreen } from './display.mjs';
import { startKeyring } from './keyring.mjs';
import { environment } from './project.mjs';

/** What `inPrivateSession` needs of the system. */
export const sessionNeeds = process.platform === 'linux' ? /** @type {const} */ (['xvfb', 'bus', 'keyring', 'libsecret']) : [];

/**
 * Runs something as a person of its own on a machine of its own, as far as programs can tell: an empty home, an unlocked keyring,
 * a screen. Only Linux can do that; elsewhere it is the real home, keychain and screen.
 * @template T
 * @param {(env: NodeJS.ProcessEnv) => Promise<T>} body
 * @returns {Promise<T>}
 */
export async function inPrivateSession(body) {
  if (process.platform !== 'linux') return body(environment());
  const home = mkdtempSync(path.join(os.tmpdir(), 'afterglow-home-'));
  const removeHome = atExit(() => rmSync(home, { recursive: true, force: true, maxRetries: 5 }));
  /** @type {(() => Promise<void>)[]} */
  const stops = [];
  try {
    let env = environment(homeVariables(home));
    for (const start of [() => startKeyring(env), () => startScreen({ width: 2560, height: 1440 })]) {
      const started = await start();
      stops.unshift(started.stop);
      env = { ...env, ...started.env };
    }
    return await body(env);
  } finally {
    for (const stop of stops) await stop();
    removeHome();
  }
}

/** @param {string} home */
function homeVariables(home) {
  const folders = {
    XDG_CONFIG_HOME: path.join(home, '.config'),
    XDG_DATA_HOME: path.join(home, '.local', 'share'),
    XDG_STATE_HOME: path.join(home, '.local', 'state'),
    XDG_CACHE_HOME: path.join(home, '.cache'),
    XDG_RUNTIME_DIR: path.join(home, 'run'),
  };
  for (const folder of Object.values(folders)) mkdirSync(folder, { recursive: true, mode: 0o700 });
  return { HOME: home, ...folders };
}
