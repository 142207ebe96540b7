import type { Afterglow } from './app.ts';
import { expect } from './app.ts';

export interface PixelSize {
  readonly width: number;
  readonly height: number;
}

interface Asked {
  readonly prompt: string;
  readonly count?: 1 | 2 | 4;
}

/** The part of a picture that the tests mark: its middle. */
function middleOf({ width, height }: PixelSize): {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
} {
  const [wide, high] = [Math.round(width / 6), Math.round(height / 6)];
  return { left: Math.round((width - wide) / 2), top: Math.round((height - high) / 2), width: wide, height: high };
}

/** Opens a file of the person's for editing, as the system's dialog brings it. */
export async function openForEditing(app: Afterglow, file: string): Promise<void> {
  await chooseForEditing(app, file);
  await app.editor.ready();
}

export async function chooseForEditing(app: Afterglow, file: string): Promise<void> {
  await app.goTo('Gallery');
  await app.chooseFiles(file);
  await app.electron.evaluate(({ Menu }) => {
    Menu.getApplicationMenu()?.getMenuItemById('open-for-editing')?.click();
  });
}

/** Paints over the middle of the picture with the pointer. */
export async function paintMiddle(app: Afterglow, picture: PixelSize): Promise<void> {
  const { left, top, width, height } = middleOf(picture);
  await app.editor.choose('Brush');
  await app.editor.setBrush(Math.round(height / 2));
  const y = (part: number): number => top + height * part;
  await app.editor.drag(
    picture,
    { x: left, y: y(0.25) },
    { x: left + width, y: y(0.25) },
    { x: left, y: y(0.75) },
    { x: left + width, y: y(0.75) },
  );
}

/** Says what should be there and sends it. */
export async function ask(app: Afterglow, { prompt, count = 1 }: Asked): Promise<void> {
  await app.editor.prompt.fill(prompt);
  await app.editor.dialog
    .getByRole('radiogroup', { name: 'Pictures' })
    .getByRole('radio', { name: String(count), exact: true })
    .click();
  await app.editor.send.click();
  // The answers may be there before anybody looks: they come up in the place of what was sent.
  const sent = app.editor.send.and(app.page.locator(':not([aria-busy])'));
  await sent.or(app.review.panel).waitFor();
}

/** From the file to answers that can be kept. */
export async function editMiddle(app: Afterglow, file: string, picture: PixelSize, asked: Asked): Promise<void> {
  await openForEditing(app, file);
  await paintMiddle(app, picture);
  await ask(app, asked);
  await app.review.isReady();
}

/** Keeps the answer that is shown, and answers when it is saved. */
export async function keep(app: Afterglow): Promise<void> {
  await app.review.keep.click();
  await expect(app.review.saved).toHaveText('Saved. 0 pixels outside the mask differ.');
}
