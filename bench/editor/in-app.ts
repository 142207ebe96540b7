import type { Afterglow } from '../../e2e/app.ts';

/** Where no service is asked for anything. */
export const nowhere = { AFTERGLOW_API_URL: 'http://127.0.0.1:9', AFTERGLOW_FILES_URL: 'http://127.0.0.1:9' };

/** More than anything here should take: what is slow is to be measured, not broken off. */
const patienceMs = 60_000;

/** Takes a file into the library, from the Gallery. */
export async function bringIn(app: Afterglow, file: string): Promise<void> {
  await app.goTo('Gallery');
  await app.chooseFiles(file);
  await app.library.addBy('files');
  await app.gallery.pictures.first().waitFor({ timeout: patienceMs });
}

/** From the press of the key in the gallery to the moment when the picture lies there and can be painted on, in ms. */
export async function openFirst(app: Afterglow): Promise<number> {
  await app.gallery.pictures.first().focus();
  const began = Date.now();
  await app.page.keyboard.press('e');
  await app.editor.sign.filter({ hasNotText: 'Working…' }).waitFor({ timeout: patienceMs });
  return Date.now() - began;
}
