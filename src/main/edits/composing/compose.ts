import type { Blend, Edit } from '../../../shared/edit.ts';
import type { MaskPixels, PicturePixels, SrgbPixels } from '../pixels/picture-pixels.ts';
import type { Registration } from '../registering/register.ts';

interface ToCompose {
  readonly original: PicturePixels;
  /** What the person painted, as large as the canvas. */
  readonly mask: MaskPixels;
  readonly edit: Pick<Edit, 'canvas' | 'crop' | 'sent'>;
  readonly answer: SrgbPixels;
  readonly registration: Registration;
  readonly blend: Blend;
}

interface Composed {
  /** As large as the canvas, in the original's depth, channels and colours. */
  readonly picture: PicturePixels;
  /** How many of the original's pixels that aren't in the mask differ from it. Must be 0. */
  readonly differingOutside: number;
}

/** Lays a registered answer over its original, inside the mask only. The original's pixels stay as they are. */
export async function compose(given: ToCompose): Promise<Composed> {
  void given;
  return Promise.reject(new Error('being made'));
}
