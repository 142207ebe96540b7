import { featheredInside } from '../../../shared/feather.ts';
import type { Rectangle } from '../../../shared/edit.ts';
import { intersection, isEmpty, type Box } from '../engine/geometry.ts';
import type { Mask } from '../engine/mask.ts';
import { decoded } from './decoding.ts';
import { drawDivider } from './gesture-painter.ts';
import type { ShownAnswer } from './messages.ts';
import type { Context } from './picture-painter.ts';
import type { StageGeometry } from './stage-geometry.ts';

/** Above so many pixels an answer is looked at in half its size, or a quarter: the finished picture isn't made from this. */
const mostPixels = 24_000_000;

interface Blended {
  readonly canvas: OffscreenCanvas;
  readonly featherPx: number;
  readonly revision: number;
}

/** An answer over the picture: fetched once, its edge made anew when the feather or the mask changes, its strength with every drawing. */
export class AnswerLayer {
  readonly #changed: () => void;
  readonly #failed: (why: string) => void;
  #answer: ShownAnswer | null = null;
  #pixels: ImageBitmap | null = null;
  #blended: Blended | null = null;

  constructor(changed: () => void, failed: (why: string) => void) {
    this.#changed = changed;
    this.#failed = failed;
  }

  /** Whether an answer is what is looked at: then the mask isn't shown. */
  get isThere(): boolean {
    return this.#answer !== null;
  }

  show(answer: ShownAnswer | null): void {
    const isOther = answer?.address !== this.#answer?.address;
    this.#answer = answer;
    if (isOther) this.#forgetPixels();
    if (isOther && answer) void this.#load(answer.address);
    this.#changed();
  }

  /** `revision` is the mask's. */
  draw(context: Context, mask: Mask, revision: number, geometry: StageGeometry, box: Box): void {
    const answer = this.#answer;
    if (!answer || !this.#pixels) return;
    const place = geometry.place(answer.at);
    const canvas = geometry.place(geometry.extent);
    const divider = answer.split === null ? null : Math.round(canvas.left + (canvas.right - canvas.left) * answer.split);
    const shown = intersection(intersection(place, canvas), divider === null ? box : { ...box, left: Math.max(box.left, divider) });
    if (!isEmpty(shown)) this.#drawIn(context, answer, shown, place, () => this.#blend(mask, revision, geometry.extent));
    if (divider !== null) drawDivider(context, divider, canvas);
  }

  close(): void {
    this.#answer = null;
    this.#forgetPixels();
  }

  #drawIn(context: Context, answer: ShownAnswer, shown: Box, place: Box, blend: () => OffscreenCanvas | null): void {
    const source = answer.as === 'answer' ? blend() : this.#pixels;
    if (!source) return;
    context.save();
    context.beginPath();
    context.rect(shown.left, shown.top, shown.right - shown.left, shown.bottom - shown.top);
    context.clip();
    context.globalAlpha = answer.as === 'answer' ? answer.strength : 1;
    context.imageSmoothingEnabled = answer.as !== 'heat';
    context.drawImage(source, place.left, place.top, place.right - place.left, place.bottom - place.top);
    context.restore();
  }

  /** The answer's pixels, as opaque as the mask and the feather inside it let them show. */
  #blend(mask: Mask, revision: number, extent: Rectangle): OffscreenCanvas | null {
    const [answer, pixels] = [this.#answer, this.#pixels];
    if (!answer || !pixels) return null;
    if (this.#blended?.featherPx === answer.featherPx && this.#blended.revision === revision) return this.#blended.canvas;
    const { width, height } = pixels;
    const canvas = this.#blended?.canvas ?? new OffscreenCanvas(width, height);
    const context = canvas.getContext('2d');
    if (!context) return null;
    const { left, top } = answer.at;
    const scale = width / answer.at.width;
    const box = {
      left: left - extent.left,
      top: top - extent.top,
      right: left - extent.left + answer.at.width,
      bottom: top - extent.top + answer.at.height,
    };
    const part = scaledDown(mask.read(box), answer.at, { width, height });
    context.globalCompositeOperation = 'copy';
    context.putImageData(asAlpha(featheredInside(part, width, height, answer.featherPx * scale), width, height), 0, 0);
    context.globalCompositeOperation = 'source-in';
    context.drawImage(pixels, 0, 0);
    this.#blended = { canvas, featherPx: answer.featherPx, revision };
    return canvas;
  }

  async #load(address: string): Promise<void> {
    try {
      const pixels = await lookable(await decoded(address));
      if (this.#answer?.address !== address) {
        pixels.close();
        return;
      }
      this.#pixels = pixels;
      this.#changed();
    } catch (error) {
      if (this.#answer?.address === address) this.#failed(String(error));
    }
  }

  #forgetPixels(): void {
    this.#pixels?.close();
    this.#pixels = null;
    this.#blended = null;
  }
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
