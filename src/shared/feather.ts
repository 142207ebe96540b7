/**
 * How much of an answer shows at each pixel: 0 wherever the mask is 0, rising to the mask's own value within `featherPx` of its
 * edge. Where the mask is too thin for that, the feather gives way, so that the middle still shows. Row by row, 0 to 255.
 *
 * `depth` is each pixel's distance to the nearest pixel outside, up to the feather. `crest` is the highest depth near it, less
 * `slope` for each pixel of the way there inside the mask. At a straight edge of something thick the two say that the feather is
 * `featherPx` wide; in a thin strip, that it is half the strip. Between the two it changes steadily: what reaches further from
 * something thick than the feather is wide shows in full in its middle, and what is shorter (the roughness of an edge) is smoothed.
 */
export function featheredInside(mask: Uint8Array, width: number, height: number, featherPx: number): Uint8Array {
  const box = insideOf(mask, width, height);
  const full = Math.round(Math.min(featherPx, maxFeatherPx) * step);
  if (!box || full <= step) return mask.slice();
  const depth = depthOf(mask, width, box, full);
  return shown(mask, width, box, depth, crestOf(depth, box));
}

// Distances are in twelfths of a pixel; the second of each is for a step along the diagonal. The crest falls less steeply than the
// depth does along the diagonal of a square: corners are no thin places.
const [step, diagonal] = [12, 17];
const [fall, diagonalFall] = [8, 11];
/** As a `Blend` has it. */
const maxFeatherPx = 2_000;
const unreached = 0xffff;

/** Where there is anything of the mask, and a pixel more where the canvas goes on. With a frame of one pixel around it. */
interface Box {
  readonly left: number;
  readonly top: number;
  readonly columns: number;
  readonly rows: number;
  readonly stride: number;
}

function insideOf(mask: Uint8Array, width: number, height: number): Box | null {
  let [left, right, top, bottom] = [width, -1, -1, -1];
  for (let y = 0; y < height; y++) {
    const row = mask.subarray(y * width, (y + 1) * width);
    let x = 0;
    while (x < width && row[x] === 0) x++;
    if (x === width) continue;
    if (top < 0) top = y;
    bottom = y;
    left = Math.min(left, x);
    for (x = width - 1; x > right && row[x] === 0;) x--;
    right = Math.max(right, x);
  }
  if (top < 0) return null;
  const from = { left: Math.max(0, left - 1), top: Math.max(0, top - 1) };
  const columns = Math.min(width, right + 2) - from.left;
  return { ...from, columns, rows: Math.min(height, bottom + 2) - from.top, stride: columns + 2 };
}

/** A chamfer distance transform in two passes. The frame lies unreachably far outside: the canvas' own border is no edge. */
function depthOf(mask: Uint8Array, width: number, { left, top, columns, rows, stride }: Box, full: number): Uint16Array {
  const depth = new Uint16Array(stride * (rows + 2)).fill(unreached);
  for (let y = 0; y < rows; y++) {
    const from = (y + top) * width + left;
    const to = (y + 1) * stride + 1;
    for (let x = 0; x < columns; x++) depth[to + x] = mask[from + x] === 0 ? 0 : full;
  }
  for (let y = 1; y <= rows; y++) lower(depth, y * stride + 1, 1, columns, -stride);
  for (let y = rows; y >= 1; y--) lower(depth, y * stride + columns, -1, columns, stride);
  return depth;
}

/** One row of the transform, in the direction of `along`; `before` leads to the row that is done already. */
function lower(depth: Uint16Array, start: number, along: 1 | -1, count: number, before: number): void {
  let behind = depth[start - along] ?? 0;
  for (let i = 0, at = start; i < count; i++, at += along) {
    let least = depth[at] ?? 0;
    if (least > 0) {
      const beside = at + before;
      least = Math.min(least, behind + step, (depth[beside] ?? 0) + step);
      least = Math.min(least, (depth[beside - 1] ?? 0) + diagonal, (depth[beside + 1] ?? 0) + diagonal);
      depth[at] = least;
    }
    behind = least;
  }
}

/** Twice to and fro, so that it also reaches around the bends of a stroke. */
function crestOf(depth: Uint16Array, { columns, rows, stride }: Box): Uint16Array {
  const crest = depth.slice();
  crest.fill(0, 0, stride).fill(0, stride * (rows + 1));
  for (let y = 1; y <= rows; y++) crest[y * stride] = crest[y * stride + columns + 1] = 0;
  for (let time = 0; time < 2; time++) {
    for (let y = 1; y <= rows; y++) raise(crest, y * stride + 1, 1, columns, -stride);
    for (let y = rows; y >= 1; y--) raise(crest, y * stride + columns, -1, columns, stride);
  }
  return crest;
}

function raise(crest: Uint16Array, start: number, along: 1 | -1, count: number, before: number): void {
  let behind = 0;
  for (let i = 0, at = start; i < count; i++, at += along) {
    let most = crest[at] ?? 0;
    if (most > 0) {
      const beside = at + before;
      most = Math.max(most, behind - fall, (crest[beside] ?? 0) - fall);
      most = Math.max(most, (crest[beside - 1] ?? 0) - diagonalFall, (crest[beside + 1] ?? 0) - diagonalFall);
      crest[at] = most;
    }
    behind = most;
  }
}

const fine = 1024;
/** How much shows at each part of the way through the feather, of 65536: begins and ends gently. */
const ramp = Uint32Array.from({ length: fine + 1 }, (_, at) => Math.round((at / fine) ** 2 * (3 - (2 * at) / fine) * 65536));

function shown(
  mask: Uint8Array,
  width: number,
  { left, top, columns, rows, stride }: Box,
  depth: Uint16Array,
  crest: Uint16Array,
): Uint8Array {
  const result = new Uint8Array(mask.length);
  for (let y = 0; y < rows; y++) {
    const to = (y + top) * width + left;
    const from = (y + 1) * stride + 1;
    for (let x = 0; x < columns; x++) {
      const inside = mask[to + x] ?? 0;
      if (inside === 0) continue;
      const deep = depth[from + x] ?? 0;
      // The width of the feather here, times (step - fall): crest = depth + (1 - slope) × (width - depth), solved for it.
      const wide = step * (crest[from + x] ?? 0) - fall * deep;
      const way = ((step - fall) * deep * fine) / wide;
      result[to + x] = (inside * (ramp[way | 0] ?? 0) + 32768) >>> 16;
    }
  }
  return result;
}
