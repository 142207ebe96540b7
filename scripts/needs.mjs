import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';

/**
 * @typedef {'apt' | 'dnf' | 'pacman' | 'brew'} PackageTool
 * @typedef {object} Need something that a package of the system brings
 * @property {string} purpose
 * @property {() => boolean} isThere
 * @property {Partial<Record<PackageTool, string>>} packages
 */

const chromiumCommands = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
const chromiumApps = ['/Applications/Chromium.app', '/Applications/Google Chrome.app'];

/** @satisfies {Record<string, Need>} */
export const needs = {
  chromium: {
    purpose: 'Chromium, which shows the app where Electron cannot be had',
    isThere: () => chromiumCommands.some((name) => hasCommand(name)) || chromiumApps.some((app) => existsSync(app)),
    packages: { apt: 'chromium', dnf: 'chromium', pacman: 'chromium', brew: 'chromium' },
  },
  xvfb: {
    purpose: 'Xvfb, a screen without a monitor',
    isThere: () => hasCommand('Xvfb'),
    packages: { apt: 'xvfb', dnf: 'xorg-x11-server-Xvfb', pacman: 'xorg-server-xvfb' },
  },
  bus: {
    purpose: 'D-Bus, over which the keyring is asked',
    isThere: () => hasCommand('dbus-daemon') && hasCommand('dbus-run-session') && hasCommand('dbus-send'),
    packages: { apt: 'dbus', dnf: 'dbus-daemon', pacman: 'dbus' },
  },
  keyring: {
    purpose: 'gnome-keyring, which keeps the API key',
    isThere: () => hasCommand('gnome-keyring-daemon'),
    packages: { apt: 'gnome-keyring', dnf: 'gnome-keyring', pacman: 'gnome-keyring' },
  },
  libsecret: {
    purpose: 'libsecret, which talks to the keyring',
    isThere: () => hasLibrary('libsecret-1.so.0'),
    packages: { apt: 'libsecret-1-0', dnf: 'libsecret', pacman: 'libsecret' },
  },
  chineseFont: {
    purpose: 'a font with Chinese characters',
    isThere: () => hasFont(/CJK|wqy|SourceHan|DroidSansFallback/i),
    packages: { apt: 'fonts-noto-cjk', dnf: 'google-noto-sans-cjk-fonts', pacman: 'noto-fonts-cjk' },
  },
  gtk: {
    purpose: 'GTK, for Electron',
    isThere: () => hasLibrary('libgtk-3.so.0'),
    packages: { apt: 'libgtk-3-0', dnf: 'gtk3', pacman: 'gtk3' },
  },
  nss: {
    purpose: 'NSS, for Electron',
    isThere: () => hasLibrary('libnss3.so'),
    packages: { apt: 'libnss3', dnf: 'nss', pacman: 'nss' },
  },
  gbm: {
    purpose: 'GBM, for Electron',
    isThere: () => hasLibrary('libgbm.so.1'),
    packages: { apt: 'libgbm1', dnf: 'mesa-libgbm', pacman: 'mesa' },
  },
};

/**
 * @param {string} name
 * @param {string} [searchPath]
 */
export function hasCommand(name, searchPath = process.env['PATH'] ?? '') {
  return searchPath.split(path.delimiter).some((folder) => folder !== '' && existsSync(path.join(folder, name)));
}

/** @param {string} file */
function hasLibrary(file) {
  const parents = ['/usr/lib', '/lib', '/usr/lib64', '/lib64', '/usr/local/lib'];
  const perArchitecture = existsSync('/usr/lib') ? readdirSync('/usr/lib').filter((name) => name.includes('-linux-')) : [];
  return [...parents, ...perArchitecture.map((name) => path.join('/usr/lib', name))].some((folder) => existsSync(path.join(folder, file)));
}

/** @param {RegExp} name */
function hasFont(name) {
  const folders = ['/usr/share/fonts', '/usr/local/share/fonts', path.join(process.env['HOME'] ?? '/', '.local/share/fonts')];
  return folders.some((folder) => existsSync(folder) && readdirSync(folder, { recursive: true }).some((file) => name.test(String(file))));
}
