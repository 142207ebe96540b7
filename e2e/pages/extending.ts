import { expect, type Locator, type Page } from '@playwright/test';

import { twoFrames } from '../frames.ts';
import type { Spot } from './editor.ts';

const sides = ['Left', 'Top', 'Right', 'Bottom'] as const;
type Side = (typeof sides)[number];
type Handle = `${Side} edge` | `${'Top' | 'Bottom'} ${'left' | 'right'} corner`;

/** The editor while a picture is extended: the figures in their row, and the frame on the stage. */
export class ExtendingPage {
  readonly form: Locator;
  /** What the picture becomes, or why it can't. */
  readonly said: Locator;
  readonly extend: Locator;
  readonly #editor: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.#editor = page.getByRole('dialog', { name: 'Edit picture', exact: true });
    this.form = this.#editor.getByRole('form', { name: 'Extend the picture' });
    this.said = this.form.getByRole('status');
    this.extend = this.form.getByRole('button', { name: 'Extend', exact: true });
  }

  async open(): Promise<void> {
    await this.#editor.getByRole('button', { name: 'Extend…' }).click();
    await expect(this.handle('Left edge')).toBeVisible();
  }

  preset(name: 'As it is' | '3:2' | '1:1' | '2:3'): Locator {
    return this.form.getByRole('button', { name, exact: true });
  }

  margin(side: Side): Locator {
    return this.form.getByRole('spinbutton', { name: side });
  }

  /** As they stand in the fields: left, top, right, bottom. */
  margins(): Promise<readonly number[]> {
    return Promise.all(sides.map(async (side) => Number(await this.margin(side).inputValue())));
  }

  handle(name: Handle): Locator {
    return this.#editor.getByRole('slider', { name, exact: true });
  }

  /** Where a handle is in the window, on a whole pixel of it: events have no others. */
  async middleOf(handle: Handle): Promise<Spot> {
    await twoFrames(this.#page);
    const box = await this.handle(handle).boundingBox();
    expect(box).not.toBeNull();
    const { x, y, width, height } = box ?? { x: 0, y: 0, width: 0, height: 0 };
    return { x: Math.round(x + width / 2), y: Math.round(y + height / 2) };
  }

  /** The window's pixels to one of the picture's, by a frame that is so wide. */
  async scaleOf(width: number): Promise<number> {
    await twoFrames(this.#page);
    const [left, right] = [await this.handle('Left edge').boundingBox(), await this.handle('Right edge').boundingBox()];
    return ((right?.x ?? 0) - (left?.x ?? 0)) / width;
  }

  /** Takes hold of a handle and moves it by so many of the window's pixels; the test lets it go. */
  async pull(handle: Handle, dx: number, dy: number): Promise<void> {
    const { x, y } = await this.middleOf(handle);
    const { mouse } = this.#page;
    await mouse.move(x, y);
    await mouse.down();
    await mouse.move(x + dx, y + dy, { steps: 6 });
  }

  /** The same with a finger, which is lifted in the end. */
  async touch(handle: Handle, dx: number, dy: number): Promise<void> {
    const { x, y } = await this.middleOf(handle);
    const devtools = await this.#page.context().newCDPSession(this.#page);
    const say = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...touchPoints: Spot[]) =>
      devtools.send('Input.dispatchTouchEvent', { type, touchPoints });
    await say('touchStart', { x, y });
    for (const part of [0.5, 1]) await say('touchMove', { x: x + dx * part, y: y + dy * part });
    await say('touchEnd');
    await devtools.detach();
  }
}
