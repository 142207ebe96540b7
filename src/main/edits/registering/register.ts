import type { Verdict } from '../../../shared/edit.ts';
import type { MaskPixels, SrgbPixels } from '../pixels/picture-pixels.ts';

/** One number each for red, green and blue. */
export type PerChannel = readonly [number, number, number];

/**
 * How an answer lies over what was sent: what was sent at p is in the answer at p + shift, in pixels of what was sent, and there
 * every channel is what it was times its gain plus its offset (in levels of 255).
 */
export interface Registration {
  readonly verdict: Verdict;
  readonly shift: { readonly x: number; readonly y: number };
  readonly gain: PerChannel;
  readonly offset: PerChannel;
}

/** Finds it by what surrounds the mask. `editable` is as large as what was sent: above 0 where the answer may differ. */
export function register(sent: SrgbPixels, answer: SrgbPixels, editable: MaskPixels): Registration {
  void [sent, answer, editable];
  throw new Error('being made');
}
