import type { Rectangle } from '../../../shared/edit.ts';

/** How far the canvas reaches over each edge, in pixels of the picture. */
export interface Margins {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export const sides = ['left', 'top', 'right', 'bottom'] as const;
export const noMargins: Margins = { left: 0, top: 0, right: 0, bottom: 0 };

/** Shapes that a picture is extended to, width to height. */
export const presets = ['3:2', '1:1', '2:3'] as const;
export type Preset = (typeof presets)[number];

interface Size {
  readonly width: number;
  readonly height: number;
}

export function marginsOf(extent: Rectangle, picture: Size): Margins {
  const { left, top, width, height } = extent;
  return { left: 0 - left, top: 0 - top, right: left + width - picture.width, bottom: top + height - picture.height };
}

export function extentOf({ left, top, right, bottom }: Margins, picture: Size): Rectangle {
  return { left: 0 - left, top: 0 - top, width: picture.width + left + right, height: picture.height + top + bottom };
}

/** The least margins that give the picture that shape, the same on both sides but for an odd pixel. */
export function marginsFor(preset: Preset, { width, height }: Size): Margins {
  const [wide = 1, high = 1] = preset.split(':').map(Number);
  const missing = {
    width: Math.max(0, Math.round((height * wide) / high) - width),
    height: Math.max(0, Math.round((width * high) / wide) - height),
  };
  const left = Math.floor(missing.width / 2);
  const top = Math.floor(missing.height / 2);
  return { left, top, right: missing.width - left, bottom: missing.height - top };
}

/** Whole, not negative, and together no larger than a picture can be. */
export function areMargins(margins: Margins, picture: Size): boolean {
  const { width, height } = extentOf(margins, picture);
  const areWhole = sides.every((side) => Number.isInteger(margins[side]) && margins[side] >= 0);
  return areWhole && width <= 100_000 && height <= 100_000;
}
