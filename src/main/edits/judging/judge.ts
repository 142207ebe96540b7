import type { Blend, Edit, Fidelity, Rectangle } from '../../../shared/edit.ts';
import type { MaskPixels, SrgbPixels } from '../pixels/picture-pixels.ts';
import type { Registration } from '../registering/register.ts';

interface ToJudge {
  /** The reference as it was sent, over white where it was transparent. */
  readonly sent: SrgbPixels;
  /** As it came, in its own size. */
  readonly answer: SrgbPixels;
  /** As large as what was sent: above 0 where the answer may differ (255 minus the alpha of the mask that was sent). */
  readonly editable: MaskPixels;
  readonly edit: Pick<Edit, 'crop'>;
  /** Around what the person painted, in the picture's pixels: see `maskedBounds`. */
  readonly masked: Rectangle;
}

interface Judged {
  /** What `compose` wants to be given. */
  readonly registration: Registration;
  readonly fidelity: Fidelity;
  /** RGBA of the sent size: warm where what was to be kept changed visibly, transparent elsewhere. */
  readonly heat: Uint8Array;
  /** The registered answer in the picture's own resolution, and where it lies on the picture; null when the verdict forbids it. */
  readonly patch: { readonly place: Rectangle; readonly pixels: SrgbPixels } | null;
  readonly blend: Blend;
}

/** Looks at an answer: how true it is to what it was to keep, and how it would lie on the picture. */
export function judge(given: ToJudge): Judged {
  void given;
  throw new Error('being made');
}
