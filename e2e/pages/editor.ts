import fs from 'node:fs';
import path from 'node:path';

import { expect, type Locator, type Page } from '@playwright/test';
import sharp from 'sharp';

import { Viewport, wholePicture } from '../../src/renderer/viewer/viewport.ts';

export type Tool = 'Brush' | 'Eraser' | 'Lasso' | 'Polygon' | 'Rectangle' | 'Ellipse' | 'Magic wand' | 'Quick select' | 'Pan';

/** In the picture's pixels, or in those of the window. */
export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** Of a pen: how hard it presses, and how far it leans, in degrees. */
interface Touch extends Spot {
  readonly force: number;
  readonly tiltX?: number;
}

interface Extent {
  readonly width: number;
  readonly height: number;
}

/** A mask as it was exported or sent: one grey value a pixel. */
export interface Exported extends Extent {
  readonly pixels: Uint8Array;
  at(x: number, y: number): number;
}

/** Left free around a canvas that fits. */
const margin = { width: 48, height: 48 };

export class EditorPage {
  readonly dialog: Locator;
  readonly canvas: Locator;
  /** What takes pointer and keyboard. */
  readonly stage: Locator;
  readonly tools: Locator;
  readonly prompt: Locator;
  readonly send: Locator;
  /** How much is marked, in words. */
  readonly sign: Locator;
  readonly references: Locator;
  readonly note: Locator;
  readonly brushSize: Locator;
  readonly zoom: Locator;
  /** The brush as large as it paints. */
  readonly ring: Locator;
  /** What is said of the tools and of what the buttons and keys do, for who can't see it. */
  readonly said: Locator;
  /** What is said of the cursor that the keyboard moves. */
  readonly cursorSaid: Locator;
  readonly jobs: Locator;
  /** That something begun is there again, and what can be done about it. */
  readonly begun: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.dialog = page.getByRole('dialog', { name: 'Edit picture', exact: true });
    this.canvas = this.dialog.getByRole('img', { name: 'Mask canvas' });
    this.stage = this.dialog.getByRole('application');
    this.tools = this.dialog.getByRole('toolbar', { name: 'Tools' });
    this.prompt = this.dialog.getByRole('textbox', { name: 'Prompt' });
    this.send = this.dialog.getByRole('button', { name: 'Edit picture', exact: true });
    this.sign = this.dialog.locator('[data-marked]');
    this.references = this.dialog.getByRole('group', { name: 'References' });
    this.note = this.dialog.locator('.said');
    this.brushSize = this.dialog.getByRole('slider', { name: 'Brush size' });
    this.zoom = this.dialog.getByRole('group', { name: 'Zoom', exact: true }).getByRole('status');
    this.ring = this.stage.locator('.ring');
    this.said = this.dialog.locator('.desk > [aria-live]');
    this.cursorSaid = this.stage.getByRole('status');
    this.begun = this.dialog.getByRole('status').filter({ has: page.getByRole('button', { name: 'Dismiss' }) });
    this.jobs = this.dialog.getByRole('list', { name: 'Being made' }).getByRole('listitem');
  }

  /** Until it can be painted on. */
  async ready(): Promise<void> {
    await expect(this.sign).toBeVisible();
    await expect(this.sign).not.toHaveText('Working…');
  }

  tool(name: Tool): Locator {
    return this.tools.getByRole('button', { name, exact: true });
  }

  button(name: string): Locator {
    return this.dialog.getByRole('button', { name, exact: true });
  }

  async choose(name: Tool): Promise<void> {
    await this.tool(name).click();
    await expect(this.tool(name)).toHaveAttribute('aria-pressed', 'true');
  }

  async setBrush(px: number): Promise<void> {
    await this.set('Brush size', px);
  }

  async set(option: 'Brush size' | 'Hardness' | 'Tolerance', value: number): Promise<void> {
    await this.dialog.getByRole('spinbutton', { name: new RegExp(`^${option}`) }).fill(String(value));
  }

  /** Turns an option of the tool over. */
  async flip(option: 'Pen pressure' | 'Connected only'): Promise<void> {
    await this.dialog.getByRole('switch', { name: option }).click();
  }

  /** The screen's pixels to one of the picture, as the zoom says. */
  async zoomed(): Promise<number> {
    return Number.parseInt((await this.zoom.textContent()) ?? '', 10) / 100;
  }

  async ringPx(): Promise<number> {
    return (await this.ring.boundingBox())?.width ?? 0;
  }

  /** From points of a picture that fits the stage (or lies there at 1:1) to points of the window. */
  async lyingOf(picture: Extent, view: 'fits' | '1:1' = 'fits'): Promise<(spot: Spot) => Spot> {
    const box = await this.stage.boundingBox();
    expect(box).not.toBeNull();
    const { x, y, width, height } = box ?? { x: 0, y: 0, width: 1, height: 1 };
    const viewport = new Viewport(picture, { width, height, pixelRatio: 1 }, { margin });
    const place = viewport.place(view === 'fits' ? wholePicture : { zoom: 1, centre: { x: 0.5, y: 0.5 } });
    return (spot) => ({ x: x + place.x + spot.x * place.scale, y: y + place.y + spot.y * place.scale });
  }

  /** Presses, moves over the points and lets go, in pixels of the picture. */
  async drag(picture: Extent, from: Spot, ...to: readonly Spot[]): Promise<void> {
    const lying = await this.lyingOf(picture);
    const { mouse } = this.#page;
    const begin = lying(from);
    await mouse.move(begin.x, begin.y);
    await mouse.down();
    for (const spot of to) {
      const { x, y } = lying(spot);
      await mouse.move(x, y, { steps: 6 });
    }
    await mouse.up();
  }

  async click(picture: Extent, spot: Spot): Promise<void> {
    const { x, y } = (await this.lyingOf(picture))(spot);
    await this.#page.mouse.click(x, y);
  }

  async doubleClick(picture: Extent, spot: Spot): Promise<void> {
    const { x, y } = (await this.lyingOf(picture))(spot);
    await this.#page.mouse.dblclick(x, y);
  }

  /** As a pen does: with a force at every point, and a tilt if it is held aslant. */
  async pen(picture: Extent, points: readonly Touch[]): Promise<void> {
    const lying = await this.lyingOf(picture);
    const devtools = await this.#page.context().newCDPSession(this.#page);
    const [first] = points;
    const last = points.at(-1);
    if (!first || !last) return;
    const say = async (type: 'mousePressed' | 'mouseMoved' | 'mouseReleased', { x, y, ...touch }: Touch) => {
      const pen = { pointerType: 'pen', button: 'left', buttons: type === 'mouseReleased' ? 0 : 1, clickCount: 1, ...touch } as const;
      await devtools.send('Input.dispatchMouseEvent', { type, ...lying({ x, y }), ...pen });
    };
    await say('mousePressed', first);
    for (const point of points.slice(1)) await say('mouseMoved', point);
    await say('mouseReleased', { ...last, force: 0 });
    await devtools.detach();
  }

  /** From now on the pen touches with its eraser. DevTools knows no such button: all else of the pen's events is theirs. */
  async turnPen(): Promise<void> {
    await this.#page.evaluate(() => {
      const asEraser = (event: PointerEvent): void => {
        if (event.pointerType === 'pen' && event.buttons !== 0) Object.defineProperty(event, 'buttons', { value: 32 });
      };
      for (const type of ['pointerdown', 'pointermove'] as const) window.addEventListener(type, asEraser, { capture: true });
    });
  }

  /** Two fingers come down one after the other, beside a point of the window, and move apart. */
  async spread({ x, y }: Spot, from: number, to: number): Promise<void> {
    const devtools = await this.#page.context().newCDPSession(this.#page);
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...touchPoints: { x: number; y: number; id: number }[]) =>
      devtools.send('Input.dispatchTouchEvent', { type, touchPoints });
    const [left, right] = [(reach: number) => ({ x: x - reach, y, id: 1 }), (reach: number) => ({ x: x + reach, y, id: 2 })];
    await touch('touchStart', left(from / 2 - 10));
    await touch('touchMove', left(from / 2));
    await touch('touchStart', left(from / 2), right(from / 2));
    for (const part of [0.4, 0.8, 1]) {
      const reach = (from + part * (to - from)) / 2;
      await touch('touchMove', left(reach), right(reach));
    }
    await touch('touchEnd');
    await devtools.detach();
  }

  /** Chooses from the menu with what else there is for masks. */
  async more(item: 'Import mask…' | 'Export mask…' | 'Last mask' | 'Masks of earlier edits'): Promise<void> {
    await this.button('More for the mask').click();
    await this.#page.getByRole('menuitem', { name: item }).click();
  }

  async amount(what: 'Grow' | 'Shrink' | 'Feather', px: number): Promise<void> {
    await this.button(what).click();
    const popover = this.#page.getByRole('dialog', { name: what, exact: true });
    await popover.getByRole('spinbutton').fill(String(px));
    await popover.getByRole('button').click();
    await expect(popover).toBeHidden();
  }

  /** The mask as the app writes it into a file of the person's. `saveTo` answers the system's dialog. */
  async exported(folder: string, saveTo: (file: string) => Promise<void>): Promise<Exported> {
    const file = path.join(folder, `mask-${crypto.randomUUID()}.png`);
    await saveTo(file);
    await this.more('Export mask…');
    await expect.poll(() => isWhole(file)).toBe(true);
    return greyOf(fs.readFileSync(file));
  }
}

/** Whether the file is there with its end: it is written a moment after it is made. */
function isWhole(file: string): boolean {
  return fs.existsSync(file) && fs.readFileSync(file).subarray(-8, -4).toString('latin1') === 'IEND';
}

/** The pixels of a grey PNG. */
async function greyOf(png: Uint8Array): Promise<Exported> {
  const { data, info } = await sharp(png).extractChannel(0).raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, pixels: data, at: (x, y) => data[y * info.width + x] ?? -1 };
}
