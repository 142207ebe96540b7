import { existsSync, readFileSync } from 'node:fs';
import process from 'node:process';

import { hasCommand, needs } from './needs.mjs';
import { run } from './run.mjs';
import { Trouble } from './trouble.mjs';

/**
 * @typedef {import('./needs.mjs').PackageTool} PackageTool
 * @typedef {import('./needs.mjs').Need} Need
 * @typedef {keyof typeof needs} NeedName
 */

const timeoutMs = 10 * 60_000;

/**
 * Sees to it that the system has what is needed: installs it where that needs no asking (Debian, as root), else says what to install.
 * @param {readonly NeedName[]} required
 * @param {readonly NeedName[]} [welcome] installed where that needs no asking, never asked for
 */
export async function ensurePackages(required, welcome = []) {
  const tool = packageTool(process.platform, readOsRelease());
  const mayInstall = tool === 'apt' && process.getuid?.() === 0 && hasCommand('apt-get');
  const missing = missingOf(mayInstall ? [...required, ...welcome] : required);
  if (missing.length === 0) return;
  const reasons = mayInstall ? await installWithApt(missing.map(({ packages }) => packages.apt ?? '')) : '';
  const still = missingOf(required);
  if (still.length > 0) throw new Trouble(`${sayMissing(still, tool)}${reasons}`);
}

/** @param {readonly NeedName[]} names */
const missingOf = (names) => names.map((name) => needs[name]).filter((need) => !need.isThere());

/**
 * @param {string[]} packages
 * @returns {Promise<string>} why it failed, if it did
 */
async function installWithApt(packages) {
  console.log(`Installing ${packages.join(', ')} with apt-get …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const patience = ['-o', 'DPkg::Lock::Timeout=120', '-o', 'Acquire::http::Timeout=30', '-o', 'Acquire::Retries=2'];
  const install = () =>
    run(['apt-get', ...patience, 'install', '-y', '--no-install-recommends', ...packages], { env, quiet: true, timeoutMs });
  if ((await install()).code === 0) return '';
  // A machine with nothing prepared has no package lists, or old ones.
  await run(['apt-get', ...patience, 'update'], { env, quiet: true, timeoutMs });
  const { code, output } = await install();
  return code === 0 ? '' : ['\napt-get says:', ...output.trim().split('\n').slice(-5)].join('\n  ');
}

/**
 * Which tool installs packages here.
 * @param {string} platform
 * @param {string} osRelease the text of /etc/os-release
 * @returns {PackageTool | undefined}
 */
export function packageTool(platform, osRelease) {
  if (platform === 'darwin') return 'brew';
  const families = [...osRelease.matchAll(/^(?:ID|ID_LIKE)="?([^"\n]*)"?$/gm)].flatMap(([, names = '']) => names.split(' '));
  /** @type {[PackageTool, string[]][]} */
  const tools = [
    ['apt', ['debian', 'ubuntu']],
    ['dnf', ['fedora', 'rhel', 'centos']],
    ['pacman', ['arch']],
  ];
  return tools.find(([, distributions]) => distributions.some((name) => families.includes(name)))?.[0];
}

const commands = {
  apt: 'sudo apt-get install --no-install-recommends',
  dnf: 'sudo dnf install',
  pacman: 'sudo pacman -S',
  brew: 'brew install --cask',
};

/**
 * @param {readonly Need[]} missing
 * @param {PackageTool | undefined} tool
 * @returns {string}
 */
export function sayMissing(missing, tool) {
  const purposes = missing.map(({ purpose }) => `  - ${purpose}`);
  const packages = missing.map(({ packages }) => tool && packages[tool]).filter((name) => name !== undefined);
  const advice = tool && packages.length > 0 ? [`Install with: ${commands[tool]} ${packages.join(' ')}`] : [];
  return ['Something of the system is missing:', ...purposes, ...advice].join('\n');
}

const readOsRelease = () => (existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '');
