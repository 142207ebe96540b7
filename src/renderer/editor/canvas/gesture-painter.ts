import { emptyBox, type Box, type Point } from '../engine/geometry.ts';
import type { Preview } from '../engine/tool.ts';
import type { Context } from './picture-painter.ts';
import type { StageGeometry } from './stage-geometry.ts';

/** Half of the widest line, and of a corner's mark, in device pixels. */
const reach = 6;

/** Where a gesture's lines lie on the stage. */
export function previewBox(preview: Preview, geometry: StageGeometry): Box {
  if (preview.kind === 'none') return emptyBox;
  const points = preview.kind === 'line' ? preview.points : [corner(preview.box, 'left', 'top'), corner(preview.box, 'right', 'bottom')];
  if (points.length === 0) return emptyBox;
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const { left, top, right, bottom } = geometry.edges({ left: least(xs), top: least(ys), right: most(xs), bottom: most(ys) });
  return {
    left: Math.floor(left) - reach,
    top: Math.floor(top) - reach,
    right: Math.ceil(right) + reach,
    bottom: Math.ceil(bottom) + reach,
  };
}

/** Draws what the gesture under way will do: dark and light side by side, so that it is seen on every picture. */
export function drawPreview(context: Context, preview: Preview, geometry: StageGeometry): void {
  if (preview.kind === 'none') return;
  context.beginPath();
  if (preview.kind === 'line')
    traceLine(
      context,
      preview.points.map((point) => geometry.toStage(point)),
      preview.closed,
    );
  else traceBox(context, preview.kind, geometry.edges(preview.box));
  strokeTwice(context);
  // A line that isn't closed goes from corner to corner; the other one was drawn freely.
  if (preview.kind === 'line' && !preview.closed) for (const point of preview.points) markCorner(context, geometry.toStage(point));
}

function traceLine(context: Context, points: readonly Point[], closed: boolean): void {
  points.forEach(({ x, y }, place) => (place === 0 ? context.moveTo(x, y) : context.lineTo(x, y)));
  if (closed) context.closePath();
}

function traceBox(context: Context, kind: 'rectangle' | 'ellipse', { left, top, right, bottom }: Box): void {
  if (kind === 'rectangle') {
    context.rect(left, top, right - left, bottom - top);
    return;
  }
  const [across, down] = [Math.abs(right - left) / 2, Math.abs(bottom - top) / 2];
  context.ellipse((left + right) / 2, (top + bottom) / 2, across, down, 0, 0, Math.PI * 2);
}

function strokeTwice(context: Context): void {
  context.lineJoin = 'round';
  context.lineWidth = 3;
  context.strokeStyle = 'rgb(0 0 0 / 0.75)';
  context.stroke();
  context.lineWidth = 1.25;
  context.strokeStyle = 'white';
  context.stroke();
}

function markCorner(context: Context, { x, y }: Point): void {
  context.fillStyle = 'rgb(0 0 0 / 0.75)';
  context.fillRect(x - 4, y - 4, 8, 8);
  context.fillStyle = 'white';
  context.fillRect(x - 2.5, y - 2.5, 5, 5);
}

function corner(box: Box, x: 'left' | 'right', y: 'top' | 'bottom'): Point {
  return { x: box[x], y: box[y] };
}

function least(values: readonly number[]): number {
  return values.reduce((a, b) => Math.min(a, b), Infinity);
}

function most(values: readonly number[]): number {
  return values.reduce((a, b) => Math.max(a, b), -Infinity);
}
