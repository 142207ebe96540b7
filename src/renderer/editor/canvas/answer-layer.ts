import { featheredInside } from '../../../shared/feather.ts';
import type { Rectangle } from '../../../shared/edit.ts';
import { pixelatedFrom } from '../../viewer/viewport.ts';
import { intersection, isEmpty, type Box } from '../engine/geometry.ts';
import type { Mask } from '../engine/mask.ts';
import { decoded } from './decoding.ts';
import type { FromCanvas, ShownAnswer } from './messages.ts';
import type { Context } from './picture-painter.ts';
import type { StageGeometry } from './stage-geometry.ts';

/** Above so many pixels an answer is looked at in half its size, or a quarter: the finished picture isn't made from this. */
const mostPixels = 24_000_000;

interface Blended {
  readonly canvas: OffscreenCanvas;
  readonly featherPx: number;
  readonly revision: number;
}

/** An answer whose pixels are there. */
interface Loaded {
  answer: ShownAnswer;
  readonly pixels: ImageBitmap;
  blended: Blended | null;
  /** Whether it has been told that it is there. */
  isTold: boolean;
}

/** An answer over the picture: fetched once, its edge made anew when the feather or the mask changes, its strength with every drawing. */
export class AnswerLayer {
  readonly #changed: () => void;
  readonly #tell: (message: FromCanvas) => void;
  #wanted: ShownAnswer | null = null;
  /** Which is on its way: one that couldn't be had is asked for anew when it is to be shown again. */
  #loading: string | null = null;
  /** The one before is looked at until the next one is there: turning from one to the other doesn't flash. */
  #loaded: Loaded | null = null;

  /** Tells when an answer is in sight, or why it can't be shown. */
  constructor(changed: () => void, tell: (message: FromCanvas) => void) {
    this.#changed = changed;
    this.#tell = tell;
  }

  /** Whether an answer is what is looked at: then the mask isn't shown. */
  get isThere(): boolean {
    return this.#wanted !== null;
  }

  show(answer: ShownAnswer | null): void {
    this.#wanted = answer;
    if (answer === null) this.#take(null);
    else if (this.#loaded?.answer.address === answer.address) this.#loaded.answer = answer;
    else if (this.#loading !== answer.address) void this.#load(answer.address);
    this.#changed();
  }

  /** `revision` is the mask's. */
  draw(context: Context, mask: Mask, revision: number, geometry: StageGeometry, box: Box): void {
    const loaded = this.#loaded;
    if (!loaded) return;
    if (!loaded.isTold) this.#tell({ what: 'answer-seen', address: loaded.answer.address });
    loaded.isTold = true;
    const { at, split } = loaded.answer;
    const canvas = geometry.place(geometry.extent);
    const from = split === null ? box.left : Math.max(box.left, Math.round(canvas.left + (canvas.right - canvas.left) * split));
    const place = geometry.place(at);
    const shown = intersection(intersection(place, canvas), { ...box, left: from });
    if (isEmpty(shown)) return;
    const source = loaded.answer.as === 'answer' ? blendedIn(loaded, mask, revision, geometry.extent) : loaded.pixels;
    if (source) lay(context, source, loaded.answer, { shown, place, isPixelated: geometry.scale >= pixelatedFrom });
  }

  async #load(address: string): Promise<void> {
    this.#loading = address;
    try {
      const pixels = await lookable(await decoded(address));
      if (this.#wanted?.address === address) this.#take({ answer: this.#wanted, pixels, blended: null, isTold: false });
      else pixels.close();
    } catch (error) {
      if (this.#wanted?.address !== address) return;
      this.#take(null);
      this.#tell({ what: 'failed', id: null, doing: 'answer', why: String(error) });
    } finally {
      if (this.#loading === address) this.#loading = null;
    }
  }

  #take(loaded: Loaded | null): void {
    this.#loaded?.pixels.close();
    this.#loaded = loaded;
    this.#changed();
  }
}

interface Laying {
  readonly shown: Box;
  readonly place: Box;
  readonly isPixelated: boolean;
}

function lay(context: Context, source: CanvasImageSource, { as, strength }: ShownAnswer, { shown, place, isPixelated }: Laying): void {
  context.save();
  context.beginPath();
  context.rect(shown.left, shown.top, shown.right - shown.left, shown.bottom - shown.top);
  context.clip();
  context.globalAlpha = as === 'answer' ? strength : 1;
  // A patch has the picture's own pixels; what was sent is stretched.
  context.imageSmoothingEnabled = as === 'raw' || (as === 'answer' && !isPixelated);
  context.imageSmoothingQuality = 'medium';
  context.drawImage(source, place.left, place.top, place.right - place.left, place.bottom - place.top);
  context.restore();
}

/** The answer's pixels, as opaque as the mask and the feather inside it let them show. */
function blendedIn(loaded: Loaded, mask: Mask, revision: number, extent: Rectangle): OffscreenCanvas | null {
  const { answer, pixels, blended } = loaded;
  if (blended?.featherPx === answer.featherPx && blended.revision === revision) return blended.canvas;
  const { width, height } = pixels;
  const canvas = blended?.canvas ?? new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (!context) return null;
  const [left, top] = [answer.at.left - extent.left, answer.at.top - extent.top];
  const values = mask.read({ left, top, right: left + answer.at.width, bottom: top + answer.at.height });
  const part = scaledDown(values, answer.at, { width, height });
  const featherPx = (answer.featherPx * width) / answer.at.width;
  context.putImageData(asAlpha(featheredInside(part, width, height, featherPx), width, height), 0, 0);
  context.globalCompositeOperation = 'source-in';
  context.drawImage(pixels, 0, 0);
  loaded.blended = { canvas, featherPx: answer.featherPx, revision };
  return canvas;
}

async function lookable(pixels: ImageBitmap): Promise<ImageBitmap> {
  const { width, height } = pixels;
  if (width * height <= mostPixels) return pixels;
  const part = 2 ** Math.ceil(Math.log2(Math.sqrt((width * height) / mostPixels)));
  const smaller = await createImageBitmap(pixels, { resizeWidth: Math.ceil(width / part), resizeHeight: Math.ceil(height / part) });
  pixels.close();
  return smaller;
}

/** The nearest of the mask's pixels for each of the answer's, when the answer is looked at smaller. */
function scaledDown(values: Uint8Array, from: Rectangle, to: { width: number; height: number }): Uint8Array {
  if (from.width === to.width && from.height === to.height) return values;
  const made = new Uint8Array(to.width * to.height);
  for (let y = 0, at = 0; y < to.height; y += 1) {
    const row = Math.floor(((y + 0.5) * from.height) / to.height) * from.width;
    for (let x = 0; x < to.width; x += 1, at += 1) made[at] = values[row + Math.floor(((x + 0.5) * from.width) / to.width)] ?? 0;
  }
  return made;
}

function asAlpha(values: Uint8Array, width: number, height: number): ImageData {
  const image = new ImageData(width, height);
  for (let at = 0; at < values.length; at += 1) image.data[at * 4 + 3] = values[at] ?? 0;
  return image;
}
