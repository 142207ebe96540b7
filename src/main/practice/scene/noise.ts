/** Smooth noise from 0 to 1 that depends on a seed. */
export type Noise = (x: number, y: number) => number;

export function valueNoise(seed: number): Noise {
  return (x, y) => {
    const x0 = Math.floor(x);
    const y0 = Math.floor(y);
    const u = fade(x - x0);
    const v = fade(y - y0);
    const top = lerp(corner(seed, x0, y0), corner(seed, x0 + 1, y0), u);
    const bottom = lerp(corner(seed, x0, y0 + 1), corner(seed, x0 + 1, y0 + 1), u);
    return lerp(top, bottom, v);
  };
}

/** Several octaves of noise, finer and fainter each. */
export function fractal(seed: number, octaves: number, gain = 0.5): Noise {
  const layers = Array.from({ length: octaves }, (_, octave) => valueNoise(seed + octave * 1013));
  const total = layers.reduce((sum, _, octave) => sum + gain ** octave, 0);
  return (x, y) => {
    let sum = 0;
    let strength = 1;
    let scale = 1;
    for (const layer of layers) {
      sum += layer(x * scale, y * scale) * strength;
      strength *= gain;
      // Not quite 2, or the lattices of the octaves would line up.
      scale *= 2.03;
    }
    return sum / total;
  };
}

/**
 * A noise kept on a coarse grid over `aspect` × 1, for layers that look at every pixel.
 * Lines of the grid are computed when they are first looked at: all at once, they would hold everything else up.
 */
export function noiseField(noise: Noise, aspect: number, cells = 220): Noise {
  const columns = Math.ceil(cells * aspect) + 2;
  const grid = new Float32Array(columns * (cells + 2));
  const known = new Uint8Array(cells + 2);
  const learn = (j: number) => {
    known[j] = 1;
    for (let i = 0; i < columns; i++) grid[j * columns + i] = noise(i / cells, j / cells);
  };
  return (x, y) => {
    const gx = Math.min(columns - 2, Math.max(0, x * cells));
    const gy = Math.min(cells, Math.max(0, y * cells));
    const i = gx | 0;
    const j = gy | 0;
    if (known[j] === 0) learn(j);
    if (known[j + 1] === 0) learn(j + 1);
    const at = j * columns + i;
    const u = gx - i;
    const top = lerp(grid[at] ?? 0, grid[at + 1] ?? 0, u);
    const bottom = lerp(grid[at + columns] ?? 0, grid[at + columns + 1] ?? 0, u);
    return lerp(top, bottom, gy - j);
  };
}

/** A number from 0 to 1 for a point of the lattice. */
export function corner(seed: number, x: number, y: number): number {
  let h = Math.imul(x, 0x27d4eb2d) ^ Math.imul(y, 0x165667b1) ^ Math.imul(seed, 0x9e3779b1);
  h = Math.imul(h ^ (h >>> 15), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return ((h ^ (h >>> 16)) >>> 0) / 4294967296;
}

function fade(t: number): number {
  return t * t * t * (t * (t * 6 - 15) + 10);
}

function lerp(a: number, b: number, t: number): number {
  return a + (b - a) * t;
}
