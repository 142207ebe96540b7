import { emptyBox, intersection, isEmpty, type Box } from '../engine/geometry.ts';
import { tileSide, type Mask } from '../engine/mask.ts';
import { colourTable, stripeEveryPx, stripePx, stripeTable, type Rgb } from './mask-colours.ts';
import { MaskMips } from './mask-mips.ts';
import { sampleMask } from './mask-sampling.ts';
import type { MaskLook } from './messages.ts';
import { contourOf, dashAt, edge } from './outline.ts';
import type { StageGeometry } from './stage-geometry.ts';

/** The mask as it lies over the stage, in the stage's pixels: only what changed is made anew. */
export class MaskLayer {
  readonly #mips = new MaskMips();
  #image: ImageData | null = null;
  #words = new Uint32Array();
  /** What each pixel is to the outline. */
  #sides = new Uint8Array();
  #table = colourTable('tint', [0, 0, 0]);
  #stripes = stripeTable('tint', [0, 0, 0]);
  #look: MaskLook = 'tint';
  #step = 0;

  /** The stage's pixels; null while it has none. */
  get image(): ImageData | null {
    return this.#image;
  }

  resize(width: number, height: number): void {
    this.#image = width > 0 && height > 0 ? new ImageData(width, height) : null;
    this.#words = new Uint32Array(this.#image?.data.buffer ?? new ArrayBuffer());
    this.#sides = new Uint8Array(this.#words.length);
  }

  setLook(look: MaskLook, accent: Rgb): void {
    this.#look = look;
    if (look === 'outline') return;
    this.#table = colourTable(look, accent);
    this.#stripes = stripeTable(look, accent);
  }

  /** These pixels of the mask were written to. */
  forget(mask: Mask, dirty: Box): void {
    const { left, top, right, bottom } = dirty;
    for (let row = Math.floor(top / tileSide); row * tileSide < bottom; row += 1) {
      for (let column = Math.floor(left / tileSide); column * tileSide < right; column += 1) {
        const tile = mask.tile(column, row);
        if (tile) this.#mips.forget(tile);
      }
    }
  }

  draw(mask: Mask, geometry: StageGeometry, box: Box): void {
    if (this.#look === 'outline') this.#drawOutline(mask, geometry, box);
    else this.#drawValues(sampleMask(mask, this.#mips, geometry, box), intersection(box, geometry.canvas), box);
  }

  /** Moves the dashes on; what isn't outline stays. */
  march(box: Box): void {
    this.#step += 1;
    const width = this.#image?.width ?? 0;
    for (let y = box.top; y < box.bottom; y += 1) {
      for (let x = box.left, at = y * width + x; x < box.right; x += 1, at += 1) {
        const side = this.#sides[at] ?? edge.none;
        if (side !== edge.none) this.#words[at] = dashAt(x, y, this.#step, side);
      }
    }
  }

  #drawValues(values: Uint8Array, shown: Box, box: Box): void {
    const width = this.#image?.width ?? 0;
    const stride = box.right - box.left;
    const { left, top, right, bottom } = isEmpty(shown) ? emptyBox : shown;
    for (let y = box.top; y < box.bottom; y += 1) {
      this.#words.fill(0, y * width + box.left, y * width + box.right);
      if (y < top || y >= bottom) continue;
      const from = (y - box.top) * stride + left - box.left;
      this.#drawRow(values.subarray(from, from + right - left), left, y);
    }
  }

  #drawRow(values: Uint8Array, left: number, y: number): void {
    const at = y * (this.#image?.width ?? 0) + left;
    const [table, stripes] = [this.#table, this.#stripes];
    let phase = (left + y) % stripeEveryPx;
    for (let x = 0; x < values.length; x += 1) {
      this.#words[at + x] = (phase < stripePx ? stripes : table)[values[x] ?? 0] ?? 0;
      phase = phase + 1 === stripeEveryPx ? 0 : phase + 1;
    }
  }

  #drawOutline(mask: Mask, geometry: StageGeometry, { left, top, right, bottom }: Box): void {
    const image = this.#image;
    const rim = { left: left - 1, top: top - 1, right: right + 1, bottom: bottom + 1 };
    const [width, height] = [right - left, bottom - top];
    const found = contourOf({ values: sampleMask(mask, this.#mips, geometry, rim), width, height });
    for (let y = 0, at = 0; y < height; y += 1) {
      for (let x = 0, to = (top + y) * (image?.width ?? 0) + left; x < width; x += 1, at += 1, to += 1) {
        const side = found[at] ?? edge.none;
        this.#sides[to] = side;
        this.#words[to] = dashAt(left + x, top + y, this.#step, side);
      }
    }
  }
}
