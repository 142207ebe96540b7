import type { Blend, Edit, Fidelity, Rectangle } from '../../../shared/edit.ts';
import type { MaskPixels, SrgbPixels } from '../pixels/picture-pixels.ts';
import { LaidAnswer } from '../registering/laid-answer.ts';
import { register, type Registration } from '../registering/register.ts';
import { resized } from '../registering/resampling.ts';
import { colourChange } from './colour-change.ts';
import { heatOf } from './heat.ts';

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
export function judge({ sent, answer, editable, edit, masked }: ToJudge): Judged {
  const registration = register(sent, answer, editable);
  const { verdict, shift, gain, offset } = registration;
  // As it came: what a person would get who took it as it is.
  const change = colourChange(sent, resized(answer, sent.width, sent.height));
  const { heat, changedShare } = heatOf(change, editable);
  const lies = verdict === 'fits' || verdict === 'plain';
  return {
    registration,
    fidelity: { changedShare, shiftPx: verdict === 'fits' ? shift : null, gain, offset },
    heat,
    patch: lies ? { place: masked, pixels: patchOf({ answer, edit, sent, registration, place: masked }) } : null,
    blend: { strength: 1, featherPx: suitingFeatherPx(masked, edit.crop.width / sent.width) },
  };
}

function patchOf(laid: ConstructorParameters<typeof LaidAnswer>[0]): SrgbPixels {
  const { width, height } = laid.place;
  const rows = new LaidAnswer(laid);
  const data = new Uint8ClampedArray(width * height * 3);
  for (let y = 0; y < height; y++) data.set(rows.row(y), y * width * 3);
  return { width, height, data: new Uint8Array(data.buffer) };
}

const featherShare = 0.015;
const [leastFeatherPx, mostFeatherPx] = [2, 64];

/** Wider for large masks, and where each pixel of the answer has to cover several of the picture's. */
function suitingFeatherPx({ width, height }: Rectangle, coarseness: number): number {
  const px = Math.min(width, height) * featherShare * Math.max(1, coarseness);
  return Math.round(Math.min(mostFeatherPx, Math.max(leastFeatherPx, px)));
}
