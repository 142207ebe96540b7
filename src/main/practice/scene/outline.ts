import { blend, type Colour, type Layer, type Row } from './canvas.ts';

export type Point = readonly [number, number];

/** A closed curve through the points. */
export function smoothOutline(points: readonly Point[], steps = 10): Point[] {
  const at = (i: number) => points[(i + points.length) % points.length] ?? ([0, 0] as const);
  return points.flatMap((_, i) => Array.from({ length: steps }, (__, s) => between(at(i - 1), at(i), at(i + 1), at(i + 2), s / steps)));
}

// Catmull-Rom: passes through every point, so that drawing by coordinates is predictable.
function between(a: Point, b: Point, c: Point, d: Point, t: number): Point {
  const along = (p: number, q: number, r: number, s: number) =>
    0.5 * (2 * q + (r - p) * t + (2 * p - 5 * q + 4 * r - s) * t * t + (3 * q - p - 3 * r + s) * t * t * t);
  return [along(a[0], b[0], c[0], d[0]), along(a[1], b[1], c[1], d[1])];
}

/** Moves and scales a drawing into the picture. */
export function placed(points: readonly Point[], u: number, v: number, scale: number, flip = false): Point[] {
  return points.map(([x, y]) => [u + (flip ? -x : x) * scale, v + y * scale]);
}

/** Fills a closed outline; the colour may depend on the place. */
export function filled(outline: readonly Point[], colour: (u: number, v: number) => Colour, opacity = 1): Layer {
  return covered(outline, (row, x, share) => blend(row, x, colour(x * row.step, row.v), share * opacity));
}

/** Shows what the layers paint, but only inside the outline. */
export function clipped(outline: readonly Point[], layers: readonly Layer[]): Layer {
  let inner: Row | undefined;
  const show = covered(outline, (row, x, share) => {
    if (inner) blend(row, x, [inner.r[x] ?? 0, inner.g[x] ?? 0, inner.b[x] ?? 0], share);
  });
  return (row) => {
    inner ??= { ...row, r: row.r.slice(), g: row.g.slice(), b: row.b.slice() };
    Object.assign(inner, { y: row.y, v: row.v });
    for (const layer of layers) layer(inner);
    show(row);
  };
}

const subRows = 4;

function covered(outline: readonly Point[], paint: (row: Row, x: number, share: number) => void): Layer {
  const top = Math.min(...outline.map(([, v]) => v));
  const bottom = Math.max(...outline.map(([, v]) => v));
  let cover: Float32Array | undefined;
  return (row) => {
    if (row.v < top - row.step || row.v > bottom + row.step) return;
    cover ??= new Float32Array(row.width);
    cover.fill(0);
    for (let s = 0; s < subRows; s++) addSpans(cover, row, outline, row.v + ((s + 0.5) / subRows - 0.5) * row.step);
    for (let x = 0; x < row.width; x++) {
      const share = cover[x] ?? 0;
      if (share > 0) paint(row, x, Math.min(1, share));
    }
  };
}

function addSpans(cover: Float32Array, row: Row, outline: readonly Point[], v: number): void {
  const cuts: number[] = [];
  let [fromU, fromV] = outline.at(-1) ?? [0, 0];
  for (const [u, w] of outline) {
    if (fromV > v !== w > v) cuts.push((fromU + ((v - fromV) / (w - fromV)) * (u - fromU)) / row.step);
    [fromU, fromV] = [u, w];
  }
  cuts.sort((a, b) => a - b);
  for (let i = 0; i + 1 < cuts.length; i += 2) addSpan(cover, cuts[i] ?? 0, cuts[i + 1] ?? 0);
}

function addSpan(cover: Float32Array, from: number, to: number): void {
  const last = Math.min(cover.length - 1, Math.floor(to));
  for (let x = Math.max(0, Math.floor(from)); x <= last; x++) {
    cover[x] = (cover[x] ?? 0) + (Math.min(to, x + 1) - Math.max(from, x)) / subRows;
  }
}
