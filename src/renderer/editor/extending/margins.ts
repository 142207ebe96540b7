import { maxSidePx, type PixelSize, type Rectangle } from '../../../shared/edit.ts';
import { maxPicturePixels } from '../../../shared/picture.ts';

/** How far the canvas reaches over each edge, in pixels of the picture. */
export interface Margins {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export const sides = ['left', 'top', 'right', 'bottom'] as const;
export type Side = (typeof sides)[number];
export const noMargins: Margins = { left: 0, top: 0, right: 0, bottom: 0 };

/** Shapes that a picture is extended to, width to height. */
export const presets = ['3:2', '1:1', '2:3'] as const;
export type Preset = (typeof presets)[number];

/** The margins of a canvas. */
export function marginsOf(extent: Rectangle, picture: PixelSize): Margins {
  const { left, top, width, height } = extent;
  // Taken from 0, here and below: a minus alone would make −0 of nothing, which is another number to whoever compares.
  return { left: 0 - left, top: 0 - top, right: left + width - picture.width, bottom: top + height - picture.height };
}

/** What the canvas covers with such margins, in the picture's pixels. */
export function extentOf({ left, top, right, bottom }: Margins, picture: PixelSize): Rectangle {
  return { left: 0 - left, top: 0 - top, width: picture.width + left + right, height: picture.height + top + bottom };
}

/** Width to height. */
export function shapeOf(preset: Preset): number {
  const [wide = 1, high = 1] = preset.split(':').map(Number);
  return wide / high;
}

/** The least margins that give the picture that shape, the same on both sides but for an odd pixel. */
export function marginsFor(preset: Preset, { width, height }: PixelSize): Margins {
  const shape = shapeOf(preset);
  const missing = {
    width: Math.max(0, Math.round(height * shape) - width),
    height: Math.max(0, Math.round(width / shape) - height),
  };
  const left = Math.floor(missing.width / 2);
  const top = Math.floor(missing.height / 2);
  return { left, top, right: missing.width - left, bottom: missing.height - top };
}

export type MarginTrouble = 'not-whole' | 'too-large';

/** Why a picture can't be extended like that: main would refuse to keep what is painted on it. */
export function troubleWith(margins: Margins, picture: PixelSize): MarginTrouble | null {
  if (!sides.every((side) => Number.isInteger(margins[side]) && margins[side] >= 0)) return 'not-whole';
  const { width, height } = extentOf(margins, picture);
  return Math.max(width, height) > maxSidePx || width * height > maxPicturePixels ? 'too-large' : null;
}

export function areMargins(margins: Margins, picture: PixelSize): boolean {
  return troubleWith(margins, picture) === null;
}
