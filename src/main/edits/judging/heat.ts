import type { MaskPixels } from '../pixels/picture-pixels.ts';

/** From here on a change counts as visible (ΔE): twice and a half what can just be told side by side. */
const visibleChange = 5;
/** What is as far off as this is drawn as hot as it gets. */
const hottest = 40;

interface Heat {
  /** RGBA: clear where nothing changed visibly and in the mask; from a faint amber to a deep red. */
  readonly heat: Uint8Array;
  /** Of what was to be kept, 0 to 1. */
  readonly changedShare: number;
}

/** Draws how much each pixel changed (ΔE, see `colourChange`) where nothing was to change. Both are of the size that was sent. */
export function heatOf(change: Float32Array, editable: MaskPixels): Heat {
  const heat = new Uint8Array(change.length * 4);
  let [kept, changed] = [0, 0];
  for (let at = 0; at < change.length; at++) {
    if (editable.data[at] !== 0) continue;
    kept += 1;
    const much = change[at] ?? 0;
    if (much < visibleChange) continue;
    changed += 1;
    paint(heat, at * 4, Math.min(1, (much - visibleChange) / (hottest - visibleChange)));
  }
  return { heat, changedShare: kept === 0 ? 0 : changed / kept };
}

const degrees = 64;
/** From faint to deep, red, green, blue and how opaque for each degree. */
const colours = Uint8Array.from({ length: (degrees + 1) * 4 }, (_, at) => {
  const [warm = 0, hot = 0] =
    [
      [255, 200],
      [190, 20],
      [70, 30],
      [90, 230],
    ][at % 4] ?? [];
  return Math.round(warm + ((hot - warm) * Math.floor(at / 4)) / degrees);
});

function paint(heat: Uint8Array, at: number, degree: number): void {
  const from = Math.round(degree * degrees) * 4;
  for (let c = 0; c < 4; c++) heat[at + c] = colours[from + c] ?? 0;
}
