import fs from 'node:fs';
import path from 'node:path';

import sharp from 'sharp';

import type { Settings } from '../../src/shared/settings.ts';
import type { Afterglow } from '../app.ts';

const root = path.resolve(import.meta.dirname, '../..');
const folder = path.join(root, 'test-results/screenshots');

const usual = ['900x600', '1440x900'] as const;
const languages = ['en', 'zh-CN'] as const;
const themes = ['light', 'dark'] as const;

interface Shooting {
  /** Besides, on a large screen. */
  readonly large?: boolean;
  /** Runs whenever the size or the look has changed. */
  readonly prepare?: () => Promise<void>;
  /** They are what is photographed. */
  readonly keepsNotices?: boolean;
}

type Look = Pick<Settings, 'language' | 'theme'>;

/** Photographs what the app shows, in both themes, both languages and every size that matters. */
export class Camera {
  readonly #app: Afterglow;

  constructor(app: Afterglow) {
    this.#app = app;
  }

  /** `screen` becomes the beginning of the file names. */
  async shoot(screen: string, how: Shooting = {}): Promise<void> {
    for (const size of usual) {
      for (const theme of themes) for (const language of languages) await this.#take(screen, size, { theme, language }, how);
    }
    if (how.large) await this.#take(screen, '2560x1440', { theme: 'dark', language: 'en' }, how);
    await this.#wear({ theme: 'dark', language: 'en' });
  }

  /** One of the README's pictures, small enough for a repository. */
  async forReadme(name: string): Promise<void> {
    await this.#resize('1440x900');
    await this.#wear({ theme: 'dark', language: 'en' });
    await this.#clear();
    const png = await sharp(await this.#settled())
      .png({ palette: true, quality: 92, effort: 10, dither: 0.8 })
      .toBuffer();
    fs.writeFileSync(path.join(root, 'docs', name), png);
  }

  async #take(screen: string, size: string, look: Look, { prepare, keepsNotices = false }: Shooting): Promise<void> {
    await this.#resize(size);
    await this.#wear(look);
    if (keepsNotices) await this.#clear();
    await prepare?.();
    if (!keepsNotices) await this.#clear();
    const png = await this.#settled();
    // Each time, since any other run of Playwright empties test-results.
    fs.mkdirSync(folder, { recursive: true });
    fs.writeFileSync(path.join(folder, `${screen}-${look.theme}-${look.language}-${size}.png`), png);
  }

  async #resize(size: string): Promise<void> {
    const [width = 0, height = 0] = size.split('x').map(Number);
    await this.#app.page.setViewportSize({ width, height });
    // Nothing is pointed at.
    await this.#app.page.mouse.move(width - 1, height - 1);
  }

  /** Through the bridge, so that what is on the screen stays there. */
  async #wear(look: Look): Promise<void> {
    await this.#app.page.evaluate(async (wanted) => {
      const { settings } = Reflect.get(window, 'bridge') as { settings: { change(patch: object): Promise<unknown> } };
      await settings.change(wanted);
    }, look);
    await this.#app.page.locator(`html[lang="${look.language}"]`).waitFor();
  }

  async #clear(): Promise<void> {
    // From the last on, so that the others stay in their places; also from behind a dialog.
    const notices = await this.#app.page
      .locator('.notice')
      .getByRole('button', { name: /^(Dismiss|关闭)$/ })
      .all();
    for (const notice of notices.toReversed()) await notice.dispatchEvent('click');
  }

  /** When every picture is painted and nothing moves. */
  async #settled(): Promise<Buffer> {
    const { page } = this.#app;
    await page.waitForFunction(() => [...document.images].every((image) => image.complete));
    await page.evaluate(() => Promise.all([...document.images].map((image) => image.decode().catch(() => undefined))));
    return page.screenshot({ animations: 'disabled', caret: 'hide' });
  }
}
