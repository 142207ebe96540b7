import { airOf, type Air } from './air.ts';
import { addLight, blend, hex, mix, smooth, type Colour, type Layer } from './canvas.ts';
import { fractal, noiseField, valueNoise } from './noise.ts';
import { filled, placed } from './outline.ts';
import type { SceneBrief } from './paint-scene.ts';
import { clouds, disc, mist, rays, sky, skyColour } from './sky.ts';
import { sparks, starField } from './sparks.ts';
import { crest, ground, hills, peak, treeLine } from './terrain.ts';

const pick = (random: () => number, from: number, to: number) => from + random() * (to - from);

export function seaScene(brief: SceneBrief): Layer[] {
  const { random, aspect, variant } = brief;
  const air = airOf(brief, ['dusk', 'day']);
  const horizon = pick(random, 0.5, 0.64);
  const sunU = aspect * (variant % 2 === 0 ? pick(random, 0.55, 0.72) : pick(random, 0.26, 0.45));
  const seed = Math.floor(random() * 1e6);
  const sunV = horizon - (air.light === 'dusk' ? pick(random, 0.04, 0.14) : pick(random, 0.2, 0.34));
  return [
    sky(air, horizon),
    ...(air.light === 'night' ? [sparks(starField(random, aspect, horizon, 500))] : []),
    disc({ u: sunU, v: sunV, radius: air.light === 'dusk' ? 0.045 : 0.028 }, air.sun, air.glow),
    clouds(air, { seed, aspect, cover: pick(random, 0.35, 0.8), horizon, sunU }),
    ...shore(brief, air, horizon),
    water(air, { horizon, sunU, seed, sunV }),
    ...(hasBoat(variant)
      ? boat(aspect * (sunU > aspect / 2 ? 0.3 : 0.7), horizon + pick(random, 0.03, 0.1), pick(random, 0.09, 0.14), air)
      : []),
  ];
}

// The four pictures of one request: open sea, islands, a headland, open sea again under another light.
function hasBoat(variant: number): boolean {
  return variant % 4 === 0 || variant % 4 === 3;
}

function shore(brief: SceneBrief, air: Air, horizon: number): Layer[] {
  if (hasBoat(brief.variant)) return [];
  const islands = farIslands(brief, air, horizon);
  return brief.variant % 4 === 1 ? islands : [...islands, headland(brief, air, horizon)];
}

function farIslands({ random, aspect }: SceneBrief, air: Air, horizon: number): Layer[] {
  const seed = Math.floor(random() * 1e6);
  const shape = crest(seed, horizon + 0.06, 0.2, 1.4 / aspect);
  const colour = mix(air.haze, air.land, 0.45);
  return [ground((u) => Math.min(horizon + 0.001, shape(u)), { top: colour, bottom: mix(colour, air.haze, 0.5), depth: 0.12 })];
}

function headland({ random, aspect }: SceneBrief, air: Air, horizon: number): Layer {
  const shape = fractal(Math.floor(random() * 1e6), 6);
  const left = random() < 0.5;
  const profile = (u: number) => {
    const inland = Math.max(0, 1 - (left ? u : aspect - u) / (aspect * 0.52));
    return horizon + 0.004 - 0.3 * inland ** 0.8 * (0.35 + shape(u * 3.2, 1));
  };
  const texture = fractal(7, 4);
  return ground((u) => Math.min(horizon + 0.003, profile(u)), {
    top: mix(air.land, air.haze, 0.22),
    bottom: air.land,
    depth: 0.25,
    texture: (u, v) => texture(u * 14, v * 22),
  });
}

function boat(u: number, v: number, size: number, air: Air): Layer[] {
  const dark = air.light === 'day' ? hex('#26404d') : air.land;
  const sail = mix(air.light === 'day' ? [1, 1, 0.97] : air.land, air.sun, air.light === 'day' ? 0.2 : 0.14);
  const colour = () => dark;
  const hull = placed([[-0.42, 0], [0.46, -0.02], [0.32, 0.12], [-0.3, 0.12]], u, v, size); // prettier-ignore
  const main = placed([[0.02, -1.05], [0.02, -0.06], [-0.4, -0.06]], u, v, size); // prettier-ignore
  const jib = placed([[0.06, -0.95], [0.44, -0.08], [0.06, -0.08]], u, v, size); // prettier-ignore
  const mirror = placed([[-0.34, 0.14], [0.36, 0.14], [0.1, 0.85], [-0.1, 0.7]], u, v, size); // prettier-ignore
  return [filled(mirror, colour, 0.28), filled(hull, colour), filled(main, () => sail), filled(jib, () => mix(sail, dark, 0.15))];
}

/** Water to the lower edge: the sky upside down, ripples in perspective, and the path of the sun. */
export function water(
  air: Air,
  at: { readonly horizon: number; readonly sunU: number; readonly sunV: number; readonly seed: number },
): Layer {
  const { horizon, sunU, seed } = at;
  const ripple = valueNoise(seed);
  const swell = valueNoise(seed + 5);
  const deep = mix(air.land, air.sky[1] ?? air.land, 0.5);
  return (row) => {
    const depth = (row.v - horizon) / (1 - horizon);
    if (depth < 0) return;
    const away = 1 / (0.045 + depth);
    const mirrored = skyColour(air, 1 - depth * 0.85);
    const base = mix(mirrored, deep, 0.3 + depth * 0.45);
    // Perspective alone would leave only a few huge waves at our feet.
    const phase = away * 9 - depth * 34;
    const lane = 0.025 + depth * 0.2;
    for (let x = 0; x < row.width; x++) {
      const u = (x * row.step - sunU) * away;
      const n = ripple(u * (2.6 + depth * 5), phase) * 0.55 + swell(u * (0.9 + depth * 2) + 20, phase * 0.45) * 0.45;
      const tone = 0.8 + n * 0.4;
      blend(row, x, [base[0] * tone, base[1] * tone, base[2] * tone], 1);
      const off = (x * row.step - sunU) / lane;
      const glint = smooth(0.5, 0.78, n) * Math.exp(-off * off);
      addLight(row, x, air.sun, (glint * 0.95 + Math.exp(-off * off * 0.3) * 0.1) * (0.35 + air.glow * 0.65));
    }
  };
}

export function mountainScene(brief: SceneBrief): Layer[] {
  const { random, aspect, variant } = brief;
  const air = airOf(brief, ['dusk', 'mist', 'day']);
  const sunU = aspect * pick(random, 0.2, 0.8);
  const seed = Math.floor(random() * 1e6);
  const snowy = variant % 2 === 0;
  const layers: Layer[] = [
    sky(air, 0.72),
    ...(air.light === 'night' ? [sparks(starField(random, aspect, 0.6, 600))] : []),
    disc({ u: sunU, v: pick(random, 0.16, 0.34), radius: 0.035 }, air.sun, air.glow * 0.8),
    clouds(air, { seed, aspect, cover: 0.4, horizon: 0.75, sunU }),
  ];
  if (snowy) {
    const look = {
      lit: mix(air.haze, air.land, 0.45),
      shade: mix(air.land, air.sky[0] ?? air.land, 0.45),
      snow: 0.95,
      foot: air.haze,
      depth: 0.55,
    };
    layers.push(
      peak(crest(seed + 1, 0.66, 0.4, 1.7), seed + 1, aspect, look),
      mist(air.haze, seed + 2, { v: 0.66, spread: 0.09, aspect }, 0.7),
    );
  }
  const count = snowy ? 3 : 6;
  for (let i = 0; i < count; i++) {
    const near = (i + 1) / count;
    const base = (snowy ? 0.76 : 0.55) + near * (snowy ? 0.2 : 0.42);
    const colour = mix(air.haze, air.land, 0.18 + near * 0.82);
    const shape = crest(seed + 31 * i, base, 0.3 - near * 0.1, 1.3 + near);
    const profile = near > 0.6 ? treeLine(random, shape, aspect, 0.03 + near * 0.05) : shape;
    layers.push(ground(profile, { top: colour, bottom: mix(colour, air.haze, 0.55 * (1 - near * 0.6)), depth: 0.28, from: shape }));
    if (i < count - 1) layers.push(mist(mix(air.haze, air.sun, 0.2), seed + i, { v: base + 0.05, spread: 0.06, aspect }, 0.4));
  }
  return layers;
}

export function forestScene(brief: SceneBrief): Layer[] {
  const { random, aspect } = brief;
  const air = airOf(brief, ['mist', 'day', 'dusk']);
  const leaf: Colour = air.light === 'dusk' ? [0.16, 0.12, 0.12] : [0.05, 0.17, 0.14];
  const land = mix(air.land, leaf, 0.65);
  const seed = Math.floor(random() * 1e6);
  const sun = { u: aspect * pick(random, 0.25, 0.75), v: pick(random, 0.1, 0.26) };
  const layers: Layer[] = [sky(air, 0.85), disc({ ...sun, radius: 0.04 }, air.sun, air.glow + 0.25)];
  const count = 6;
  for (let i = 0; i < count; i++) {
    const near = i / (count - 1);
    const base = hills(seed + i * 17, 0.56 + near * 0.5, 0.2, 1.2);
    const colour = mix(mix(air.haze, land, 0.12), land, near ** 0.8);
    layers.push(
      ground(treeLine(random, base, aspect, 0.12 + near ** 1.5 * 0.5), {
        top: colour,
        bottom: mix(colour, air.haze, 0.5 * (1 - near)),
        depth: 0.3,
        from: base,
      }),
    );
    if (i < count - 1)
      layers.push(mist(mix(air.haze, air.sun, 0.3), seed + i, { v: 0.6 + near * 0.32, spread: 0.1, aspect }, 0.6 - near * 0.25));
    if (i === 3) layers.push(rays(sun, air.sun, seed, 0.42));
  }
  return layers;
}

export function nightScene(brief: SceneBrief): Layer[] {
  const { random, aspect, variant } = brief;
  const air = airOf({ ...brief, light: 'night' });
  const seed = Math.floor(random() * 1e6);
  const aurora = variant % 2 === 1;
  const lake = variant % 4 >= 2;
  const horizon = lake ? 0.7 : 0.86;
  return [
    sky(air, 0.95),
    aurora ? curtains(seed, aspect, variant) : milkyWay(seed, aspect, random() < 0.5),
    sparks(starField(random, aspect, 0.9, aurora ? 500 : 1300)),
    ground(crest(seed + 4, horizon + 0.02, 0.26, 1.5), {
      top: mix(air.land, air.haze, 0.32),
      bottom: mix(air.land, air.haze, 0.5),
      depth: 0.25,
    }),
    mist(air.haze, seed + 3, { v: horizon, spread: 0.07, aspect }, 0.45),
    ...(lake ? [water(air, { horizon, sunU: aspect * 0.5, sunV: 0.4, seed })] : []),
    ground(treeLine(random, hills(seed + 8, 0.98, 0.08, 1.4), aspect, 0.2), { top: air.land, bottom: air.land, depth: 1 }),
  ];
}

function milkyWay(seed: number, aspect: number, flip: boolean): Layer {
  const dust = fractal(seed, 6, 0.6);
  const field = noiseField((x, y) => dust(x * 3.4, y * 3.4), aspect, 360);
  return (row) => {
    for (let x = 0; x < row.width; x++) {
      const u = flip ? aspect - x * row.step : x * row.step;
      const n = field(u, row.v);
      const off = (u - aspect * 0.28 - row.v * 0.55 * aspect + (n - 0.5) * 0.16) * 3.4;
      const band = Math.exp(-off * off);
      const core = Math.exp(-off * off * 7) * smooth(0.35, 0.6, n);
      addLight(row, x, [0.5, 0.5, 0.78], band * n * 0.5);
      addLight(row, x, [1, 0.78, 0.66], core * 0.42 * n);
    }
  };
}

function curtains(seed: number, aspect: number, variant: number): Layer {
  const noise = fractal(seed, 4);
  const low: Colour = variant % 4 === 1 ? [0.25, 0.95, 0.62] : [0.3, 0.85, 0.9];
  const high: Colour = [0.6, 0.28, 0.85];
  return (row) => {
    for (let x = 0; x < row.width; x++) {
      const u = x * row.step;
      for (let k = 0; k < 2; k++) {
        const foot = 0.42 + k * 0.17 + (noise(u * 1.3 + k * 9, 1 + k) - 0.5) * 0.5;
        const up = foot - row.v;
        if (up < -0.03) continue;
        const streak = 0.35 + 0.65 * noise((u / aspect) * 34 + k * 50, 4 + up * 0.6);
        const light = smooth(-0.03, 0.02, up) * Math.exp(-up * 4.2) * streak;
        addLight(row, x, mix(low, high, Math.min(1, up * 3)), light * 0.62);
      }
    }
  };
}
