import type { Locator, Page } from '@playwright/test';

/** The grid under somebody's hands: places, frames, the scrubber. */
export class GridPage {
  readonly scrubber: Locator;
  /** What a screen reader is told of the selection. */
  readonly announced: Locator;
  readonly selected: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.scrubber = page.getByRole('slider', { name: 'Timeline' });
    this.announced = page.locator('[data-selection]');
    this.selected = page.getByRole('grid', { name: 'Pictures' }).locator('[role=gridcell][aria-selected="true"]');
  }

  /** Where the scrubber says that one is: `March 2025, picture 12 of 3,000`. */
  async place(): Promise<number> {
    return Number(await this.scrubber.getAttribute('aria-valuenow'));
  }

  /** Presses at a share of the scrubber, moves over others in one go and lets go. A hand doesn't wait for what the page makes of each move. */
  async drag(...shares: readonly number[]): Promise<void> {
    const { x, y, width, height } = await boxOf(this.scrubber);
    const at = (share: number): Promise<void> => this.#page.mouse.move(x + width / 2, y + share * height);
    await at(shares[0] ?? 0);
    await this.#page.mouse.down();
    await Promise.all(shares.map(at));
    await this.#page.mouse.up();
  }

  /** Draws a frame from one point of the window to another, and leaves the button pressed. */
  async frame(from: readonly [number, number], to: readonly [number, number]): Promise<void> {
    await this.#page.mouse.move(...from);
    await this.#page.mouse.down();
    await this.#page.mouse.move(...to, { steps: 6 });
  }

  /** Rests a finger on something. */
  async hold(target: Locator): Promise<void> {
    const { x, y, width, height } = await boxOf(target);
    const session = await this.#page.context().newCDPSession(this.#page);
    const touchPoints = [{ x: x + width / 2, y: y + height / 2 }];
    await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints });
    await target.and(this.#page.locator('[aria-selected="true"]')).waitFor();
    await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    await session.detach();
  }
}

async function boxOf(target: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
  const box = await target.boundingBox();
  if (!box) throw new Error('It is not on the screen');
  return box;
}
