import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';

import { _electron, expect, test as base, type ElectronApplication, type Locator, type Page } from '@playwright/test';

import type { PracticeSettings } from '../src/main/practice/practice-options.ts';
import { PracticeServer } from '../src/main/practice/practice-server.ts';
import { ActivityPage } from './pages/activity.ts';
import { ComparisonPage } from './pages/comparison.ts';
import { CreatePage } from './pages/create.ts';
import { EditorPage } from './pages/editor.ts';
import { GalleryPage } from './pages/gallery.ts';
import { LibraryPage } from './pages/library.ts';
import { ReviewPage } from './pages/review.ts';
import { SettingsPage } from './pages/settings.ts';
import { ViewerPage } from './pages/viewer.ts';
import { WelcomePage } from './pages/welcome.ts';
import { ServiceClock } from './service-clock.ts';

// In the app's main process.
declare global {
  var isDialogAnswered: boolean | undefined;
  var runningClock: (() => number) | undefined;
}

/** A running app and its window, as a person at the machine has them. */
export class Afterglow {
  readonly electron: ElectronApplication;
  readonly page: Page;
  readonly welcome: WelcomePage;
  readonly create: CreatePage;
  readonly gallery: GalleryPage;
  readonly viewer: ViewerPage;
  readonly comparison: ComparisonPage;
  readonly editor: EditorPage;
  readonly review: ReviewPage;
  readonly activity: ActivityPage;
  readonly settings: SettingsPage;
  readonly library: LibraryPage;
  /** The rail at the side, with the screens and the balance. */
  readonly rail: Locator;
  readonly notices: Locator;
  /** Errors that the page threw or logged. A test that expects none asserts that at its end. */
  readonly errors: string[] = [];

  constructor(electron: ElectronApplication, page: Page) {
    this.electron = electron;
    this.page = page;
    this.welcome = new WelcomePage(page);
    this.create = new CreatePage(page);
    this.gallery = new GalleryPage(page);
    this.viewer = new ViewerPage(page);
    this.comparison = new ComparisonPage(page);
    this.editor = new EditorPage(page);
    this.review = new ReviewPage(page);
    this.activity = new ActivityPage(page);
    this.settings = new SettingsPage(page);
    this.library = new LibraryPage(page);
    this.rail = page.getByRole('navigation').first();
    this.notices = page.getByRole('region', { name: 'Notices' });
    page.on('pageerror', (error) => this.errors.push(error.message));
  }

  async goTo(screen: 'Create' | 'Gallery' | 'Activity' | 'Settings'): Promise<void> {
    await this.rail.getByRole('button', { name: screen }).click();
  }

  /** Answers the system's next dialog for choosing files or a folder. No files: the person changes their mind. */
  async chooseFiles(...files: string[]): Promise<void> {
    await this.electron.evaluate(({ dialog }, filePaths) => {
      globalThis.isDialogAnswered = false;
      dialog.showOpenDialog = () => {
        globalThis.isDialogAnswered = true;
        return Promise.resolve({ canceled: filePaths.length === 0, filePaths });
      };
    }, files);
  }

  /** The dialog has come and gone: what is answered from now on is another one. */
  async dialogAnswered(): Promise<void> {
    await expect.poll(() => this.electron.evaluate(() => globalThis.isDialogAnswered)).toBe(true);
  }

  /** From now on no time passes by the app's clock: whatever it compares is of one moment, however long the machine takes. */
  async stopClock(): Promise<void> {
    await this.electron.evaluate(() => {
      const now = Date.now();
      globalThis.runningClock = Date.now;
      Date.now = () => now;
    });
  }

  async startClock(): Promise<void> {
    await this.electron.evaluate(() => {
      if (globalThis.runningClock) Date.now = globalThis.runningClock;
    });
  }

  /** Answers the system's next dialog for where to write a file. */
  async saveTo(filePath: string): Promise<void> {
    await this.electron.evaluate(({ dialog }, chosen) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: chosen });
    }, filePath);
  }

  /** Every word of the application menu. */
  menuLabels(): Promise<string[]> {
    return this.electron.evaluate(({ Menu }) => {
      const all = (menu: Electron.Menu | null): string[] =>
        (menu?.items ?? []).flatMap(({ label, submenu }) => [label, ...all(submenu ?? null)]);
      return all(Menu.getApplicationMenu());
    });
  }

  close(): Promise<void> {
    return this.electron.close();
  }

  /** Ends the app as a power cut would: without a word. */
  async kill(): Promise<void> {
    const process = this.electron.process();
    const ended = new Promise((resolve) => process.once('exit', resolve));
    process.kill('SIGKILL');
    await ended;
  }
}

interface LaunchOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
}

interface Fixtures {
  /** The app's private home; it survives restarts within a test. */
  readonly home: string;
  /** A folder outside the app's home, for files that a person has. */
  readonly elsewhere: string;
  /** What the service is like. Override with `test.use({ serviceOptions: … })`. */
  readonly serviceOptions: PracticeSettings;
  /** The service's clock: the machine's, until the test stops it. */
  readonly clock: ServiceClock;
  /** The paid service, as far as the app can tell: a practice server in the test's own process, with its faults and its ledger. */
  readonly service: PracticeServer;
  /** Starts the app, any number of times; whatever still runs at the end is closed. */
  readonly launch: (options?: LaunchOptions) => Promise<Afterglow>;
  /** The app with a saved key, on its Create screen. */
  readonly app: Afterglow;
}

export const test = base.extend<Fixtures>({
  home: ({}, use) => inOwnFolder(use),
  elsewhere: ({}, use) => inOwnFolder(use),
  serviceOptions: [{ pictures: 'plain', taskMs: () => 300 }, { option: true }],
  clock: ({}, use) => use(new ServiceClock()),
  service: async ({ serviceOptions, clock }, use) => {
    const service = new PracticeServer({ now: clock.now, ...serviceOptions });
    await service.start();
    await use(service);
    await service.stop();
  },
  launch: async ({ home, service }, use) => {
    const running: Afterglow[] = [];
    const services = { AFTERGLOW_API_URL: service.url, AFTERGLOW_FILES_URL: service.filesUrl };
    await use(async ({ env = {}, args = [] } = {}) => {
      const afterglow = await launchApp({ ...services, ...env, AFTERGLOW_HOME: home }, args);
      running.push(afterglow);
      return afterglow;
    });
    for (const { electron } of running) await electron.close().catch(() => undefined);
  },
  app: async ({ launch, service }, use) => {
    const afterglow = await launch();
    await afterglow.welcome.saveKey(service.key);
    await afterglow.create.prompt.waitFor();
    await use(afterglow);
  },
});

export { expect } from '@playwright/test';

async function inOwnFolder(use: (folder: string) => Promise<void>): Promise<void> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'afterglow-e2e-'));
  await use(folder);
  fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

export async function launchApp(env: Readonly<Record<string, string>>, args: readonly string[]): Promise<Afterglow> {
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const inherited = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const electron = await _electron.launch({
    args: [...asRoot, '.', ...args],
    cwd: path.resolve(import.meta.dirname, '..'),
    env: { ...Object.fromEntries(inherited), LANG: 'en_US.UTF-8', LANGUAGE: 'en', ...env },
  });
  const page = await electron.firstWindow();
  await page.getByRole('main').waitFor();
  return new Afterglow(electron, page);
}
