import type { Dab } from './dab.ts';
import type { Box } from './geometry.ts';

/**
 * What a dab covers on a straight way. Pixels are seen in the way's own frame: `s` along it, `n` across, both linear in x and y and
 * stretched so that the dab is a circle there. What lies behind the start (s ≤ 0) was covered by the dab that stood there before.
 */
export interface SweptArea {
  readonly sx: number;
  readonly sy: number;
  readonly s0: number;
  readonly nx: number;
  readonly ny: number;
  readonly n0: number;
  /** Of the way; 0 for a single dab. */
  readonly length: number;
  /** Beyond this nothing is covered, and this much farther in everything is; both at the way's start, and how they change along it. */
  readonly outer: number;
  readonly outerSlope: number;
  readonly width: number;
  readonly widthSlope: number;
  /** Around all of it. */
  readonly box: Box;
}

/** The area between two dabs, which has the shape of the second one; `hardness` 0 to 1. */
export function sweptArea(from: Dab, to: Dab, hardness: number): SweptArea {
  const { roundness } = to;
  const [cos, sin] = [Math.cos(to.angle), Math.sin(to.angle)];
  // Along the longer axis as it is; along the shorter one stretched.
  const [ex, ey, fx, fy] = [cos, sin, -sin / roundness, cos / roundness];
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const [along, across] = [ex * dx + ey * dy, fx * dx + fy * dy];
  const way = Math.hypot(along, across);
  const length = way < 1e-6 ? 0 : way;
  const [u, v] = length === 0 ? [1, 0] : [along / length, across / length];
  const [sx, sy, nx, ny] = [u * ex + v * fx, u * ey + v * fy, u * fx - v * ex, u * fy - v * ey];
  const start = length === 0 ? to : from;
  const [first, last] = [edgeOf(start.radius, roundness, hardness), edgeOf(to.radius, roundness, hardness)];
  const slope = length === 0 ? 0 : 1 / length;
  return {
    ...{ sx, sy, s0: -sx * start.x - sy * start.y, nx, ny, n0: -nx * start.x - ny * start.y, length },
    ...{ outer: first.outer, outerSlope: (last.outer - first.outer) * slope },
    ...{ width: first.width, widthSlope: (last.width - first.width) * slope },
    box: boxAround(start, to, Math.max(first.outer, last.outer)),
  };
}

/** A hard edge is smoothed over one pixel; a soft one begins to fall where the hardness says. */
function edgeOf(radius: number, roundness: number, hardness: number): { readonly outer: number; readonly width: number } {
  const pixel = 2 / (1 + roundness);
  const outer = radius + pixel / 2;
  return { outer, width: pixel + (1 - hardness) * Math.max(0, radius - pixel / 2) };
}

function boxAround(from: Dab, to: Dab, outer: number): Box {
  const [cos, sin] = [outer * Math.cos(to.angle), outer * Math.sin(to.angle)];
  const [halfWidth, halfHeight] = [Math.hypot(cos, sin * to.roundness), Math.hypot(sin, cos * to.roundness)];
  return {
    left: Math.floor(Math.min(from.x, to.x) - halfWidth),
    top: Math.floor(Math.min(from.y, to.y) - halfHeight),
    right: Math.ceil(Math.max(from.x, to.x) + halfWidth),
    bottom: Math.ceil(Math.max(from.y, to.y) + halfHeight),
  };
}
