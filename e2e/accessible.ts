import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

import type { Afterglow } from './app.ts';
import { twoFrames } from './frames.ts';

/** What is wrong with what the window shows now, one line each; nothing, if all is well. */
export async function problemsOn(page: Page, screen: string): Promise<string[]> {
  const found = [...(await axeFindings(page, 'light')), ...(await axeFindings(page, 'dark'))];
  found.push(...(await scrolledSideways(page)), ...(await beyondTab(page)), ...(await stillMoving(page)));
  return found.map((problem) => `${screen}: ${problem}`);
}

export async function axeFindings(page: Page, colorScheme: 'light' | 'dark'): Promise<string[]> {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  await stillness(page);
  // Its usual way of joining frames opens another page, which an app has none of.
  const axe = new AxeBuilder({ page }).setLegacyMode(true);
  // Only colours differ between the themes, and the whole of it takes a second.
  const { violations } = await (colorScheme === 'dark' ? axe.withRules(['color-contrast']) : axe).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, any }) => `${id}, ${colorScheme}, at ${target.join(' ')}: ${any[0]?.message ?? ''}`),
  );
}

/** What fades in is judged when it is there. What never ends doesn't count. */
async function stillness(page: Page): Promise<void> {
  await twoFrames(page);
  await page.evaluate(async () => {
    const ending = document.getAnimations().filter((animation) => animation.effect?.getComputedTiming().endTime !== Infinity);
    await Promise.allSettled(ending.map(({ finished }) => finished));
  });
}

/** Whatever is wider than its place. The window is as small as it can get. */
function scrolledSideways(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('*')]
      .filter((element) => element === document.documentElement || ['auto', 'scroll'].includes(getComputedStyle(element).overflowX))
      .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth + 1)
      .map((element) => `scrolls sideways: ${element.outerHTML.slice(0, 90)}`),
  );
}

/** Controls that can be seen and used, yet that Tab never comes to. Groups that arrows lead through have one stop. */
function beyondTab(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const groups = '[role=radiogroup], [role=grid], [role=menu], [role=tree], [role=toolbar]';
    const layer = document.querySelector('[role=dialog]:not([popover]), [role=alertdialog]') ?? document;
    const controls = [...layer.querySelectorAll<HTMLElement>('button, a[href], input, textarea, select')];
    const stranded = controls.filter(
      (control) => control.checkVisibility() && !control.matches(':disabled') && control.tabIndex < 0 && !control.closest(groups),
    );
    const closed = [...layer.querySelectorAll(groups)].filter(
      (group) => group.checkVisibility() && !group.querySelector('[tabindex="0"], :not([tabindex]):is(button, input)'),
    );
    return [...stranded, ...closed].map((element) => `out of reach: ${element.outerHTML.slice(0, 90)}`);
  });
}

/** What moves for longer than a moment although the person asked for stillness. */
function stillMoving(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    document
      .getAnimations()
      .filter((animation) => animation.playState === 'running' && Number(animation.effect?.getComputedTiming().endTime) > 100)
      .map((animation) => `moves: ${animation.effect instanceof KeyframeEffect ? (animation.effect.target?.className ?? '') : ''}`),
  );
}

export async function makeSmall({ electron }: Afterglow): Promise<void> {
  await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(900, 600));
}
