import { airOf, type Air } from './air.ts';
import { blend, hex, mix, smooth, type Colour, type Layer } from './canvas.ts';
import { corner } from './noise.ts';
import type { SceneBrief } from './paint-scene.ts';
import { clouds, disc, mist, sky } from './sky.ts';
import { bokeh, sparks, starField, type Spark } from './sparks.ts';
import { water } from './landscapes.ts';

interface Building {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  /** Narrower upper storeys begin here. */
  readonly step: number;
  readonly inset: number;
  readonly id: number;
}

const lamps: readonly Colour[] = [hex('#ffd59a'), hex('#ffb86b'), hex('#ffe9c7'), hex('#bfe3ff')];

/** Blocks behind blocks, with lights in their windows, by the water or seen through the lights of the street. */
export function cityScene(brief: SceneBrief): Layer[] {
  const { random, aspect, variant } = brief;
  const air = airOf(brief, ['dusk', 'night', 'mist']);
  const sunU = aspect * (0.25 + random() * 0.5);
  const seed = Math.floor(random() * 1e6);
  const river = variant % 2 === 0;
  const foot = river ? 0.74 : 1.02;
  const layers: Layer[] = [
    sky(air, foot - 0.06),
    ...(air.light === 'night' ? [sparks(starField(random, aspect, 0.4, 260))] : []),
    disc({ u: sunU, v: air.light === 'dusk' ? foot - 0.3 : 0.18, radius: 0.04 }, air.sun, air.glow),
    clouds(air, { seed, aspect, cover: 0.45, horizon: foot, sunU }),
  ];
  const rows = 4;
  for (let i = 0; i < rows; i++) {
    const near = i / (rows - 1);
    const wall = mix(air.haze, air.land, 0.3 + near * 0.62);
    layers.push(
      block(
        row(random, aspect, foot, 0.3 + near * 0.1 - (river ? near * 0.12 : 0) + (river ? 0 : 0.12), near),
        wall,
        air,
        near,
        foot,
        seed + i,
      ),
    );
    if (i < rows - 1) layers.push(mist(mix(air.haze, air.sun, 0.15), seed + i, { v: foot - 0.03, spread: 0.13, aspect }, 0.5));
  }
  return [
    ...layers,
    ...(river
      ? [water(air, { horizon: foot, sunU, sunV: 0.4, seed }), reflections(random, aspect, foot)]
      : [bokeh(streetLights(random, aspect))]),
  ];
}

function row(random: () => number, aspect: number, foot: number, height: number, near: number): Building[] {
  const buildings: Building[] = [];
  for (let left = -0.03; left < aspect;) {
    const width = (0.045 + random() * 0.07) * (0.7 + near * 0.7);
    const tall = height * (0.35 + random() ** 1.7 * 1.1);
    const top = foot - tall;
    buildings.push({
      left,
      right: left + width,
      top,
      step: top + tall * 0.22 * random(),
      inset: width * 0.22 * random(),
      id: Math.floor(random() * 1e6),
    });
    left += width * (0.85 + random() * 0.4);
  }
  return buildings;
}

function block(buildings: readonly Building[], wall: Colour, air: Air, near: number, foot: number, seed: number): Layer {
  const lit = air.light === 'night' ? 0.42 : air.light === 'dusk' ? 0.3 : 0.06;
  const cell = 0.0075 + near * 0.0045;
  return (line) => {
    if (line.v > foot) return;
    const lower = mix(wall, air.haze, 0.35 * (1 - near) * smooth(foot - 0.3, foot, line.v));
    for (const building of buildings) {
      if (line.v < building.top) continue;
      const inset = line.v < building.step ? building.inset : 0;
      const from = Math.max(0, Math.round((building.left + inset) / line.step));
      const to = Math.min(line.width, Math.round((building.right - inset) / line.step));
      const span = (building.right - building.left) / line.step;
      for (let x = from; x < to; x++) {
        // A face turned to the light, so that blocks read as bodies.
        const turn = (x - building.left / line.step) / span;
        blend(line, x, mix(lower, air.haze, turn < 0.32 ? 0.09 : 0), 1);
        const window = windowLight(x * line.step - building.left, line.v - building.top, cell, building.id + seed, lit);
        if (window) blend(line, x, window, 0.35 + near * 0.5);
      }
    }
  };
}

function windowLight(u: number, v: number, cell: number, id: number, lit: number): Colour | undefined {
  const [i, j] = [Math.floor(u / cell), Math.floor(v / (cell * 1.35))];
  const [fu, fv] = [u / cell - i, v / (cell * 1.35) - j];
  if (fu < 0.24 || fu > 0.8 || fv < 0.28 || fv > 0.76) return undefined;
  // Whole floors are dark or at work, as offices are.
  const floor = corner(id, 7, j);
  const chance = corner(id, i, j);
  return chance < lit * (0.35 + floor * 1.3) ? lamps[Math.floor(chance * 977) % lamps.length] : undefined;
}

function reflections(random: () => number, aspect: number, foot: number): Layer {
  const lines: Spark[] = Array.from({ length: 240 }, () => {
    const far = random() ** 2;
    return {
      u: random() * aspect,
      v: foot + 0.005 + far * 0.2,
      radius: 0.0015 + far * 0.006,
      colour: lamps[Math.floor(random() * lamps.length)] ?? [1, 1, 1],
      strength: 0.3 * (1 - far),
    };
  });
  return sparks(lines);
}

function streetLights(random: () => number, aspect: number): Spark[] {
  const hues = [...lamps, hex('#ff6f7d'), hex('#6fd3ff'), hex('#c58bff')];
  return Array.from({ length: 46 }, () => {
    const v = 1.02 - random() ** 1.8 * 0.3;
    return {
      u: random() * aspect,
      v,
      radius: 0.012 + random() * 0.03,
      colour: hues[Math.floor(random() * hues.length)] ?? [1, 1, 1],
      strength: 0.14 + random() * 0.4,
    };
  });
}
