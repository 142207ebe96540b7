import { intersection, isEmpty, isSame, moved, type Box } from './geometry.ts';
import type { Mask } from './mask.ts';
import { tileSide } from './tile.ts';

/** Puts what is at 0, 0 of one mask at `dx`, `dy` of another, empty one. Tiles that lie the same way in both are shared. */
export function copyShifted(from: Mask, to: Mask, dx: number, dy: number): void {
  const isAligned = dx % tileSide === 0 && dy % tileSide === 0;
  for (let row = 0; row < to.rows; row += 1)
    for (let column = 0; column < to.columns; column += 1) {
      const part = intersection(to.boxOf(column, row), moved(from.canvas, dx, dy));
      if (isEmpty(part)) continue;
      const source = moved(part, -dx, -dy);
      if (!isPainted(from, source)) continue;
      const [sourceColumn, sourceRow] = [column - dx / tileSide, row - dy / tileSide];
      // A tile at the old border is 0 beyond it; one that the new border cuts through has to be cut.
      if (isAligned && isSame(source, from.boxOf(sourceColumn, sourceRow))) to.setTile(column, row, from.tile(sourceColumn, sourceRow));
      else to.write(part, from.read(source));
    }
}

function isPainted(mask: Mask, { left, top, right, bottom }: Box): boolean {
  for (let row = Math.floor(top / tileSide); row * tileSide < bottom; row += 1)
    for (let column = Math.floor(left / tileSide); column * tileSide < right; column += 1) if (mask.tile(column, row) !== null) return true;
  return false;
}
