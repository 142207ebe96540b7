import sharp from 'sharp';

import { pngWithChunk } from '../../files/decodable.ts';
import { makePreview, previewEdgePx } from '../../files/picture-preview.ts';
import { profileChunk } from '../pixels/metadata.ts';
import type { PicturePixels } from '../pixels/picture-pixels.ts';

/** What the grid shows of a picture that is in memory: the same as is made of its file, without decoding that once more. */
export async function previewOf({ width, height, channels, data, icc }: PicturePixels): Promise<Uint8Array> {
  const size = { width: previewEdgePx, height: previewEdgePx, fit: 'inside', withoutEnlargement: true } as const;
  const small = await sharp(data, { raw: { width, height, channels }, limitInputPixels: false })
    .resize(size)
    .png({ compressionLevel: 1 })
    .toBuffer({ resolveWithObject: true });
  const { type, data: profile } = icc ? profileChunk(icc) : { type: '', data: null };
  const png = profile ? pngWithChunk(small.data, type, profile) : small.data;
  const facts = { kind: 'png', widthPx: small.info.width, heightPx: small.info.height, animated: false } as const;
  return new Uint8Array(await makePreview(png, facts));
}
