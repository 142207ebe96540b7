import type { Point } from './geometry.ts';
import type { PointerSample, ToolSettings } from './tool.ts';

/** One print of the brush: a circle, or an ellipse where the pen is tilted. */
export interface Dab extends Point {
  /** Along the longer axis, in pixels. */
  readonly radius: number;
  /** The shorter axis divided by the longer one. */
  readonly roundness: number;
  /** Of the longer axis, in radians. */
  readonly angle: number;
}

/** How far a tilted pen flattens its dab. */
const leastRoundness = 0.35;
const leastPressure = 0.05;

/** A mouse presses with 0.5 and stands upright. */
export function isOfPen({ pressure, tiltX, tiltY }: PointerSample): boolean {
  return pressure !== 0.5 || tiltX !== 0 || tiltY !== 0;
}

/** What a brush prints at a sample; `isPen`: pressure and tilt count if the settings say so. */
export function dabAt({ x, y, pressure, tiltX, tiltY }: PointerSample, { brushPx, pressure: follows }: ToolSettings, isPen: boolean): Dab {
  const full = Math.max(1, brushPx) / 2;
  if (!isPen || !follows) return { x, y, radius: full, roundness: 1, angle: 0 };
  const radius = Math.max(0.5, full * Math.min(1, Math.max(leastPressure, pressure)));
  const tiltDegrees = Math.min(90, Math.hypot(tiltX, tiltY));
  const roundness = Math.max(leastRoundness, Math.cos((tiltDegrees * Math.PI) / 180));
  return { x, y, radius, roundness, angle: tiltDegrees === 0 ? 0 : Math.atan2(tiltY, tiltX) };
}

/** The sample that lies so far (0 to 1) between two. */
export function between(a: PointerSample, b: PointerSample, share: number): PointerSample {
  const mix = (from: number, to: number) => from + (to - from) * share;
  return {
    x: mix(a.x, b.x),
    y: mix(a.y, b.y),
    pressure: mix(a.pressure, b.pressure),
    tiltX: mix(a.tiltX, b.tiltX),
    tiltY: mix(a.tiltY, b.tiltY),
  };
}
