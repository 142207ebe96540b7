import sharp from 'sharp';

import { Failure } from '../../shared/failure.ts';
import { maxPicturePixels, type PictureFacts } from './picture-file.ts';
import { withoutText } from './png-chunks.ts';

/** The long edge of the previews that the grid shows. */
const previewEdgePx = 512;

/**
 * A WebP preview. Making it decodes the whole file, so it also proves that the picture is complete: a truncated or
 * damaged one throws `bad-picture`.
 *
 * The bytes must have passed `readPictureFacts`: that is what keeps SVG, PDF, GIF and the other loaders of libvips out of
 * reach. Its own switch for that, `sharp.block`, holds for the whole process, and practice mode draws with SVG in it.
 */
export async function makePreview(bytes: Uint8Array, { kind }: PictureFacts, edgePx = previewEdgePx): Promise<Buffer> {
  const safe = kind === 'png' ? withoutText(bytes) : bytes;
  const picture = sharp(safe, { limitInputPixels: maxPicturePixels, failOn: 'error', pages: 1 });
  // Browsers turn JPEGs by their Exif orientation and the others not.
  const upright = kind === 'jpeg' ? picture.autoOrient() : picture;
  try {
    return await upright
      .timeout({ seconds: 30 })
      .resize({ width: edgePx, height: edgePx, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 80, effort: 2 })
      .toBuffer();
  } catch (cause) {
    throw new Failure('bad-picture', "The picture is damaged and can't be opened.", { cause });
  }
}
