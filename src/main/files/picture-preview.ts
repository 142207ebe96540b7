import sharp, { type Sharp } from 'sharp';

import { Failure } from '../../shared/failure.ts';
import { maxPicturePixels } from '../../shared/picture.ts';
import { decodable } from './decodable.ts';
import type { PictureFacts } from './picture-file.ts';

/** The long edge of the previews that the grid shows. */
export const previewEdgePx = 512;

/**
 * Leaves sharp the loaders for PNG, JPEG and WebP and blocks the rest (SVG, PDF, GIF, …), for the whole process. A second
 * wall: whatever is decoded has had its first bytes looked at before.
 */
export function allowOnlyPictures(): void {
  sharp.block({ operation: ['VipsForeignLoad'] });
  sharp.unblock({ operation: ['VipsForeignLoadPng', 'VipsForeignLoadJpeg', 'VipsForeignLoadWebp'] });
}

/**
 * A WebP preview. Making it decodes the whole file, so it also proves that the picture is complete: a truncated or
 * damaged one throws `bad-picture`. The bytes must have passed `readPictureFacts`.
 */
export async function makePreview(bytes: Uint8Array, { kind }: PictureFacts, edgePx = previewEdgePx): Promise<Buffer> {
  return finished(
    pictureDecoder(bytes, kind)
      .resize({ width: edgePx, height: edgePx, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 80, effort: 2 }),
  );
}

/** The whole picture as PNG, for a clipboard. The bytes must have passed `readPictureFacts`. */
export async function asPng(bytes: Uint8Array, { kind }: PictureFacts): Promise<Buffer> {
  return finished(pictureDecoder(bytes, kind).png({ compressionLevel: 1 }));
}

export function pictureDecoder(bytes: Uint8Array, kind: PictureFacts['kind']): Sharp {
  const { bytes: safe, isTurned } = decodable(bytes, kind);
  const picture = sharp(safe, { limitInputPixels: maxPicturePixels, failOn: 'error', pages: 1 }).timeout({ seconds: 30 });
  return isTurned ? picture.autoOrient() : picture;
}

async function finished(picture: Sharp): Promise<Buffer> {
  try {
    return await picture.toBuffer();
  } catch (cause) {
    throw new Failure('bad-picture', "The picture is damaged and can't be opened.", { cause, because: { why: 'damaged' } });
  }
}
