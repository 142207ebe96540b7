import sharp from 'sharp';
import { expect, test } from 'vitest';

import { readPictureFacts } from '../../files/picture-file.ts';
import { makePreview } from '../../files/picture-preview.ts';
import { profileChunk } from '../pixels/metadata.ts';
import type { PicturePixels } from '../pixels/picture-pixels.ts';
import { encodePng } from '../pixels/png-writer.ts';
import { scene } from '../registering/test-pictures.ts';
import { previewOf } from './composite-preview.ts';
import { original, wideProfile } from './test-originals.ts';

const forms = [1, 2, 3, 4].flatMap((channels) =>
  [8, 16].flatMap((depth) =>
    [false, true].map((profile) => ({ channels, depth, profile }) as Pick<PicturePixels, 'channels' | 'depth'> & { profile: boolean }),
  ),
);

async function rawOf(preview: Uint8Array) {
  const { data, info } = await sharp(preview)
    .flatten({ background: '#888' })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data, size: [info.width, info.height] };
}

test.each(forms)('the preview of pixels is the one of their file: %o', async ({ profile, ...form }) => {
  // Of grey pictures the profile would have to be another one.
  const icc = profile && form.channels > 2 ? await wideProfile() : null;
  const picture = original(await scene('forest', { width: 900, height: 500 }), form, icc);
  const file = await encodePng({ ...picture, metadata: icc ? [profileChunk(icc)] : [] });
  const [ours, theirs] = [await rawOf(await previewOf(picture)), await rawOf(await makePreview(file, readPictureFacts(file)))];
  expect([ours.size, theirs.size]).toEqual([
    [512, 284],
    [512, 284],
  ]);
  const off = ours.data.reduce((sum, value, at) => sum + Math.abs(value - (theirs.data[at] ?? 0)), 0) / ours.data.byteLength;
  // A profile is applied to what is small already: not the same to the last bit.
  expect(off).toBeLessThanOrEqual(icc ? 3 : 0);
});
