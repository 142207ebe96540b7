import { describe, expect, it } from 'vitest';

import { isInstalled, whyInstallFailed } from './install.mjs';

const svelte = { version: '5.0.0', integrity: 'sha512-a' };
const windowsOnly = { version: '1.0.0', integrity: 'sha512-b', optional: true };
const lock = { '': {}, 'node_modules/svelte': svelte, 'node_modules/for-windows': windowsOnly };

describe('whether node_modules is what the lock says', () => {
  it('is so when everything is there, with or without the packages of other platforms', () => {
    expect(isInstalled(lock, { 'node_modules/svelte': svelte })).toBe(true);
    expect(isInstalled(lock, { 'node_modules/svelte': svelte, 'node_modules/for-windows': windowsOnly })).toBe(true);
  });

  it('is not so when a package is missing', () => {
    expect(isInstalled(lock, {})).toBe(false);
  });

  it('is not so when a package has another version or other contents', () => {
    expect(isInstalled(lock, { 'node_modules/svelte': { ...svelte, version: '4.0.0' } })).toBe(false);
    expect(isInstalled(lock, { 'node_modules/svelte': { ...svelte, integrity: 'sha512-c' } })).toBe(false);
  });

  it('is not so when a package is left that the lock no longer wants', () => {
    expect(isInstalled(lock, { 'node_modules/svelte': svelte, 'node_modules/gone': svelte })).toBe(false);
  });
});

describe('why an install failed', () => {
  it('says that the registry cannot be reached', () => {
    expect(whyInstallFailed('npm error code EAI_AGAIN\nnpm error network request failed')).toMatch(/registry cannot be reached/);
  });

  it('else gives the end of what npm said', () => {
    expect(whyInstallFailed('npm error code EINTEGRITY\n')).toBe('`npm ci` failed:\n  npm error code EINTEGRITY');
  });
});
