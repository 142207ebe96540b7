import { airOf } from './air.ts';
import { blend, hex, mix, smooth, type Colour, type Layer } from './canvas.ts';
import { fractal, noiseField } from './noise.ts';
import { clipped, filled, placed, smoothOutline, type Point } from './outline.ts';
import type { SceneBrief } from './paint-scene.ts';
import { forestScene, mountainScene, nightScene, seaScene } from './landscapes.ts';
import { disc, gradient, sky } from './sky.ts';
import { bokeh, sparks, starField, type Spark } from './sparks.ts';

const rooms: readonly { readonly wall: readonly string[]; readonly table: string; readonly glaze: string; readonly fruit: string }[] = [
  { wall: ['#d9c4ac', '#efe3d1', '#cdb294'], table: '#b58d66', glaze: '#b6563a', fruit: '#e9a23b' },
  { wall: ['#8fa396', '#c8d3c4', '#7f9384'], table: '#e7ddca', glaze: '#f1ebdf', fruit: '#c94f3d' },
  { wall: ['#2b3a4a', '#52677a', '#1f2b38'], table: '#3a2c25', glaze: '#d7a75a', fruit: '#8f3b4a' },
  { wall: ['#dcb7ad', '#f3dcd3', '#c79a90'], table: '#f4e8df', glaze: '#4f7d7a', fruit: '#f0b9a0' },
];

// Half outlines of vessels: radius and height, from the mouth (1) to the foot (0).
const vessels: readonly (readonly Point[])[] = [
  [[0.13, 1], [0.1, 0.93], [0.09, 0.8], [0.2, 0.64], [0.31, 0.42], [0.29, 0.2], [0.19, 0.05], [0.17, 0]], // prettier-ignore
  [[0.07, 1], [0.075, 0.82], [0.08, 0.7], [0.17, 0.6], [0.2, 0.5], [0.2, 0.2], [0.2, 0.04], [0.17, 0]], // prettier-ignore
  [[0.26, 0.74], [0.27, 0.6], [0.33, 0.42], [0.32, 0.22], [0.22, 0.06], [0.2, 0]], // prettier-ignore
  [[0.16, 1], [0.12, 0.9], [0.12, 0.72], [0.15, 0.5], [0.22, 0.28], [0.25, 0.14], [0.2, 0.02], [0.18, 0]], // prettier-ignore
];

/** Something made well, on a table, in light from a window. */
export function productScene({ random, aspect, variant, mood }: SceneBrief): Layer[] {
  const room = rooms[(variant + Math.floor(mood * rooms.length)) % rooms.length] ?? rooms[0];
  if (!room) return [];
  const edge = 0.72;
  const u = aspect * (0.44 + random() * 0.1);
  const size = 0.56;
  const foot = 0.82;
  const fruits = Array.from({ length: 1 + (variant % 3) }, (_, i) => ({
    u: u + 0.2 + i * 0.105 + random() * 0.02,
    v: foot + 0.005 + (i % 2) * 0.035,
    radius: 0.047 + random() * 0.012,
  }));
  const half = vessels[(variant + Math.floor(random() * 2)) % vessels.length] ?? [];
  return [
    wall(room.wall.map(hex), edge, hex(room.table), random, aspect),
    castShadow(u, foot, 0.2 * size, 0.62),
    vessel(half, { u, v: foot, size }, hex(room.glaze), random),
    ...fruits.flatMap((one) => [castShadow(one.u, one.v + one.radius * 0.86, one.radius * 0.9, 0.2), ball(one, hex(room.fruit))]),
  ];
}

function wall(colours: readonly Colour[], edge: number, table: Colour, random: () => number, aspect: number): Layer {
  const texture = noiseField(fractal(Math.floor(random() * 1e6), 5), aspect, 260);
  const grain = fractal(Math.floor(random() * 1e6), 4);
  const slant = 0.5 + random() * 0.25;
  return (row) => {
    const onTable = smooth(edge - row.step, edge + row.step, row.v);
    for (let x = 0; x < row.width; x++) {
      const u = x * row.step;
      const plaster = 0.94 + 0.12 * texture(u, row.v);
      // The window's panes, thrown across the wall.
      const along = u / aspect + row.v * slant;
      const pane = smooth(0.28, 0.33, along) * smooth(0.86, 0.8, along) * (1 - smooth(0.012, 0.004, Math.abs(along - 0.57)) * 0.8);
      const bar = 1 - smooth(0.014, 0.006, Math.abs(row.v - 0.36 + u * 0.08)) * 0.8;
      const lit = 0.72 + 0.36 * pane * bar;
      const back = gradient(colours, row.v * 0.7 + (u / aspect) * 0.3);
      const tone = plaster * lit;
      blend(row, x, [back[0] * tone, back[1] * tone, back[2] * tone * (0.92 + 0.08 * (1 - pane))], 1);
      if (onTable > 0) {
        const wood = (0.82 + 0.26 * grain(u * 2, row.v * 46)) * (0.72 + 0.3 * pane) * (1.06 - (row.v - edge) * 0.7);
        blend(row, x, [table[0] * wood, table[1] * wood, table[2] * wood], onTable);
      }
    }
  };
}

function castShadow(u: number, v: number, radius: number, length: number): Layer {
  return (row) => {
    const dy = (row.v - v) / (radius * 0.42);
    if (Math.abs(dy) > 3) return;
    for (let x = 0; x < row.width; x++) {
      const dx = x * row.step - u;
      const side = dx > 0 ? dx / (radius + length) : dx / (radius * 1.15);
      const share = Math.exp(-(dy * dy) * 1.1) * smooth(1, 0.1, Math.abs(side)) * 0.55;
      if (share > 0.004) blend(row, x, [0.09, 0.07, 0.09], share);
    }
  };
}

function vessel(half: readonly Point[], at: { u: number; v: number; size: number }, glaze: Colour, random: () => number): Layer {
  const right = half.map(([r, h]): Point => [at.u + r * at.size, at.v - h * at.size]);
  const left = half.toReversed().map(([r, h]): Point => [at.u - r * at.size, at.v - h * at.size]);
  const outline = smoothOutline([...right, [at.u, at.v + 0.012], ...left], 8);
  const widest = Math.max(...half.map(([r]) => r)) * at.size;
  const speckle = fractal(Math.floor(random() * 1e6), 4);
  const band = random() < 0.5 ? 0.34 + random() * 0.2 : -1;
  return filled(outline, (u, v) => {
    const turn = (u - at.u) / widest;
    const height = (at.v - v) / at.size;
    const light = 0.34 + 0.72 * smooth(0.95, -0.75, turn) + 0.1 * smooth(0.55, 0.95, turn);
    const shine = 0.6 * Math.exp(-(((turn + 0.42) / 0.13) ** 2)) * smooth(0.05, 0.3, height);
    const base = height < band ? mix(glaze, [0.93, 0.88, 0.8], 0.75) : glaze;
    const tone = light * (0.88 + 0.24 * speckle(u * 60, v * 60));
    return [base[0] * tone + shine, base[1] * tone + shine, base[2] * tone + shine];
  });
}

function ball({ u, v, radius }: { u: number; v: number; radius: number }, colour: Colour): Layer {
  const outline = Array.from({ length: 48 }, (_, i): Point => [
    u + Math.cos((i / 24) * Math.PI) * radius,
    v + Math.sin((i / 24) * Math.PI) * radius * 0.95,
  ]);
  return filled(outline, (x, y) => {
    const [dx, dy] = [(x - u) / radius, (y - v) / radius];
    const light = 0.3 + 0.85 * smooth(1.1, -0.9, dx * 0.75 + dy * 0.66);
    const shine = 0.5 * Math.exp(-(((dx + 0.36) ** 2 + (dy + 0.4) ** 2) / 0.03));
    return [colour[0] * light + shine, colour[1] * light + shine, colour[2] * light + shine];
  });
}

// A head in profile looking left, neck and shoulders; about one unit high.
const bust: readonly Point[] = [
  [-0.02, -0.52], [-0.15, -0.47], [-0.225, -0.37], [-0.235, -0.29], [-0.228, -0.235], [-0.262, -0.165], [-0.298, -0.112], [-0.272, -0.085],
  [-0.25, -0.078], [-0.262, -0.048], [-0.245, -0.026], [-0.258, 0.0], [-0.238, 0.028], [-0.232, 0.07], [-0.195, 0.105], [-0.13, 0.1],
  [-0.085, 0.115], [-0.075, 0.17], [-0.09, 0.26], [-0.19, 0.33], [-0.36, 0.4], [-0.47, 0.5], [-0.52, 0.75], [-0.52, 1.2], [0.62, 1.2], [0.6, 0.75],
  [0.53, 0.5], [0.4, 0.38], [0.25, 0.31], [0.185, 0.24], [0.18, 0.12], [0.225, 0.03], [0.275, -0.08], [0.285, -0.22], [0.25, -0.37], [0.14, -0.48],
]; // prettier-ignore
const bun: readonly Point[] = [[0.22, -0.44], [0.33, -0.47], [0.41, -0.4], [0.41, -0.3], [0.33, -0.24], [0.23, -0.27]]; // prettier-ignore

/** A double exposure: a person's outline, and a landscape inside it. */
export function portraitScene(brief: SceneBrief): Layer[] {
  const { random, aspect, variant } = brief;
  const air = airOf(brief, ['mist', 'dusk', 'day']);
  const paper = mix(hex('#f2ece2'), air.haze, 0.3);
  const inner = [mountainScene, forestScene, nightScene, seaScene][(variant + Math.floor(brief.mood * 4)) % 4] ?? mountainScene;
  const flip = variant % 2 === 1;
  const at = [aspect * (0.5 + (flip ? -0.03 : 0.03)), 0.56, aspect < 0.8 ? 0.68 : 0.76] as const;
  const person = smoothOutline(placed(bust, ...at, flip));
  const knot = smoothOutline(placed(bun, ...at, flip));
  const within = inner(brief);
  const halo = { u: aspect * (0.5 + (flip ? 0.08 : -0.08)), v: 0.4, radius: 0.31 };
  const wash = noiseField(fractal(Math.floor(random() * 1e6), 5), aspect, 160);
  return [
    (row) => {
      for (let x = 0; x < row.width; x++) {
        const tone = 0.95 + 0.09 * wash(x * row.step, row.v);
        blend(row, x, [paper[0] * tone, paper[1] * tone, paper[2] * tone], 1);
        const distance = Math.hypot(x * row.step - halo.u, row.v - halo.v);
        blend(row, x, mix(air.sky[2] ?? paper, air.sun, 0.25), smooth(halo.radius + row.step, halo.radius - row.step, distance) * 0.72);
      }
    },
    ...(variant % 3 === 0 ? [filled(knot, () => mix(air.land, air.haze, 0.15))] : []),
    clipped(person, within),
    (row) => {
      const fade = smooth(0.86, 1.05, row.v);
      for (let x = 0; x < row.width; x++) blend(row, x, paper, fade * 0.8);
    },
  ];
}

// A cat that sits with its back to us; about one unit high, its seat at 0.
const cat: readonly Point[] = [
  [-0.172, -0.985], [-0.125, -0.915], [-0.07, -0.868], [0, -0.855], [0.07, -0.868], [0.125, -0.915], [0.172, -0.985], [0.198, -0.9], [0.213, -0.81],
  [0.21, -0.73], [0.175, -0.65], [0.135, -0.595], [0.17, -0.48], [0.235, -0.33], [0.275, -0.16], [0.262, -0.04], [0.2, 0.0], [-0.2, 0.0], [-0.262, -0.04],
  [-0.275, -0.16], [-0.235, -0.33], [-0.17, -0.48], [-0.135, -0.595], [-0.175, -0.65], [-0.21, -0.73], [-0.213, -0.81], [-0.198, -0.9],
]; // prettier-ignore
const tail: readonly Point[] = [
  [0.2, -0.07], [0.34, -0.03], [0.46, 0.03], [0.5, 0.13], [0.44, 0.21], [0.36, 0.2], [0.37, 0.165], [0.42, 0.165], [0.445, 0.12], [0.41, 0.075], [0.32, 0.045], [0.18, 0.02],
]; // prettier-ignore

/** A cat on a sill, watching the light go. */
export function catScene(brief: SceneBrief): Layer[] {
  const { random, aspect, variant } = brief;
  const air = airOf(brief, ['dusk', 'night']);
  const flip = variant % 2 === 1;
  const sill = 0.8;
  const at = [aspect * (flip ? 0.6 : 0.4), sill, 0.5] as const;
  const sun = { u: aspect * (flip ? 0.4 : 0.6), v: 0.34 };
  const fur = fractal(Math.floor(random() * 1e6), 3);
  const coat = [air.land, hex('#2a2422'), hex('#4a2f22'), hex('#23262e')][variant % 4] ?? air.land;
  const body = smoothOutline(placed(cat, ...at, flip), 8);
  const rim = smoothOutline(placed(cat, at[0] + (flip ? -0.005 : 0.005), at[1] - 0.004, at[2] * 1.012, flip), 8);
  const shaded = (u: number, v: number): Colour => {
    const side = smooth(0.16, -0.02, Math.abs(u - at[0] - (flip ? -0.09 : 0.09)));
    const tone = 0.8 + 0.4 * fur(u * 160, v * 60);
    return mix([coat[0] * tone, coat[1] * tone, coat[2] * tone], mix(air.haze, air.sun, 0.4), side * 0.2);
  };
  const ledge = mix(air.land, air.haze, 0.12);
  return [
    sky(air, 0.92),
    ...(air.light === 'night' ? [sparks(starField(random, aspect, 0.7, 320))] : []),
    disc({ ...sun, radius: 0.13 }, mix(air.sun, air.haze, 0.12), air.glow),
    bokeh(townLights(random, aspect, air.sun)),
    filled([[0, sill], [aspect, sill], [aspect, 1], [0, 1]], (_, v) => mix(mix(ledge, air.sun, 0.32), ledge, smooth(sill, sill + 0.05, v))), // prettier-ignore
    filled(rim, () => mix(air.sun, air.haze, 0.35)),
    filled(body, shaded),
    filled(smoothOutline(placed(tail, ...at, flip), 8), shaded),
  ];
}

function townLights(random: () => number, aspect: number, light: Colour): Spark[] {
  const hues = [light, hex('#ffcf8f'), hex('#ff9d7a'), hex('#bcd9ff')];
  return Array.from({ length: 60 }, () => ({
    u: random() * aspect,
    v: 0.8 - random() ** 2.4 * 0.24,
    radius: 0.008 + random() * 0.024,
    colour: hues[Math.floor(random() * hues.length)] ?? light,
    strength: 0.1 + random() * 0.35,
  }));
}
