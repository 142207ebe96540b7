import type { Page } from '@playwright/test';

interface Probe {
  /** Milliseconds each. */
  readonly longTasks: number[];
}

/** From now on the page notes its long tasks. */
export async function watchLongTasks(page: Page): Promise<void> {
  await page.evaluate(() => {
    const longTasks: number[] = [];
    Object.assign(globalThis, { probe: { longTasks } });
    new PerformanceObserver((list) => longTasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: 'longtask' });
  });
}

/** The long tasks since the last time. */
export function takeLongTasks(page: Page): Promise<number[]> {
  return page.evaluate(() => (Reflect.get(globalThis, 'probe') as Probe).longTasks.splice(0));
}

/** How long until every tile in the window shows its picture, from now; and a frame more, so that it is painted. */
export function untilPainted(page: Page, atLeast = 1): Promise<number> {
  return page.evaluate(async (least) => {
    const began = performance.now();
    const isPainted = (): boolean => {
      const grid = document.querySelector('[role=grid]');
      const view = grid?.parentElement?.getBoundingClientRect();
      if (!grid || !view) return false;
      const cells = [...grid.querySelectorAll('[role=gridcell]')].filter((cell) => {
        const { top, bottom } = cell.getBoundingClientRect();
        return bottom > view.top + 1 && top < view.bottom - 1;
      });
      const painted = cells.filter((cell) => {
        const image = cell.querySelector('img');
        return image !== null && image.complete && image.naturalWidth > 0;
      });
      return cells.length >= least && painted.length === cells.length;
    };
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    while (!isPainted() && performance.now() - began < 20_000) await frame();
    const took = performance.now() - began;
    await frame();
    return took;
  }, atLeast);
}

/** Types a character, and says how long it took from the key to the frame that shows what it found; null when it found as many. */
export async function timeKey(page: Page, key: string): Promise<number | null> {
  await page.evaluate(() => {
    const grid = document.querySelector('[role=grid]');
    if (!grid?.parentElement) throw new Error('There is no grid.');
    const { parentElement } = grid;
    const answered = new Promise<number | null>((resolve) => {
      const pressed = ({ timeStamp }: Event): void => {
        for (const name of ['keydown', 'beforeinput']) removeEventListener(name, pressed, { capture: true });
        const changed = (): void => {
          watching.disconnect();
          // After the frame in which the new tiles are drawn.
          requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - timeStamp)));
        };
        const watching = new MutationObserver(changed);
        watching.observe(grid, { subtree: true, childList: true, attributeFilter: ['aria-rowcount', 'aria-label'] });
        watching.observe(parentElement, { childList: true });
        setTimeout(() => resolve(null), 2_000);
      };
      // An input method brings its characters without keys.
      for (const name of ['keydown', 'beforeinput']) addEventListener(name, pressed, { capture: true });
    });
    Object.assign(globalThis, { answered });
  });
  const found = (): Promise<string | null> => page.locator('main [role=status]').first().textContent();
  const before = await found();
  if (/^[\x20-\x7e]$/.test(key)) await page.keyboard.press(key);
  else await page.keyboard.insertText(key);
  const ms = await page.evaluate(() => Reflect.get(globalThis, 'answered') as Promise<number | null>);
  // What changed then was something else.
  return (await found()) === before ? null : ms;
}
