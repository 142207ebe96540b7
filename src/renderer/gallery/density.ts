import type { LayoutRules } from './layout-rules.ts';

/** How large the pictures of the grid are. */
export const densities = ['small', 'medium', 'large'] as const;
export type Density = (typeof densities)[number];

const shares: Readonly<Record<Density, number>> = { small: 0.62, medium: 1, large: 1.5 };
const storedAs = 'gallery-density';

/** Rows grow with the window, within what thumbnails can fill sharply. */
export function rulesFor(widthPx: number, density: Density): LayoutRules {
  const mediumPx = Math.min(270, Math.max(168, widthPx / 6));
  return { widthPx, rowHeightPx: Math.round(mediumPx * shares[density]), gapPx: 6, headingPx: 42, dayGapPx: 26 };
}

export function rememberedDensity(storage: Pick<Storage, 'getItem'>): Density {
  const stored = storage.getItem(storedAs);
  return densities.find((density) => density === stored) ?? 'medium';
}

export function rememberDensity(density: Density, storage: Pick<Storage, 'setItem'>): void {
  storage.setItem(storedAs, density);
}
