import { EventEmitter } from 'node:events';
import { mkdirSync, readFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

import { commandLine } from './command-line.ts';
import { electronEvent } from './event.ts';
import { endChromium, host, isReady } from './host.ts';
import { record } from './recorded.ts';
import { windows } from './registry.ts';
import { InstanceLock } from './single-instance.ts';
import { strict } from './strict.ts';

const HOME_FOLDERS: Readonly<Record<string, string>> = {
  home: '',
  desktop: 'Desktop',
  documents: 'Documents',
  downloads: 'Downloads',
  music: 'Music',
  pictures: 'Pictures',
  videos: 'Videos',
};

class App extends EventEmitter {
  readonly commandLine = commandLine;
  readonly dock = undefined;
  isPackaged = false;
  userAgentFallback = '';
  accessibilitySupportEnabled = false;
  applicationMenu: unknown = null;
  readonly #paths = new Map<string, string>();
  readonly #lock = new InstanceLock();
  #folder = process.cwd();
  #name = 'Electron';
  #version = '0.0.0';
  #badgeCount = 0;
  #ready = false;
  #quitting = false;
  #ending = false;
  #becomeReady: (() => void) | undefined;
  readonly #whenReady = new Promise<void>((done) => {
    this.#becomeReady = done;
  });

  constructor() {
    super();
    strict('app', this);
    this.on('stand-in-close-prevented', () => {
      this.#quitting = false;
    });
    this.on('stand-in-last-window-closed', () => this.#lastWindowClosed());
  }

  get name(): string {
    return this.#name;
  }
  set name(name: string) {
    this.#name = name;
  }
  isReady(): boolean {
    return this.#ready;
  }
  whenReady(): Promise<void> {
    return this.#whenReady;
  }
  getName(): string {
    return this.#name;
  }
  setName(name: string): void {
    this.#name = name;
  }
  getVersion(): string {
    return this.#version;
  }
  getAppPath(): string {
    return this.#folder;
  }
  getLocale(): string {
    return commandLine.getSwitchValue('lang') || this.#systemLanguage();
  }
  getSystemLocale(): string {
    return this.#systemLanguage();
  }
  getLocaleCountryCode(): string {
    return this.#systemLanguage().split('-')[1] ?? '';
  }
  getPreferredSystemLanguages(): string[] {
    const languages = (process.env['LANGUAGE'] ?? '').split(':').filter(Boolean);
    return languages.length > 0 ? languages.map((name) => name.replace('_', '-')) : [this.#systemLanguage()];
  }
  #systemLanguage(): string {
    const { LC_ALL, LC_MESSAGES, LANG } = process.env;
    const name = (LC_ALL ?? LC_MESSAGES ?? LANG ?? '').split('.')[0] ?? '';
    return name === '' || name === 'C' || name === 'POSIX' ? 'en-US' : name.replace('_', '-');
  }

  getPath(name: string): string {
    const path = this.#paths.get(name) ?? this.#defaultPath(name);
    if (path === undefined) throw new Error(`Failed to get '${name}' path`);
    return path;
  }
  #defaultPath(name: string): string | undefined {
    const { XDG_CONFIG_HOME = join(homedir(), '.config') } = process.env;
    const paths: Readonly<Record<string, () => string>> = {
      appData: () => XDG_CONFIG_HOME,
      userData: () => join(this.getPath('appData'), this.#name),
      sessionData: () => this.getPath('userData'),
      logs: () => join(this.getPath('userData'), 'logs'),
      crashDumps: () => join(this.getPath('userData'), 'Crashpad'),
      temp: tmpdir,
      exe: () => process.execPath,
      module: () => process.execPath,
    };
    const folder = HOME_FOLDERS[name];
    return folder === undefined ? paths[name]?.() : join(homedir(), folder);
  }
  setPath(name: string, path: string): void {
    if (resolve(path) !== path) throw new Error('Path must be absolute');
    mkdirSync(path, { recursive: true });
    this.#paths.set(name, path);
  }
  setAppLogsPath(path?: string): void {
    this.setPath('logs', path ?? this.getPath('logs'));
  }

  enableSandbox(): void {
    if (isReady()) throw new Error('app.enableSandbox() can only be called before app is ready');
  }
  disableHardwareAcceleration(): void {
    if (isReady()) throw new Error('app.disableHardwareAcceleration() can only be called before app is ready');
  }
  requestSingleInstanceLock(additionalData?: Record<string, unknown>): boolean {
    return this.#lock.request(this.getPath('userData'), additionalData ?? null, (argv, folder, data) => {
      void this.#whenReady.then(() => this.emit('second-instance', electronEvent({}), argv, folder, data));
    });
  }
  hasSingleInstanceLock(): boolean {
    return this.#lock.held;
  }
  releaseSingleInstanceLock(): void {
    this.#lock.release();
  }
  setAppUserModelId(id: string): void {
    record('app.setAppUserModelId', id);
  }
  setBadgeCount(count = 0): boolean {
    this.#badgeCount = count;
    record('app.setBadgeCount', count);
    return true;
  }
  getBadgeCount(): number {
    return this.#badgeCount;
  }
  setAboutPanelOptions(options: unknown): void {
    record('app.setAboutPanelOptions', options);
  }
  showAboutPanel(): void {
    record('app.showAboutPanel');
  }
  addRecentDocument(path: string): void {
    record('app.addRecentDocument', path);
  }
  clearRecentDocuments(): void {
    record('app.clearRecentDocuments');
  }
  setAsDefaultProtocolClient(scheme: string): boolean {
    record('app.setAsDefaultProtocolClient', scheme);
    return true;
  }
  relaunch(options?: unknown): void {
    record('app.relaunch', options);
  }
  focus(): void {
    record('app.focus');
  }

  quit(): void {
    if (this.#quitting || this.#ending) return;
    const event = electronEvent({});
    this.emit('before-quit', event);
    if (event.defaultPrevented) return;
    this.#quitting = true;
    if (windows.size === 0) this.#finish();
    for (const window of [...windows]) if (this.#stillQuitting()) window.close();
  }
  /** A window whose `close` is prevented ends the quitting. */
  #stillQuitting(): boolean {
    return this.#quitting;
  }
  exit(code = 0): void {
    if (this.#ending) return;
    this.#ending = true;
    for (const window of [...windows]) window.destroy();
    void this.#leave(code);
  }

  #lastWindowClosed(): void {
    if (this.#ending) return;
    if (this.#quitting) this.#finish();
    else if (this.listenerCount('window-all-closed') === 0) this.quit();
    else this.emit('window-all-closed');
  }
  #finish(): void {
    const event = electronEvent({});
    this.emit('will-quit', event);
    this.#quitting = false;
    if (event.defaultPrevented) return;
    this.#ending = true;
    void this.#leave(0);
  }
  async #leave(code: number): Promise<void> {
    this.emit('quit', electronEvent({}), code);
    this.#lock.release();
    await endChromium();
    process.exit(code);
  }

  /** @internal What package.json of the app's folder says. */
  static setFolder(app: App, folder: string): void {
    app.#folder = folder;
    try {
      const { name, productName, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Record<
        string,
        string | undefined
      >;
      app.#name = productName ?? name ?? 'Electron';
      app.#version = version ?? '0.0.0';
    } catch {
      app.#folder = dirname(folder);
    }
  }
  /** @internal */
  static becomeReady(app: App): void {
    app.userAgentFallback = host().product;
    app.#ready = true;
    app.emit('ready', electronEvent({}), {});
    app.#becomeReady?.();
  }
}

export { App };
export const app = new App();
