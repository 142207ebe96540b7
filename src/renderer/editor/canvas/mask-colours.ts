import type { MaskLook } from './messages.ts';

/** Red, green, blue, 0 to 255. */
export type Rgb = readonly [number, number, number];

/** How much of the accent lies over what changes entirely. */
const tintOpacity = 0.45;

/** On a picture in the accent's own colour the tint alone would hardly show: thin stripes across it are darker. */
const stripeShare = 0.35;
const stripeOpacity = 0.6;
export const stripeEveryPx = 12;
export const stripePx = 2;

/** The colour for each value of the mask, as ImageData has it: a word of four bytes, red first in memory, alpha last, not premultiplied. */
export function colourTable(look: Exclude<MaskLook, 'outline'>, accent: Rgb): Uint32Array {
  if (look === 'tint') return tintTable(accent, tintOpacity);
  return Uint32Array.from({ length: 256 }, (_, value) => word(value, value, value, 255));
}

/** The same for the stripes. */
export function stripeTable(look: Exclude<MaskLook, 'outline'>, accent: Rgb): Uint32Array {
  const [red, green, blue] = accent.map((level) => Math.round(level * stripeShare));
  return look === 'tint' ? tintTable([red ?? 0, green ?? 0, blue ?? 0], stripeOpacity) : colourTable(look, accent);
}

function tintTable([red, green, blue]: Rgb, opacity: number): Uint32Array {
  return Uint32Array.from({ length: 256 }, (_, value) => (value === 0 ? 0 : word(red, green, blue, Math.round(value * opacity))));
}

/** The processors that Chromium runs on keep the lowest byte first. */
export function word(red: number, green: number, blue: number, alpha: number): number {
  return ((alpha << 24) | (blue << 16) | (green << 8) | red) >>> 0;
}
