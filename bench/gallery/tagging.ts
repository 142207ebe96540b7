import type { Afterglow } from '../../e2e/app.ts';
import { rounded } from '../figures.ts';

/** Selects everything, gives it a tag, and takes that back, as a person does: by keys and by the notice. */
export async function tagEverything(app: Afterglow, pictures: number): Promise<Record<string, unknown>> {
  const { page, notices } = app;
  const name = 'of the bench';
  await app.gallery.current.focus();
  const startedAt = performance.now();
  await page.keyboard.press('ControlOrMeta+a');
  await page
    .getByText(`${pictures.toLocaleString('en')} selected`)
    .first()
    .waitFor();
  const selectedAt = performance.now();
  await page.keyboard.press('t');
  await page.getByRole('combobox', { name: 'Add or find a tag' }).fill(name);
  await page.keyboard.press('Enter');
  const undo = notices.getByRole('button', { name: 'Undo' });
  await undo.waitFor({ timeout: 120_000 });
  const taggedAt = performance.now();
  await undo.click();
  await undo.waitFor({ state: 'detached', timeout: 120_000 });
  await notices.getByText('Undone').waitFor({ timeout: 120_000 });
  const undoneAt = performance.now();
  const seconds = (from: number, to: number): number => rounded((to - from) / 1000);
  return {
    tagAllSeconds: {
      whole: seconds(startedAt, undoneAt),
      select: seconds(startedAt, selectedAt),
      tag: seconds(selectedAt, taggedAt),
      undo: seconds(taggedAt, undoneAt),
    },
  };
}
