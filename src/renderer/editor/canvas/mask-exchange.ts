import type { PixelSize } from '../../../shared/edit.ts';
import type { Mask } from '../engine/mask.ts';

export interface Taken {
  readonly mask: Mask;
  readonly scaledFrom: PixelSize | null;
}

/** Takes a picture as the mask. */
export function maskFrom(address: string, size: PixelSize): Promise<Taken> {
  return Promise.reject(new Error(`${address} ${size.width}`));
}

export function pngOf(mask: Mask): Promise<Uint8Array<ArrayBuffer>> {
  return Promise.reject(new Error(String(mask.width)));
}
