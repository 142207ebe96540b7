import type { Afterglow } from './app.ts';
import { expect, test as base } from './in-gallery.ts';
import { EditorPage, type Exported } from './pages/editor.ts';

/** The one picture of the library, in its own pixels. */
export const picture = { width: 600, height: 400 };

interface Fixtures {
  /** The editor with that picture open. */
  readonly editor: EditorPage;
  /** The mask as the app writes it into a file of the person's. */
  readonly exportedMask: () => Promise<Exported>;
}

/** For tests that begin in the editor. */
export const test = base.extend<Fixtures>({
  library: { jobs: [{ prompt: 'sunset over the sea', size: '3:2' }], painting: { pictures: 'plain', longEdgePx: 600 } },
  inGallery: async ({ made, app }, use) => {
    await app.goTo('Gallery');
    await expect(app.gallery.pictures).toHaveCount(made.length);
    await use(app);
  },
  editor: async ({ inGallery: app }, use) => {
    const editor = new EditorPage(app.page);
    await openFromGallery(app, 'sunset over the sea');
    await editor.ready();
    await use(editor);
    expect(app.errors).toEqual([]);
  },
  exportedMask: async ({ editor, app, elsewhere }, use) => {
    await use(() => editor.exported(elsewhere, (file) => app.saveTo(file)));
  },
});

export { expect } from './in-gallery.ts';

export async function openFromGallery({ gallery, page }: Afterglow, prompt: string): Promise<void> {
  await gallery.picture(prompt).focus();
  await page.keyboard.press('e');
}
