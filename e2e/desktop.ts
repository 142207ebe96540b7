import type { ElectronApplication } from '@playwright/test';

interface Notice {
  readonly title: string;
  readonly body: string;
}

interface Seen {
  bar: number | null;
  readonly notifications: (Notice & { emit: (event: string, ...args: unknown[]) => boolean })[];
}

declare global {
  var seenOnDesktop: Seen | undefined;
}

/** What the app shows outside its window. It is watched where it leaves the app, so on Electron itself nothing disturbs the machine. */
export class Desktop {
  readonly #electron: ElectronApplication;

  private constructor(electron: ElectronApplication) {
    this.#electron = electron;
  }

  static async watch(electron: ElectronApplication): Promise<Desktop> {
    await electron.evaluate(({ BrowserWindow, Notification }) => {
      const seen: Seen = { bar: null, notifications: [] };
      globalThis.seenOnDesktop = seen;
      Notification.prototype.show = function show(this: Seen['notifications'][number]) {
        seen.notifications.push(this);
      };
      for (const window of BrowserWindow.getAllWindows()) window.setProgressBar = (value) => void (seen.bar = value);
    });
    return new Desktop(electron);
  }

  /** The progress on the taskbar or the dock: -1 is none. */
  bar(): Promise<number | null> {
    return this.#electron.evaluate(() => globalThis.seenOnDesktop?.bar ?? null);
  }

  notices(): Promise<Notice[]> {
    return this.#electron.evaluate(() => (globalThis.seenOnDesktop?.notifications ?? []).map(({ title, body }) => ({ title, body })));
  }

  async clickNotice(body: string): Promise<void> {
    await this.#electron.evaluate((_, wanted) => {
      globalThis.seenOnDesktop?.notifications.find((notice) => notice.body === wanted)?.emit('click', {});
    }, body);
  }

  async lookElsewhere(): Promise<void> {
    await this.#electron.evaluate(({ BrowserWindow }) => {
      for (const window of BrowserWindow.getAllWindows()) window.blur();
    });
  }

  isInFront(): Promise<boolean> {
    return this.#electron.evaluate(({ BrowserWindow }) => BrowserWindow.getFocusedWindow() !== null);
  }
}
