/**
 * How much of an answer shows at each pixel: 0 wherever the mask is 0, rising to the mask's own value within `featherPx` of its
 * edge. Where the mask is too thin for that, the feather gives way, so that the middle still shows. Row by row, 0 to 255.
 */
export function featheredInside(mask: Uint8Array, width: number, height: number, featherPx: number): Uint8Array {
  void [mask, width, height, featherPx];
  throw new Error('made by the owner of this file');
}
