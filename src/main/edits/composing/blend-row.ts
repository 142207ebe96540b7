import type { Samples } from '../pixels/samples.ts';

interface Form {
  readonly channels: number;
  /** The highest value that a sample can have. */
  readonly most: number;
}

/** Lays one row of an answer over one of a picture, each pixel by its share of 255. Where the share is 0, nothing is written. */
export function blendRow(row: Samples, answer: Samples, share: Uint8Array, form: Form): void {
  if (form.channels % 2 === 0) overAlpha(row, answer, share, form);
  else overOpaque(row, answer, share, form.channels);
}

function overOpaque(row: Samples, answer: Samples, share: Uint8Array, channels: number): void {
  for (let x = 0; x < share.length; x++) {
    const part = share[x] ?? 0;
    if (part === 0) continue;
    for (let at = x * channels; at < (x + 1) * channels; at++) row[at] = between(row[at] ?? 0, answer[at] ?? 0, part / 255);
  }
}

/** What is transparent becomes opaque as far as the answer shows, and has its colour only as far as it was there. */
function overAlpha(row: Samples, answer: Samples, share: Uint8Array, { channels, most }: Form): void {
  const colours = channels - 1;
  for (let x = 0; x < share.length; x++) {
    const part = (share[x] ?? 0) / 255;
    if (part === 0) continue;
    const [from, to] = [x * colours, x * channels];
    const alpha = row[to + colours] ?? 0;
    const left = (alpha / most) * (1 - part);
    for (let c = 0; c < colours; c++) row[to + c] = between(row[to + c] ?? 0, answer[from + c] ?? 0, part / (part + left));
    row[to + colours] = between(alpha, most, part);
  }
}

function between(from: number, to: number, share: number): number {
  return Math.round(from + (to - from) * share);
}
