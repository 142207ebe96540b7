import { Mask } from '../mask.ts';
import type { Colours, PointerSample, ToolSettings, ToolWork } from '../tool.ts';
import { defaultTools } from '../tool.ts';

export function sample(x: number, y: number): PointerSample {
  return { x, y, pressure: 0.5, tiltX: 0, tiltY: 0 };
}

export function work(mask: Mask, colours: Colours | null, settings: Partial<ToolSettings> = {}): ToolWork {
  return { mask, colours, nearPx: 6, settings: { ...defaultTools, ...settings } };
}

/** A picture whose pixel at x, y is what `colour` says: red, green, blue, and alpha if it isn't 255. */
export function picture(width: number, height: number, colour: (x: number, y: number) => readonly number[]): Colours {
  const data = new Uint8ClampedArray(4 * width * height);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const [r = 0, g = 0, b = 0, a = 255] = colour(x, y);
      data.set([r, g, b, a], 4 * (y * width + x));
    }
  return { width, height, data };
}

/** All of a mask, row by row. */
export function pixelsOf(mask: Mask): number[] {
  return [...mask.read(mask.canvas)];
}

/** A mask from all its pixels, row by row. */
export function maskOf(width: number, height: number, values: readonly number[]): Mask {
  const mask = new Mask(width, height);
  mask.write(mask.canvas, Uint8Array.from(values));
  return mask;
}
