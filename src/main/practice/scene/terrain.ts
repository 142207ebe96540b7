import { blend, mix, smooth, type Colour, type Layer, type Row } from './canvas.ts';
import { fractal, noiseField, valueNoise, type Noise } from './noise.ts';

/** The upper edge of something: its height in the picture (v) at each place (u). */
export type Profile = (u: number) => number;

export interface GroundLook {
  readonly top: Colour;
  readonly bottom: Colour;
  /** Over this distance the one becomes the other. */
  readonly depth: number;
  /** Where the change of colour begins, if not at the edge itself: trees must not streak. */
  readonly from?: Profile;
  readonly texture?: Noise;
}

/** Solid ground below a profile. */
export function ground(profile: Profile, { top, bottom, depth, from = profile, texture }: GroundLook): Layer {
  let edge: Float32Array | undefined;
  let start: Float32Array | undefined;
  return (row) => {
    edge ??= Float32Array.from({ length: row.width }, (_, x) => profile(x * row.step));
    start ??= from === profile ? edge : Float32Array.from({ length: row.width }, (_, x) => from(x * row.step));
    for (let x = 0; x < row.width; x++) {
      const below = row.v - (edge[x] ?? 1);
      if (below < -row.step) continue;
      const colour = mix(top, bottom, Math.min(1, Math.max(0, (row.v - (start[x] ?? 1)) / depth)));
      const tone = texture ? 0.75 + 0.5 * texture(x * row.step, row.v) : 1;
      blend(row, x, [colour[0] * tone, colour[1] * tone, colour[2] * tone], smooth(-row.step, row.step, below));
    }
  };
}

/** Sharp crests, as weather leaves them. */
export function crest(seed: number, base: number, height: number, scale: number): Profile {
  const noise = fractal(seed, 6, 0.48);
  return (u) => base - height * (1 - Math.abs(2 * noise(u * scale + 5, 0.5) - 1) * 1.6);
}

/** Rounded hills. */
export function hills(seed: number, base: number, height: number, scale: number): Profile {
  const noise = fractal(seed, 3, 0.4);
  return (u) => base - height * noise(u * scale, 0.5);
}

export interface PeakLook {
  readonly lit: Colour;
  readonly shade: Colour;
  readonly snow: number;
  readonly foot: Colour;
  readonly depth: number;
}

/** A mountain with gullies, one sunny side, and snow on what is high. */
export function peak(profile: Profile, seed: number, aspect: number, look: PeakLook): Layer {
  const relief = fractal(seed + 9, 5, 0.55);
  let edge: Float32Array | undefined;
  // Gullies run down from the crest, so the noise is stretched along the fall line.
  const field = noiseField((x, y) => relief(x * 5 + y * 2.4, y * 3.2), aspect, 420);
  return (row) => {
    edge ??= Float32Array.from({ length: row.width }, (_, x) => profile(x * row.step));
    for (let x = 0; x < row.width; x++) {
      const below = row.v - (edge[x] ?? 1);
      if (below < -row.step) continue;
      blend(row, x, peakColour(field, x * row.step, row, below, look), smooth(-row.step, row.step, below));
    }
  };
}

function peakColour(field: Noise, u: number, row: Row, below: number, look: PeakLook): Colour {
  const h = field(u, row.v);
  const lit = smooth(-0.05, 0.06, h - field(u + 0.016, row.v - 0.006));
  const rock = mix(look.shade, look.lit, lit);
  const white = mix(mix([0.66, 0.72, 0.82], look.foot, 0.35), [1, 0.98, 0.95], lit);
  const snow = look.snow * smooth(0.02, -0.05, below - 0.16 * h - 0.04);
  return mix(mix(rock, white, snow), look.foot, smooth(0, look.depth, below) * 0.92);
}

/** The outline of a wood: conifers side by side, each a little different. */
export function treeLine(random: () => number, base: Profile, aspect: number, height: number): Profile {
  const jag = valueNoise(Math.floor(random() * 1e6));
  const trees: { u: number; tall: number; wide: number }[] = [];
  for (let u = -height; u < aspect + height; u += height * (0.1 + random() * 0.22)) {
    trees.push({ u, tall: height * (0.45 + random() * 0.65), wide: height * (0.13 + random() * 0.08) });
  }
  return (u) => {
    let best = 0;
    for (const tree of trees) {
      const away = Math.abs(u - tree.u) / tree.wide;
      if (away >= 1) continue;
      // Branches: teeth that grow towards the foot.
      const teeth = (Math.abs(((away * 7) % 1) - 0.5) - 0.25) * 0.16 + (jag(u * 900, tree.u) - 0.5) * 0.07;
      best = Math.max(best, tree.tall * Math.max(0, (1 - away) ** 1.25 + teeth * Math.min(1, away * 4)));
    }
    return base(u) - best - jag(u * 260, 3) * height * 0.05;
  };
}
