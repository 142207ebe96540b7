import type { PixelSize, Rectangle } from '../../../shared/edit.ts';
import { editableOf, encodeApiMask } from './api-mask.ts';
import type { MaskPixels, PicturePixels } from './picture-pixels.ts';
import { referenceFor, smaller } from './sending.ts';

interface Wanted {
  readonly picture: PicturePixels;
  readonly mask: MaskPixels;
  readonly canvas: Rectangle;
  readonly crop: Rectangle;
  readonly sent: PixelSize;
  readonly referenceMaxBytes: number;
  readonly maskMaxBytes: number;
}

/** Reference and mask of the same size, each within its limit. */
export async function preparedFor({
  picture,
  mask,
  canvas,
  crop,
  ...wanted
}: Wanted): Promise<{ reference: Uint8Array; mask: Uint8Array; sent: PixelSize }> {
  let planned = wanted.sent;
  for (;;) {
    const { png, sent } = await referenceFor(picture, crop, planned, wanted.referenceMaxBytes);
    const sentMask = await encodeApiMask(editableOf({ picture, mask, canvas }, crop, sent));
    if (sentMask.byteLength <= wanted.maskMaxBytes) return { reference: png, mask: sentMask, sent };
    // Only a mask of countless single dots comes here.
    planned = smaller(sent, Math.sqrt(wanted.maskMaxBytes / sentMask.byteLength));
  }
}
