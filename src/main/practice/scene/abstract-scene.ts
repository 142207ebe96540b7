import { blend, hex, mix, smooth, type Colour, type Layer } from './canvas.ts';
import { fractal, noiseField } from './noise.ts';
import type { SceneBrief } from './paint-scene.ts';
import { gradient } from './sky.ts';

const palettes: readonly (readonly string[])[] = [
  ['#fdf0d5', '#f7b267', '#f4845f', '#c8553d', '#588b8b', '#1d3b4a'],
  ['#f4f1ea', '#d8c3a5', '#e98074', '#a2577a', '#553d67', '#251f47'],
  ['#eef4ed', '#bfd8d2', '#8db4ad', '#4f8a8b', '#26547c', '#13293d'],
  ['#fff1e6', '#fcd5ce', '#f8ad9d', '#d98c9a', '#8f6593', '#433a6b'],
  ['#f6f0dd', '#e6c979', '#c99a3c', '#7f8f5b', '#3f6b52', '#16332e'],
  ['#eaf4ff', '#b8d8f8', '#7fb0ea', '#5b7fd6', '#473a8f', '#1b1744'],
];

/** Sheets of coloured paper, cut in waves and laid over each other, each with its shadow. */
export function abstractScene({ random, aspect, variant, mood }: SceneBrief): Layer[] {
  const colours = (palettes[(variant + Math.floor(mood * palettes.length)) % palettes.length] ?? []).map(hex);
  const seed = Math.floor(random() * 1e6);
  const paper = noiseField(fractal(seed, 5, 0.65), aspect, 420);
  const slope = (random() - 0.5) * 0.7;
  const sheets = 9;
  const sun = { u: aspect * (0.25 + random() * 0.5), v: 0.2 + random() * 0.14, radius: 0.1 + random() * 0.06 };
  const layers: Layer[] = [flat(gradient(colours, 0), paper), coin(sun, mix(gradient(colours, 0.3), [1, 1, 1], 0.25), paper)];
  for (let i = 0; i < sheets; i++) {
    const wave = fractal(seed + i * 29, 2, 0.35);
    const base = 0.3 + (i / sheets) * 0.72;
    const turn = i % 2 === 0 ? 1 : -0.6;
    const edge = (u: number) => base + (u / aspect - 0.5) * slope * turn * 0.6 + (wave(u * 1.5, i) - 0.5) * 0.42;
    layers.push(sheet(edge, gradient(colours, 0.12 + (0.88 * (i + 1)) / sheets), paper));
  }
  return layers;
}

function flat(colour: Colour, paper: (u: number, v: number) => number): Layer {
  return (row) => {
    for (let x = 0; x < row.width; x++) blend(row, x, toned(colour, 0.95 + 0.1 * paper(x * row.step, row.v)), 1);
  };
}

function coin({ u, v, radius }: { u: number; v: number; radius: number }, colour: Colour, paper: (u: number, v: number) => number): Layer {
  return (row) => {
    if (Math.abs(row.v - v) > radius * 1.5) return;
    for (let x = 0; x < row.width; x++) {
      const distance = Math.hypot(x * row.step - u, row.v - v);
      const shadow = Math.hypot(x * row.step - u - 0.008, row.v - v - 0.014);
      blend(row, x, [0.1, 0.08, 0.12], 0.3 * smooth(radius + 0.03, radius - 0.03, shadow));
      blend(row, x, toned(colour, 0.94 + 0.12 * paper(x * row.step, row.v)), smooth(radius + row.step, radius - row.step, distance));
    }
  };
}

function sheet(edge: (u: number) => number, colour: Colour, paper: (u: number, v: number) => number): Layer {
  let cut: Float32Array | undefined;
  return (row) => {
    cut ??= Float32Array.from({ length: row.width }, (_, x) => edge(x * row.step));
    for (let x = 0; x < row.width; x++) {
      const below = row.v - (cut[x] ?? 1);
      if (below < -0.06) continue;
      const inside = smooth(-row.step, row.step, below);
      if (inside < 1) blend(row, x, [0.08, 0.06, 0.12], 0.42 * smooth(-0.06, 0.004, below) ** 2);
      if (inside <= 0) continue;
      const lip = 0.1 * smooth(0.006, 0, below);
      blend(row, x, toned(colour, 0.93 + 0.1 * paper(x * row.step, row.v) + lip + below * 0.12), inside);
    }
  };
}

function toned(colour: Colour, tone: number): Colour {
  return [colour[0] * tone, colour[1] * tone, colour[2] * tone];
}
