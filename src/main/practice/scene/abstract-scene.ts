import { blend, hex, mix, smooth, type Colour, type Layer } from './canvas.ts';
import { fractal, noiseField } from './noise.ts';
import type { SceneBrief } from './paint-scene.ts';

const palettes: readonly (readonly string[])[] = [
  ['#14213d', '#33658a', '#86bbd8', '#f6ae2d', '#f26419'],
  ['#2b1b3d', '#7b3f7d', '#e0777d', '#f7c59f', '#fff1e0'],
  ['#0b3b3c', '#1f7a6d', '#8fc9a5', '#f2e3bc', '#e27d60'],
  ['#1b1f3b', '#53409a', '#b388eb', '#f7aef8', '#fdf6ff'],
  ['#26221f', '#7d5a44', '#c99e78', '#ecdcc5', '#9fb8ad'],
  ['#0d1b2a', '#1b4965', '#5fa8d3', '#cae9ff', '#ffffff'],
];

/** Folds of silk in light from one side. */
export function abstractScene(brief: SceneBrief): Layer[] {
  const { random, aspect, variant } = brief;
  const palette = (palettes[(variant + Math.floor(brief.mood * palettes.length)) % palettes.length] ?? []).map(hex);
  const seed = Math.floor(random() * 1e6);
  const warp = fractal(seed, 3);
  const angle = random() * Math.PI;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const folds = 5 + random() * 5;
  const height = noiseField(
    (x, y) => {
      const wx = warp(x * 1.6, y * 1.6) * 2.2;
      const wy = warp(x * 1.6 + 40, y * 1.6 + 7) * 2.2;
      const along = (x + wx) * cos + (y + wy) * sin;
      return 0.5 + 0.5 * Math.sin(along * folds + warp(x * 3 + wx, y * 3 + wy) * 3);
    },
    aspect,
    360,
  );
  const hue = noiseField((x, y) => warp(x * 0.9 + 11, y * 0.9 + 3), aspect, 60);
  return [
    (row) => {
      const e = 0.004;
      for (let x = 0; x < row.width; x++) {
        const u = x * row.step;
        const h = height(u, row.v);
        const slope = (height(u + e, row.v) - h) * 0.7 + (height(u, row.v + e) - h) * 0.9;
        const base = along(palette, smooth(0.2, 0.8, hue(u, row.v)) * 0.7 + h * 0.3);
        const light = 0.78 + h * 0.22 - slope * 7;
        blend(row, x, [base[0] * light, base[1] * light, base[2] * light], 1);
        const shine = smooth(0.06, 0.16, -slope);
        if (shine > 0) blend(row, x, [1, 0.98, 0.94], shine * 0.22);
      }
    },
  ];
}

function along(palette: readonly Colour[], place: number): Colour {
  const at = Math.min(0.999, Math.max(0, place)) * (palette.length - 1);
  const i = Math.floor(at);
  return mix(palette[i] ?? [0, 0, 0], palette[i + 1] ?? [0, 0, 0], at - i);
}
