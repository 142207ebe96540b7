/** What a layout follows besides the pictures themselves. Lengths in CSS pixels. */
export interface LayoutRules {
  readonly widthPx: number;
  /** The height that rows come as close to as they can. */
  readonly rowHeightPx: number;
  readonly gapPx: number;
  /** Room for the date above each day's first row. */
  readonly headingPx: number;
  /** Room between two days, above the heading. */
  readonly dayGapPx: number;
}

/** How much taller than asked a row may get in order to reach the right edge, and how much lower it may be. */
export const stretch = 1.45;
export const squeeze = 0.68;

/** Shapes beyond these are shown cut off, so that a panorama doesn't become a line. */
const narrowest = 0.4;
const widest = 3.2;

export function shownRatio(ratio: number): number {
  // Not a number isn't above zero either.
  return ratio > 0 && ratio < Number.POSITIVE_INFINITY ? Math.min(widest, Math.max(narrowest, ratio)) : 1;
}
