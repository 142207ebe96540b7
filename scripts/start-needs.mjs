import process from 'node:process';

/** @typedef {import('./system-packages.mjs').NeedName} NeedName */

/**
 * What the app needs of the system to open, and what it can do without: a keyring's library (the API key then stays in memory)
 * and a font for Chinese.
 * @param {{ real: boolean, needsScreen: boolean }} how
 * @returns {{ required: NeedName[], welcome: NeedName[] }}
 */
export function needsToStart({ real, needsScreen }, platform = process.platform) {
  if (platform !== 'linux') return { required: real ? [] : ['chromium'], welcome: [] };
  /** @type {NeedName[]} */
  const shown = real ? ['gtk', 'nss', 'gbm'] : ['chromium'];
  return { required: needsScreen ? [...shown, 'xvfb'] : shown, welcome: ['libsecret', 'chineseFont'] };
}
