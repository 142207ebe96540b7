import type { Mask } from '../mask.ts';
import { eachTile, tileSide } from '../tile.ts';

const mostLevels = 16;

/**
 * In how many levels a mask is to be taken apart: about as many as its edges are pixels wide. One for hard and anti-aliased edges.
 */
export function levelsOf(mask: Mask): number {
  let [soft, crossings] = [0, 0];
  eachTile(mask.canvas, (column, row) => {
    const tile = mask.tile(column, row);
    if (tile === null || tile === mask.fullTileAt(column, row)) return;
    const counted = countEdges(tile);
    soft += counted.soft;
    crossings += counted.crossings;
  });
  if (soft === 0) return 1;
  return Math.min(mostLevels, Math.max(1, Math.round(soft / Math.max(1, crossings))));
}

/** Pixels between nothing and everything, and how often two neighbours lie on two sides of the middle. */
function countEdges(tile: Uint8Array): { soft: number; crossings: number } {
  let [soft, crossings] = [0, 0];
  for (let at = 0; at < tile.length; at += 1) {
    const value = tile[at] ?? 0;
    if (value !== 0 && value !== 255) soft += 1;
    const isFirst = (at & (tileSide - 1)) === 0;
    const [left, above] = [isFirst ? value : (tile[at - 1] ?? 0), at < tileSide ? value : (tile[at - tileSide] ?? 0)];
    crossings += ((value ^ left) >> 7) + ((value ^ above) >> 7);
  }
  return { soft, crossings };
}
