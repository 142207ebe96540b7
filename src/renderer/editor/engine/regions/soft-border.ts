import type { Colours } from '../tool.ts';
import type { BorderCoverage } from './area-of.ts';
import type { PixelSet } from './pixel-set.ts';

/** Colours that differ by less (the square of it, over all channels) are too much alike to tell what is mixed of them. */
const leastContrast = 12 ** 2;
/** How far beside the line between two colours a mixture of them may lie, as a share of that line. */
const mostAside = 1 / 4;

/**
 * An anti-aliased pixel on an edge is mixed of what is inside and what is beyond it: as much of it belongs to the area as there
 * is of the inside in its colour.
 */
export function softBorder({ width, height, data }: Colours, set: PixelSet): BorderCoverage {
  const share = (pixel: number, inside: number, outside: number) => {
    let [along, length, distance] = [0, 0, 0];
    for (let channel = 0; channel < 4; channel += 1) {
      const beyond = data[4 * outside + channel] ?? 0;
      const way = (data[4 * inside + channel] ?? 0) - beyond;
      const off = (data[4 * pixel + channel] ?? 0) - beyond;
      along += way * off;
      length += way * way;
      distance += off * off;
    }
    if (length < leastContrast || along <= 0 || along >= length) return 0;
    return distance - along ** 2 / length > mostAside ** 2 * length ? 0 : along / length;
  };
  const against = (x: number, y: number, dx: number, dy: number) => {
    const isAtTheRim = x < dx || y < dy || x - dx >= width || y - dy >= height;
    if (isAtTheRim || !set.has(x + dx, y + dy) || set.has(x - dx, y - dy)) return 0;
    const pixel = y * width + x;
    return share(pixel, pixel + dy * width + dx, pixel - dy * width - dx);
  };
  return (x, y) => {
    const most = Math.max(against(x, y, 1, 0), against(x, y, -1, 0), against(x, y, 0, 1), against(x, y, 0, -1));
    return Math.min(254, Math.round(255 * most));
  };
}
