import type { Mask, Tile } from './mask.ts';
import { eachTile, tileBytes } from './tile.ts';
import type { Combination } from './tool.ts';

/** Puts an area (a mask of the same size) together with what is painted. The area's tiles may be shared afterwards. */
export function combine(mask: Mask, area: Mask, combination: Combination): void {
  eachTile(mask.canvas, (column, row) => {
    const full = mask.fullTileAt(column, row);
    const [old, added] = [mask.tile(column, row), area.tile(column, row)];
    const simple = withoutPixels(combination, old, added, full);
    if (simple !== undefined) mask.setTile(column, row, simple);
    else if (added !== null) byPixels[combination](mask.writable(column, row), added);
  });
}

/** What becomes of a tile where one of the two is all 0 or all 255; undefined when the pixels have to be looked at. */
function withoutPixels(combination: Combination, old: Tile, added: Tile, full: Uint8Array): Tile | undefined {
  if (combination === 'replace') return added;
  if (combination === 'add') return simpleSum(old, added, full);
  if (combination === 'intersect') return simpleProduct(old, added, full);
  if (old === null || added === full) return null;
  return added === null ? old : undefined;
}

function simpleSum(old: Tile, added: Tile, full: Uint8Array): Tile | undefined {
  if (old === null) return added;
  if (added === null || old === full) return old;
  return added === full ? full : undefined;
}

function simpleProduct(old: Tile, added: Tile, full: Uint8Array): Tile | undefined {
  if (old === null || added === null) return null;
  if (added === full) return old;
  return old === full ? added : undefined;
}

const byPixels: Record<Combination, (tile: Uint8Array, added: Uint8Array) => void> = {
  replace: (tile, added) => tile.set(added),
  add: (tile, added) => {
    for (let index = 0; index < tileBytes; index += 1) {
      const value = added[index] ?? 0;
      if (value > (tile[index] ?? 0)) tile[index] = value;
    }
  },
  subtract: (tile, added) => {
    for (let index = 0; index < tileBytes; index += 1) {
      const value = 255 - (added[index] ?? 0);
      if (value < (tile[index] ?? 0)) tile[index] = value;
    }
  },
  intersect: (tile, added) => {
    for (let index = 0; index < tileBytes; index += 1) {
      const value = added[index] ?? 0;
      if (value < (tile[index] ?? 0)) tile[index] = value;
    }
  },
};
