import type { MaskLook } from './messages.ts';

/** Red, green, blue, 0 to 255. */
export type Rgb = readonly [number, number, number];

/** How much of the accent lies over what changes entirely. */
const tintOpacity = 0.45;

/** The colour for each value of the mask, as ImageData has it: a word of four bytes, red first in memory, alpha last, not premultiplied. */
export function colourTable(look: Exclude<MaskLook, 'outline'>, accent: Rgb): Uint32Array {
  const [red, green, blue] = accent;
  return Uint32Array.from({ length: 256 }, (_, value) =>
    look === 'tint' ? (value === 0 ? 0 : word(red, green, blue, Math.round(value * tintOpacity))) : word(value, value, value, 255),
  );
}

/** The processors that Chromium runs on keep the lowest byte first. */
export function word(red: number, green: number, blue: number, alpha: number): number {
  return ((alpha << 24) | (blue << 16) | (green << 8) | red) >>> 0;
}
