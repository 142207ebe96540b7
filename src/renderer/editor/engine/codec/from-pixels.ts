/** How much of each pixel changes, row by row, 0 to 255. */
export type MaskPixels = Uint8Array<ArrayBuffer>;

/**
 * Reads a picture as a mask. If any of it is transparent, what is transparent changes, as in the API's own masks; else what is
 * light does: white changes, black stays. Takes RGBA, four bytes a pixel, not multiplied by alpha.
 */
export function maskFromPixels(rgba: Uint8Array | Uint8ClampedArray, width: number, height: number): MaskPixels {
  const mask = new Uint8Array(width * height);
  const byAlpha = isTransparentAnywhere(rgba, mask.length);
  for (let at = 0; at < mask.length; at += 1) {
    const from = 4 * at;
    mask[at] = byAlpha ? 255 - (rgba[from + 3] ?? 255) : lightness(rgba[from] ?? 0, rgba[from + 1] ?? 0, rgba[from + 2] ?? 0);
  }
  return mask;
}

function isTransparentAnywhere(rgba: Uint8Array | Uint8ClampedArray, pixels: number): boolean {
  for (let at = 0; at < pixels; at += 1) if (rgba[4 * at + 3] !== 255) return true;
  return false;
}

/** Rec. 709, in whole numbers that add up to 65,536: grey stays what it is. */
function lightness(r: number, g: number, b: number): number {
  return (13_933 * r + 46_871 * g + 4_732 * b + 32_768) >> 16;
}
