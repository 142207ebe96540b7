import { intersection, widened, type Box } from '../geometry.ts';
import { Mask } from '../mask.ts';
import { eachTile, tileBytes, tileSide } from '../tile.ts';
import { coarsenessFor, grownPlane, margin } from './grown-plane.ts';
import { levelsOf } from './softness.ts';

/** How many tiles beside one another are worked on at once: bounds the memory. */
const widest = 16;

/** Moves every edge outwards by so many pixels, with round corners: a dilation by a disc. */
export function grow(mask: Mask, px: number): void {
  new Growing(mask, px, false).run();
}

/** Moves every edge inwards by so many pixels: an erosion by a disc. The canvas' own border is no edge. */
export function shrink(mask: Mask, px: number): void {
  new Growing(mask, px, true).run();
}

/** Shrinking is growing of what isn't painted, so one of the two is told by a flag. */
class Growing {
  readonly #mask: Mask;
  readonly #px: number;
  readonly #isShrinking: boolean;
  readonly #levels: number;
  readonly #reach: number;
  readonly #before: Mask;

  constructor(mask: Mask, px: number, isShrinking: boolean) {
    this.#mask = mask;
    this.#px = px;
    this.#isShrinking = isShrinking;
    this.#levels = levelsOf(mask);
    const scale = coarsenessFor(this.#levels);
    this.#reach = scale * (Math.ceil(px / scale) + margin);
    this.#before = Mask.from(mask.mark());
  }

  /** Several rows of tiles at once when the reach is large, since all around is read again for each. */
  run(): void {
    const { rows } = this.#mask;
    const tall = Math.ceil(this.#reach / tileSide);
    for (let row = 0; row < rows; row += tall) this.#band(row, Math.min(rows, row + tall));
  }

  #band(top: number, bottom: number): void {
    const { columns } = this.#mask;
    for (let first = 0; first < columns; first += 1) {
      let end = first;
      while (end < columns && end - first < widest && this.#changes(end, top, bottom)) end += 1;
      if (end === first) continue;
      this.#block(first, end, top, bottom);
      first = end - 1;
    }
  }

  /** Whether any tile of a column isn't full already and has something near. */
  #changes(column: number, top: number, bottom: number): boolean {
    for (let row = top; row < bottom; row += 1) if (!this.#isFull(column, row) && this.#hasNear(column, row)) return true;
    return false;
  }

  #hasNear(column: number, row: number): boolean {
    const around = Math.ceil(this.#reach / tileSide);
    const { columns, rows } = this.#mask;
    for (let y = Math.max(0, row - around); y <= Math.min(rows - 1, row + around); y += 1)
      for (let x = Math.max(0, column - around); x <= Math.min(columns - 1, column + around); x += 1) if (!this.#isNone(x, y)) return true;
    return false;
  }

  #isFull(column: number, row: number): boolean {
    return this.#before.tile(column, row) === (this.#isShrinking ? null : this.#mask.fullTileAt(column, row));
  }

  #isNone(column: number, row: number): boolean {
    return this.#before.tile(column, row) === (this.#isShrinking ? this.#mask.fullTileAt(column, row) : null);
  }

  #block(first: number, end: number, top: number, bottom: number): void {
    const { canvas } = this.#mask;
    const wanted = { left: first * tileSide, top: top * tileSide, right: end * tileSide, bottom: bottom * tileSide };
    const part = intersection(wanted, canvas);
    const around = intersection(widened(part, this.#reach), canvas);
    const plane = { width: around.right - around.left, height: around.bottom - around.top, values: this.#read(around) };
    const size = { width: part.right - part.left, height: part.bottom - part.top };
    const grown = grownPlane(plane, { left: part.left - around.left, top: part.top - around.top, ...size }, this.#px, this.#levels);
    eachTile(part, (column, row) => this.#put(column, row, grown, part));
  }

  /** What grows: what is painted or, to shrink that, what isn't. */
  #read(box: Box): Uint8Array {
    const values = this.#before.read(box);
    if (this.#isShrinking) for (let at = 0; at < values.length; at += 1) values[at] = 255 - (values[at] ?? 0);
    return values;
  }

  /** Nothing is ever less than before, which fine lines fainter than half would be. */
  #put(column: number, row: number, grown: Uint8Array, part: Box): void {
    const box = this.#mask.boxOf(column, row);
    if (this.#isFull(column, row)) return;
    const before = this.#before.tile(column, row);
    const tile = new Uint8Array(tileBytes);
    for (let y = box.top; y < box.bottom; y += 1) {
      const from = (y - part.top) * (part.right - part.left) + box.left - part.left;
      const to = (y - box.top) * tileSide;
      for (let x = 0; x < box.right - box.left; x += 1) {
        const [old, now] = [before?.[to + x] ?? 0, grown[from + x] ?? 0];
        tile[to + x] = this.#isShrinking ? Math.min(old, 255 - now) : Math.max(old, now);
      }
    }
    this.#mask.setTile(column, row, tile);
  }
}
