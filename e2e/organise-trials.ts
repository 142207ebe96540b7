import type { CommandId } from '../src/shared/command.ts';
import { expect, type Afterglow } from './app.ts';
import type { Trial } from './command-trial.ts';
import { CurationPage } from './pages/curation.ts';

export type OrganiseCommand = Extract<
  CommandId,
  'filter' | 'save-search' | 'new-collection' | 'toggle-rail' | 'curate' | 'edit-tags' | 'edit-collections' | 'unflag'
>;

/** How the commands for organising are tried, with `a fox` in the gallery. */
export function organiseTrials(app: Afterglow): Readonly<Record<OrganiseCommand, Trial>> {
  const { gallery, page } = app;
  const curation = new CurationPage(page);
  const stand = async (): Promise<void> => {
    await app.goTo('Gallery');
    await gallery.picture('a fox').focus();
  };
  /** Opens something above the gallery that Escape closes; what was selected for it is let go. */
  const opens = (opened: () => ReturnType<typeof page.getByRole>): Trial => ({
    from: stand,
    expected: async () => {
      await expect(opened()).toBeVisible();
      await page.keyboard.press('Escape');
      await expect(opened()).toBeHidden();
      if (await gallery.selection.bar.isVisible()) await gallery.selection.action('Clear selection').click();
    },
  });
  return {
    filter: opens(() => gallery.filters.panel),
    'edit-tags': opens(() => gallery.selection.finder),
    'edit-collections': opens(() => gallery.selection.finder),
    curate: opens(() => curation.dialog),
    'new-collection': opens(() => gallery.rail.name),
    'save-search': {
      from: async () => {
        await app.goTo('Gallery');
        await gallery.search.fill('fox');
        await expect(gallery.pictures).toHaveCount(1);
      },
      expected: async () => {
        await expect(page.getByRole('textbox', { name: 'Name of the search' })).toBeFocused();
        await page.keyboard.press('Escape');
        await gallery.search.fill('');
        await expect(gallery.pictures).not.toHaveCount(1);
      },
    },
    'toggle-rail': {
      from: async () => {
        await stand();
        await expect(gallery.rail.rail).toBeVisible();
      },
      expected: async () => {
        await expect(gallery.rail.rail).toBeHidden();
        await page.getByRole('button', { name: 'Show the sidebar' }).click();
      },
    },
    unflag: {
      from: async () => {
        await stand();
        await page.keyboard.press('Control+Shift+K');
        await curation.button('Pick').click();
        await page.keyboard.press('ArrowLeft');
        await expect(curation.button('Pick')).toHaveAttribute('aria-pressed', 'true');
      },
      expected: async () => {
        await expect(curation.tally).toContainText('0 picked');
        await page.keyboard.press('Escape');
        await expect(curation.dialog).toBeHidden();
      },
    },
  };
}
