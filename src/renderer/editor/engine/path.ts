import type { Box, Point } from './geometry.ts';

/** A closed line; the last point is joined to the first. */
export type Path = readonly Point[];

/** No chord of an ellipse lies farther from it than this. */
const flatnessPx = 0.02;

/** The ellipse that touches a box from the inside. */
export function ellipsePath({ left, top, right, bottom }: Box): Path {
  const [radiusX, radiusY] = [(right - left) / 2, (bottom - top) / 2];
  const [middleX, middleY] = [left + radiusX, top + radiusY];
  const radius = Math.max(radiusX, radiusY, 1);
  const corners = Math.max(8, Math.ceil(Math.PI / Math.acos(1 - flatnessPx / radius)));
  return Array.from({ length: corners }, (_, corner) => {
    const angle = (2 * Math.PI * corner) / corners;
    return { x: middleX + radiusX * Math.cos(angle), y: middleY + radiusY * Math.sin(angle) };
  });
}
