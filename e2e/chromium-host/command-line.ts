import { strict } from './strict.ts';

const switches = new Map<string, string>();
const extra: string[] = [];

// Playwright's own switch for Electron's browser process; what Chromium must not get from the app.
const NOT_FORWARDED = new Set(['no-sandbox', 'user-data-dir', 'remote-debugging-pipe', 'disable-web-security', 'headless']);

export const commandLine = strict('app.commandLine', {
  appendSwitch: (name: string, value = ''): void => void switches.set(name.replace(/^--/, '').toLowerCase(), value),
  appendArgument: (value: string): void => void extra.push(value),
  hasSwitch: (name: string): boolean => switches.has(name.toLowerCase()),
  getSwitchValue: (name: string): string => switches.get(name.toLowerCase()) ?? '',
  removeSwitch: (name: string): void => void switches.delete(name.toLowerCase()),
});

/** The switches of the process's own command line, before the app's. */
export function takeSwitches(args: readonly string[]): void {
  for (const arg of args) {
    const [, name, value] = /^--([^=]+)=?(.*)$/.exec(arg) ?? [];
    if (name !== undefined) commandLine.appendSwitch(name, value);
  }
}

export function chromiumSwitches(): string[] {
  return [...switches].filter(([name]) => !NOT_FORWARDED.has(name)).map(([name, value]) => (value ? `--${name}=${value}` : `--${name}`));
}
