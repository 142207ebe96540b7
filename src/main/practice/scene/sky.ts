import type { Air } from './air.ts';
import { addLight, blend, mix, smooth, type Colour, type Layer } from './canvas.ts';
import { fractal, noiseField } from './noise.ts';

/** The colour of a clear sky at a height (0 zenith, 1 horizon). */
export function skyColour(air: Air, height: number): Colour {
  return gradient(air.sky, height);
}

export function gradient(stops: readonly Colour[], place: number): Colour {
  const at = Math.min(0.9999, Math.max(0, place)) * (stops.length - 1);
  const i = Math.floor(at);
  return mix(stops[i] ?? [0, 0, 0], stops[i + 1] ?? stops[i] ?? [0, 0, 0], smooth(0, 1, at - i) * 0.5 + (at - i) * 0.5);
}

export function sky(air: Air, horizon: number): Layer {
  return (row) => {
    const colour = skyColour(air, row.v / horizon);
    for (let x = 0; x < row.width; x++) blend(row, x, colour, 1);
  };
}

/** A round light with a wide glow: the sun, or the moon. */
export function disc(at: { readonly u: number; readonly v: number; readonly radius: number }, colour: Colour, glow: number): Layer {
  const { u, v, radius } = at;
  return (row) => {
    const dy = row.v - v;
    for (let x = 0; x < row.width; x++) {
      const dx = x * row.step - u;
      const distance = Math.sqrt(dx * dx + dy * dy);
      addLight(row, x, colour, glow * (0.5 * Math.exp(-distance * 3.2) + 0.4 * Math.exp(-distance * 11)));
      if (distance < radius + row.step)
        addLight(row, x, mix(colour, [1, 1, 1], 0.2), 0.75 * smooth(radius + row.step, radius - row.step, distance));
    }
  };
}

export interface CloudShape {
  readonly seed: number;
  readonly aspect: number;
  /** 0 none, 1 overcast. */
  readonly cover: number;
  readonly horizon: number;
  readonly sunU: number;
}

/** Drawn-out clouds, lit from the side of the sun. */
export function clouds(air: Air, { seed, aspect, cover, horizon, sunU }: CloudShape): Layer {
  const noise = fractal(seed, 5, 0.55);
  const bend = fractal(seed + 77, 3);
  const field = noiseField(
    (x, y) => noise(x * 1.9 + bend(x * 2, y * 3) * 0.7, (y * 5.5) / (0.35 + horizon - Math.min(horizon, y) + 0.25) + 3),
    aspect,
    300,
  );
  const threshold = 0.68 - cover * 0.3;
  const shade = mix(air.sky[1] ?? air.haze, air.haze, 0.45);
  return (row) => {
    if (row.v > horizon) return;
    const low = smooth(0, 0.12, horizon - row.v);
    for (let x = 0; x < row.width; x++) {
      const u = x * row.step;
      const density = field(u, row.v);
      const share = smooth(threshold, threshold + 0.2, density) * low * 0.85;
      if (share <= 0) continue;
      const toward = Math.min(0.012, Math.max(-0.012, (sunU - u) * 0.05));
      const lit = Math.min(1, Math.max(0, 0.5 + (density - field(u + toward, row.v + 0.015)) * 14));
      const near = Math.exp(-Math.abs(u - sunU) * 1.3);
      blend(row, x, mix(shade, mix(air.haze, air.sun, 0.3 + near * 0.7), lit * (0.35 + 0.65 * near)), share);
    }
  };
}

/** A soft band of mist that thins out above and below. */
export function mist(
  colour: Colour,
  seed: number,
  place: { readonly v: number; readonly spread: number; readonly aspect: number },
  strength: number,
): Layer {
  const noise = fractal(seed, 3);
  const field = noiseField((x, y) => noise(x * 1.5, y * 5), place.aspect, 90);
  return (row) => {
    const away = (row.v - place.v) / place.spread;
    if (Math.abs(away) > 2.4) return;
    const here = Math.exp(-away * away) * strength;
    for (let x = 0; x < row.width; x++) blend(row, x, colour, Math.min(1, here * (0.35 + 1.3 * field(x * row.step, row.v))));
  };
}

/** Shafts of light that fan out from a point. */
export function rays(from: { readonly u: number; readonly v: number }, colour: Colour, seed: number, strength: number): Layer {
  const noise = fractal(seed, 3);
  const shafts = Float32Array.from({ length: 1024 }, (_, i) => {
    const angle = (i / 1023) * 2 * Math.PI;
    return smooth(0.35, 0.85, noise(Math.cos(angle) * 5 + 20, Math.sin(angle) * 5 + 20));
  });
  return (row) => {
    const dy = row.v - from.v;
    for (let x = 0; x < row.width; x++) {
      const dx = x * row.step - from.u;
      const turn = (Math.atan2(dy, dx) / Math.PI + 1) * 511.5;
      const i = turn | 0;
      const shaft = (shafts[i] ?? 0) + ((shafts[i + 1] ?? 0) - (shafts[i] ?? 0)) * (turn - i);
      addLight(row, x, colour, strength * shaft * rayFade(Math.sqrt(dx * dx + dy * dy)));
    }
  };
}

// Nothing at the source itself, where all shafts would meet in a star.
function rayFade(distance: number): number {
  return smooth(0.02, 0.3, distance) * Math.exp(-distance * 1.6);
}
