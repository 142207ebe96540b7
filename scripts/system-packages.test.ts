import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';

import { hasCommand, needs } from './needs.mjs';
import { needsToStart } from './start-needs.mjs';
import { packageTool, sayMissing } from './system-packages.mjs';

describe('the tool that installs packages', () => {
  it.each([
    ['linux', 'PRETTY_NAME="Debian GNU/Linux 12"\nID=debian\n', 'apt'],
    ['linux', 'ID=linuxmint\nID_LIKE="ubuntu debian"\n', 'apt'],
    ['linux', 'ID=fedora\n', 'dnf'],
    ['linux', 'ID="rocky"\nID_LIKE="rhel centos fedora"\n', 'dnf'],
    ['linux', 'ID=manjaro\nID_LIKE=arch\n', 'pacman'],
    ['linux', 'ID=nixos\nVERSION_ID="24"\n', undefined],
    ['darwin', '', 'brew'],
    ['win32', '', undefined],
  ])('on %s with %j is %s', (platform, osRelease, tool) => {
    expect(packageTool(platform, osRelease)).toBe(tool);
  });
});

describe('what is said of missing packages', () => {
  it.each([
    ['apt', 'sudo apt-get install --no-install-recommends chromium xvfb'],
    ['dnf', 'sudo dnf install chromium xorg-x11-server-Xvfb'],
    ['pacman', 'sudo pacman -S chromium xorg-server-xvfb'],
    ['brew', 'brew install --cask chromium'],
  ] as const)('names the command for %s', (tool, command) => {
    expect(sayMissing([needs.chromium, needs.xvfb], tool)).toContain(`Install with: ${command}`);
  });

  it('names what is missing where no tool is known', () => {
    const said = sayMissing([needs.keyring], undefined);
    expect(said).toContain('gnome-keyring, which keeps the API key');
    expect(said).not.toContain('Install with');
  });
});

it('a command is there when a folder of the PATH holds it', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'afterglow-path-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(path.join(folder, 'Xvfb'), '');
  chmodSync(path.join(folder, 'Xvfb'), 0o755);
  expect(hasCommand('Xvfb', `/nowhere${path.delimiter}${folder}`)).toBe(true);
  expect(hasCommand('chromium', folder)).toBe(false);
  expect(hasCommand('Xvfb', '')).toBe(false);
});

describe('what starting needs', () => {
  it('is Chromium only for the stand-in, and a screen only where there is none', () => {
    expect(needsToStart({ real: false, needsScreen: false }, 'linux').required).toEqual(['chromium']);
    expect(needsToStart({ real: false, needsScreen: true }, 'linux').required).toEqual(['chromium', 'xvfb']);
    expect(needsToStart({ real: true, needsScreen: false }, 'linux').required).not.toContain('chromium');
  });

  it('is nothing for Electron itself on macOS and Windows', () => {
    expect(needsToStart({ real: true, needsScreen: false }, 'darwin')).toEqual({ required: [], welcome: [] });
  });
});
