import { Failure } from '../../shared/failure.ts';
import type { PictureKind } from '../../shared/input.ts';
import { maxPicturePixels } from '../../shared/picture.ts';
import { isSideways } from './exif-orientation.ts';
import { jpegSize } from './jpeg-header.ts';
import { orientationOf } from './orientation.ts';
import { isPng, pngHeader } from './png-chunks.ts';
import { webpHeader } from './webp-header.ts';

/** What a file's own bytes say about its picture, before any pixel is decoded. */
export interface PictureFacts {
  readonly kind: PictureKind;
  /** As displayed: a photograph that lies on its side has its edges swapped. */
  readonly widthPx: number;
  readonly heightPx: number;
  readonly animated: boolean;
}

/** The facts of a PNG, JPEG or WebP; names and declared types are not asked. Throws `bad-picture` for anything else. */
export function readPictureFacts(bytes: Uint8Array): PictureFacts {
  const kind = pictureKindOf(bytes);
  if (!kind) throw new Failure('bad-picture', 'This is not a PNG, JPEG or WebP picture.', { because: { why: 'not-a-picture' } });
  const header = pictureHeader(kind, bytes);
  if (!header) throw new Failure('bad-picture', 'The picture is damaged.', { because: { why: 'damaged' } });
  if (header.widthPx * header.heightPx > maxPicturePixels) {
    throw new Failure('bad-picture', 'The picture has more than 100 megapixels.', { because: { why: 'too-many-pixels' } });
  }
  return { kind, ...header };
}

/** The kind of a picture by its first twelve bytes, or null. */
export function pictureKindOf(bytes: Uint8Array): PictureKind | null {
  if (isPng(bytes)) return 'png';
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'jpeg';
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(12, bytes.byteLength)).toString('latin1');
  return text.startsWith('RIFF') && text.slice(8) === 'WEBP' ? 'webp' : null;
}

/** What a picture's header says of it; null when there is none, or an impossible one. */
export function pictureHeader(kind: PictureKind, bytes: Uint8Array): Omit<PictureFacts, 'kind'> | null {
  const header = readHeader(kind, bytes);
  if (!header || header.widthPx === 0 || header.heightPx === 0) return null;
  const { widthPx, heightPx, animated } = header;
  return isSideways(orientationOf(bytes, kind)) ? { widthPx: heightPx, heightPx: widthPx, animated } : header;
}

function readHeader(kind: PictureKind, bytes: Uint8Array): Omit<PictureFacts, 'kind'> | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  switch (kind) {
    case 'png':
      return pngHeader(bytes);
    case 'jpeg':
      return jpegSize(view);
    case 'webp':
      return webpHeader(view);
  }
}
