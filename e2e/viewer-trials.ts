import type { CommandId } from '../src/shared/command.ts';
import { expect, type Afterglow } from './app.ts';
import type { Trial } from './command-trial.ts';

export type ViewerCommand = Extract<
  CommandId,
  | `rate-${number}`
  | `zoom-${string}`
  | `pan-${string}`
  | `compare-${string}`
  | 'pick'
  | 'reject'
  | 'blink'
  | 'show-family'
  | 'back-in-family'
  | 'show-details'
  | 'previous-of-job'
  | 'next-of-job'
>;

/** How the commands of the viewer are tried, with `a fox` and two of `a hare` of one job, all of 96 pixels: they fit at 150 %. */
export function viewerTrials(app: Afterglow): Readonly<Record<ViewerCommand, Trial>> {
  const { viewer, comparison, page } = app;
  const open = async (prompt = 'a fox'): Promise<void> => {
    await app.goTo('Gallery');
    await app.gallery.open(prompt);
    await expect(viewer.original).toHaveJSProperty('complete', true);
  };
  const close = async (): Promise<void> => {
    for (const dialog of [comparison.dialog, viewer.dialog]) {
      if (await dialog.isVisible()) await page.keyboard.press('Escape');
      await expect(dialog).toHaveCount(0);
    }
  };
  const ending = (expected: () => Promise<void>) => async (): Promise<void> => {
    await expected();
    await close();
  };

  const rates = (stars: number): Trial => ({
    from: async () => {
      await open();
      await viewer.stars(stars === 5 ? 4 : 5).click();
    },
    expected: ending(async () => {
      await expect(viewer.rating.getByRole('button', { pressed: true })).toHaveCount(stars === 0 ? 0 : 1);
      if (stars > 0) await expect(viewer.stars(stars)).toHaveAttribute('aria-pressed', 'true');
    }),
  });

  const flags = (name: 'Pick' | 'Reject'): Trial => ({
    from: () => open(),
    expected: ending(async () => {
      await expect(viewer.action(name)).toHaveAttribute('aria-pressed', 'true');
      await viewer.action(name).click();
      await expect(viewer.action(name)).toHaveAttribute('aria-pressed', 'false');
    }),
  });

  const zooms = (to: string, before = async (): Promise<void> => {}): Trial => ({
    from: async () => {
      await open();
      await before();
    },
    expected: ending(() => expect(viewer.zoom).toHaveText(to)),
  });

  const pans = (axis: 'x' | 'y', towards: 1 | -1): Trial => {
    let stood = 0;
    return {
      from: async () => {
        await open();
        for (let step = 0; step < 9; step++) await page.keyboard.press('+');
        await expect(viewer.zoom).toHaveText('3,200%');
        stood = (await viewer.lying())[axis];
      },
      expected: ending(() => expect.poll(async () => Math.sign((await viewer.lying())[axis] - stood)).toBe(towards)),
    };
  };

  const walksJob = (from: 'first' | 'last', to: 'first' | 'last'): Trial => ({
    from: async () => {
      await open('a hare');
      await viewer.filmstrip[from]().click();
      await expect(viewer.filmstrip[from]()).toHaveAttribute('aria-current', 'true');
    },
    expected: ending(() => expect(viewer.filmstrip[to]()).toHaveAttribute('aria-current', 'true')),
  });

  const compares = (before: 'Side by side' | 'Slider', after: 'Side by side' | 'Slider' | 'Blink'): Trial => ({
    from: async () => {
      await open();
      await viewer.compareWith('a hare');
      await expect(comparison.panes).toHaveCount(2);
      await comparison.way(before).check();
    },
    expected: ending(() => expect(comparison.way(after)).toBeChecked()),
  });

  return {
    'rate-0': rates(0),
    'rate-1': rates(1),
    'rate-2': rates(2),
    'rate-3': rates(3),
    'rate-4': rates(4),
    'rate-5': rates(5),
    pick: flags('Pick'),
    reject: flags('Reject'),
    'zoom-actual': zooms('100%'),
    'zoom-in': zooms('200%'),
    'zoom-out': zooms('100%'),
    'zoom-fit': zooms('150%', () => viewer.action('Zoom in').click()),
    'pan-left': pans('x', 1),
    'pan-right': pans('x', -1),
    'pan-up': pans('y', 1),
    'pan-down': pans('y', -1),
    'previous-of-job': walksJob('last', 'first'),
    'next-of-job': walksJob('first', 'last'),
    'show-details': { from: () => open(), expected: ending(() => expect(viewer.details).toHaveCount(0)) },
    'show-family': {
      from: () => open(),
      expected: ending(async () => {
        await expect(viewer.family.self).toBeFocused();
        await page.keyboard.press('Escape');
        await expect(viewer.family.tree).toHaveCount(0);
      }),
    },
    'back-in-family': {
      from: async () => {
        await open('a hare');
        await viewer.filmstrip.and(page.locator(':not([aria-current])')).click();
        await expect(viewer.family.way).toBeVisible();
      },
      expected: ending(() => expect(viewer.family.way).toHaveCount(0)),
    },
    'compare-pictures': {
      from: () => open(),
      expected: ending(async () => {
        await expect(viewer.chooser).toBeVisible();
        await page.keyboard.press('Escape');
        await expect(viewer.chooser).toHaveCount(0);
      }),
    },
    'compare-side-by-side': compares('Slider', 'Side by side'),
    'compare-slider': compares('Side by side', 'Slider'),
    blink: compares('Side by side', 'Blink'),
  };
}
