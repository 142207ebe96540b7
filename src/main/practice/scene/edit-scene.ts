import sharp from 'sharp';
import { setImmediate as breathe } from 'node:timers/promises';

import type { Shape } from '../practice-model.ts';
import { hashText } from '../randomness.ts';
import { strayed, type Drift } from './drift.ts';
import type { RawPicture } from './raw-picture.ts';

export interface EditOrder {
  readonly seed: number;
  readonly index: number;
  /** Nothing: whichever of the service's shapes is nearest to the reference. */
  readonly shape: Shape | undefined;
  readonly reference: Buffer;
  readonly mask: Buffer | undefined;
  readonly drift: Drift;
  /** What the prompt asks for, in the shape of the result. */
  readonly paint: (shape: Shape) => Promise<RawPicture>;
  readonly nearestShape: (width: number, height: number) => Shape;
}

/** The reference visibly changed: everywhere, or with a mask inside it and a little astray outside. */
export async function paintEdit(order: EditOrder): Promise<RawPicture> {
  const source = await sharp(order.reference).metadata();
  const shape = order.shape ?? order.nearestShape(source.width, source.height);
  const fit = { ...shape, fit: 'cover', kernel: 'lanczos3' } as const;
  const reference = await sharp(order.reference)
    .flatten({ background: '#fff' })
    .toColourspace('srgb')
    .resize(fit)
    .removeAlpha()
    .raw()
    .toBuffer();
  const scene = await order.paint(shape);
  const inside = order.mask && (await editedShare(order.mask, shape));
  return inside ? maskedEdit(order, shape, reference, scene, inside) : wholeEdit(shape, reference, scene);
}

/** 0 (keep) to 255 (edit) per pixel: transparent is edited; a mask without transparency says it in white. */
async function editedShare(mask: Buffer, shape: Shape): Promise<Buffer> {
  const stats = await sharp(mask).stats();
  const picture = sharp(mask).toColourspace('srgb');
  const edited = stats.isOpaque
    ? picture.removeAlpha().toColourspace('b-w').extractChannel(0)
    : picture.ensureAlpha().extractChannel(3).negate();
  return edited
    .resize({ ...shape, fit: 'cover', kernel: 'cubic' })
    .raw()
    .toBuffer();
}

async function wholeEdit({ width, height }: Shape, reference: Buffer, scene: RawPicture): Promise<RawPicture> {
  const data = Buffer.allocUnsafe(width * height * 3);
  await inSlices(height, (y) => {
    for (let at = y * width * 3, end = at + width * 3; at < end; at++) data[at] = relit(reference[at] ?? 0, scene.data[at] ?? 0);
  });
  return { data, width, height };
}

// Soft light keeps the reference's drawing; the mix gives it the scene's colours.
function relit(base: number, light: number): number {
  const b = base / 255;
  const l = light / 255;
  const soft = (1 - 2 * l) * b * b + 2 * l * b;
  return Math.round((soft * 0.78 + l * 0.22) * 255);
}

async function maskedEdit(order: EditOrder, shape: Shape, reference: Buffer, scene: RawPicture, inside: Buffer): Promise<RawPicture> {
  const { width, height } = shape;
  const kept = await strayed({ data: reference, ...shape }, order.drift, hashText(`${order.seed} ${order.index} drift`));
  const data = Buffer.allocUnsafe(width * height * 3);
  await inSlices(height, (y) => {
    for (let x = 0; x < width; x++) {
      const share = (inside[y * width + x] ?? 0) / 255;
      for (let c = 0; c < 3; c++) {
        const at = (y * width + x) * 3 + c;
        const stray = kept(x, y, c);
        data[at] = Math.min(255, Math.max(0, Math.round(stray + ((scene.data[at] ?? 0) - stray) * share)));
      }
    }
  });
  return { data, width, height };
}

async function inSlices(rows: number, paintRow: (y: number) => void): Promise<void> {
  let since = performance.now();
  for (let y = 0; y < rows; y++) {
    paintRow(y);
    if (performance.now() - since > 8) {
      await breathe();
      since = performance.now();
    }
  }
}
