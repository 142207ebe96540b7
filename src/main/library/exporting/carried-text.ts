import type { PictureKind } from '../../../shared/input.ts';
import { jpegCarrying } from './jpeg-text.ts';
import { pngCarrying } from './png-text.ts';
import { webpCarrying } from './webp-text.ts';

/** What travels inside a picture beside its pixels: our own text where the format has room for it, and XMP for everyone. */
export interface CarriedText {
  readonly record: string;
  readonly xmp: string;
}

const carrying = { png: pngCarrying, jpeg: jpegCarrying, webp: webpCarrying } as const;

/**
 * The same picture, bit for bit, with this text in place of what it carried before, or with none. What its look depends on
 * (colour profile, orientation) stays. The bytes must have passed `readPictureFacts`.
 */
export function carryingText(bytes: Uint8Array, kind: PictureKind, text: CarriedText | null): Uint8Array {
  return carrying[kind](bytes, text);
}
