import { intersection, isSame, moved, type Box } from './geometry.ts';
import type { Mask } from './mask.ts';
import { eachTile, tileSide } from './tile.ts';

/** Puts what is at 0, 0 of one mask at `dx`, `dy` of another, empty one. Tiles that lie the same way in both are shared. */
export function copyShifted(from: Mask, to: Mask, dx: number, dy: number): void {
  const isAligned = dx % tileSide === 0 && dy % tileSide === 0;
  eachTile(intersection(to.canvas, moved(from.canvas, dx, dy)), (column, row) => {
    const part = intersection(to.boxOf(column, row), moved(from.canvas, dx, dy));
    const source = moved(part, -dx, -dy);
    if (!isPainted(from, source)) return;
    const [sourceColumn, sourceRow] = [column - dx / tileSide, row - dy / tileSide];
    // A tile at the old border is 0 beyond it; one that the new border cuts through has to be cut.
    if (isAligned && isSame(source, from.boxOf(sourceColumn, sourceRow))) to.setTile(column, row, from.tile(sourceColumn, sourceRow));
    else to.write(part, from.read(source));
  });
}

function isPainted(mask: Mask, box: Box): boolean {
  let any = false;
  eachTile(box, (column, row) => {
    any ||= mask.tile(column, row) !== null;
  });
  return any;
}
