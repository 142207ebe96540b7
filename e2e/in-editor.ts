import type { PracticeServer } from '../src/main/practice/practice-server.ts';
import type { Afterglow } from './app.ts';
import { expect, test as base } from './in-gallery.ts';
import { EditorPage, greyOf, type Exported } from './pages/editor.ts';

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

interface SentBody {
  readonly prompt: string;
  readonly size?: string;
  readonly n?: number;
  readonly image_urls?: readonly string[];
  readonly mask_url?: string;
}

/** What the service was asked for, the latest last. */
export function sentTo(service: PracticeServer): readonly SentBody[] {
  return service.requests.flatMap(({ body }) => (body === undefined ? [] : [body as SentBody]));
}

/** What of a mask was sent is to change: its red channel is white there. */
export async function sentMask({ mask_url }: SentBody): Promise<Exported> {
  const answer = await fetch(mask_url ?? '');
  return greyOf(new Uint8Array(await answer.arrayBuffer()));
}
