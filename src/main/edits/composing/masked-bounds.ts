import type { Rectangle } from '../../../shared/edit.ts';
import type { MaskPixels } from '../pixels/picture-pixels.ts';

interface Extended {
  /** What is edited. */
  readonly picture: { readonly width: number; readonly height: number };
  /** As large as the canvas. */
  readonly mask: MaskPixels;
  readonly canvas: Rectangle;
}

/** Around everything that an answer may show in: what is painted, and what the picture is extended by. In the picture's pixels; null when that is nothing. */
export function maskedBounds({ picture, mask, canvas }: Extended): Rectangle | null {
  const painted = paintedBounds(mask);
  const around = [
    ...(painted ? [{ ...painted, left: painted.left + canvas.left, top: painted.top + canvas.top }] : []),
    ...extensions(picture, canvas),
  ];
  if (around.length === 0) return null;
  const left = Math.min(...around.map((one) => one.left));
  const top = Math.min(...around.map((one) => one.top));
  const width = Math.max(...around.map((one) => one.left + one.width)) - left;
  return { left, top, width, height: Math.max(...around.map((one) => one.top + one.height)) - top };
}

/** What the canvas has at each side of the picture. */
function extensions({ width, height }: Extended['picture'], canvas: Rectangle): Rectangle[] {
  const [right, bottom] = [canvas.left + canvas.width - width, canvas.top + canvas.height - height];
  return [
    { ...canvas, width: -canvas.left },
    { ...canvas, left: width, width: right },
    { ...canvas, height: -canvas.top },
    { ...canvas, top: height, height: bottom },
  ].filter((one) => one.width > 0 && one.height > 0);
}

function paintedBounds({ width, height, data }: MaskPixels): Rectangle | null {
  let [left, right, top, bottom] = [width, -1, -1, -1];
  for (let y = 0; y < height; y++) {
    const row = data.subarray(y * width, (y + 1) * width);
    if (isEmpty(row)) continue;
    if (top < 0) top = y;
    bottom = y;
    for (let x = 0; x < left; x++) if (row[x] !== 0) left = x;
    for (let x = width - 1; x > right; x--) if (row[x] !== 0) right = x;
  }
  return top < 0 ? null : { left, top, width: right - left + 1, height: bottom - top + 1 };
}

let zeros: Uint8Array = new Uint8Array(0);

/** As fast as memory: most rows of a large mask are empty. */
function isEmpty(row: Uint8Array): boolean {
  if (zeros.length < row.length) zeros = new Uint8Array(row.length);
  return Buffer.compare(row, zeros.subarray(0, row.length)) === 0;
}
