/**
 * How much of the content a browser gets to scroll through at once. Blink can't lay out anything below 33.5 million pixels,
 * and its compositor counts in 32-bit floats, which are whole pixels only up to half of that.
 */
const longestPx = 2_000_000;
/** So near to an end of the stretch that it is time to move it, at once or in a moment of calm. */
const urgentPx = 100_000;
const convenientPx = 600_000;

/** The part of the content that the browser scrolls through: `scrollPx` is the browser's own number, `originPx` what lies above the part. */
export interface Track {
  readonly originPx: number;
  readonly lengthPx: number;
  readonly scrollPx: number;
}

export interface Extent {
  readonly contentPx: number;
  readonly windowPx: number;
}

export const noTrack: Track = { originPx: 0, lengthPx: 0, scrollPx: 0 };

/** How far down the content the window's upper edge is. */
export function yOf({ originPx, scrollPx }: Track): number {
  return originPx + scrollPx;
}

export function furthestY({ contentPx, windowPx }: Extent): number {
  return Math.max(0, contentPx - windowPx);
}

/** A track with the window's upper edge at `yPx`. The browser's own number stays as it is where that is possible: so a scroll that is under way goes on. */
export function trackAt(yPx: number, extent: Extent, before: Track): Track {
  const y = Math.min(furthestY(extent), Math.max(0, yPx));
  const lengthPx = Math.min(longestPx, extent.contentPx);
  const furthestOrigin = extent.contentPx - lengthPx;
  const originPx = Math.min(furthestOrigin, Math.max(0, Math.round(y - before.scrollPx)));
  const track = { originPx, lengthPx, scrollPx: y - originPx };
  return roomIn(track, extent) < urgentPx ? centred(track, extent) : track;
}

/** The same place with as much of the content on both sides as there is, if there has come to be little. */
export function movedAlong(track: Track, extent: Extent, isCalm: boolean): Track {
  return roomIn(track, extent) < (isCalm ? convenientPx : urgentPx) ? centred(track, extent) : track;
}

/** How far can be scrolled towards where there is more than the track holds. */
function roomIn({ originPx, lengthPx, scrollPx }: Track, { contentPx, windowPx }: Extent): number {
  const above = originPx > 0 ? scrollPx : Number.POSITIVE_INFINITY;
  const below = originPx + lengthPx < contentPx ? lengthPx - windowPx - scrollPx : Number.POSITIVE_INFINITY;
  return Math.min(above, below);
}

function centred(track: Track, { contentPx }: Extent): Track {
  const y = yOf(track);
  const originPx = Math.min(contentPx - track.lengthPx, Math.max(0, Math.round(y - track.lengthPx / 2)));
  return { originPx, lengthPx: track.lengthPx, scrollPx: y - originPx };
}
