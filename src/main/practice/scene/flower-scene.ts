import { blend, hex, mix, smooth, type Colour, type Layer } from './canvas.ts';
import { filled, smoothOutline, type Point } from './outline.ts';
import type { SceneBrief } from './paint-scene.ts';
import { gradient } from './sky.ts';
import { bokeh, sparks, type Spark } from './sparks.ts';

interface Bloom {
  readonly u: number;
  readonly v: number;
  readonly radius: number;
  readonly turn: number;
  readonly petals: number;
  /** 0 sharp, 1 far out of focus. */
  readonly blur: number;
  /** Height over width: flowers seen from the side are flat. */
  readonly tilt: number;
  readonly outer: Colour;
  readonly inner: Colour;
}

const palettes: readonly { readonly back: readonly string[]; readonly petals: readonly (readonly [string, string])[] }[] = [
  { back: ['#2c4a3e', '#5f8a63', '#c5cf92'], petals: [['#e8618c', '#ffd6de'], ['#f7a1b8', '#fff0ee']] }, // prettier-ignore
  { back: ['#f3d9c9', '#eec3b3', '#c9a59a'], petals: [['#fdf6ee', '#f6c667'], ['#f08a7b', '#ffe3c9']] }, // prettier-ignore
  { back: ['#1d2b4f', '#3d5a8a', '#8fb0cf'], petals: [['#8e7cc3', '#e9defc'], ['#5f8fe0', '#e4f1ff']] }, // prettier-ignore
  { back: ['#33241f', '#6b4a35', '#c29a5f'], petals: [['#f0a030', '#ffe9a8'], ['#d9502e', '#ffc28a']] }, // prettier-ignore
];

/** A few blooms in focus, others behind them in the soft. */
export function flowerScene({ random, aspect, variant, mood }: SceneBrief): Layer[] {
  const palette = palettes[(variant + Math.floor(mood * palettes.length)) % palettes.length] ?? palettes[0];
  const back = (palette?.back ?? []).map(hex);
  const pairs = (palette?.petals ?? []).map(([outer, inner]) => [hex(outer), hex(inner)] as const);
  const bloom = (u: number, v: number, radius: number, blur: number): Bloom => {
    const [outer, inner] = pairs[random() < 0.65 ? 0 : 1] ?? ([back[0], back[1]] as [Colour, Colour]);
    return {
      u,
      v,
      radius,
      blur,
      turn: random() * 6.3,
      petals: 5 + Math.floor(random() * 4),
      tilt: 0.72 + random() * 0.28,
      outer: mix(outer, back[1] ?? outer, blur * 0.45),
      inner,
    };
  };
  const behind = Array.from({ length: 9 }, () =>
    bloom(random() * aspect, 0.2 + random() * 0.7, 0.05 + random() * 0.07, 0.7 + random() * 0.3),
  );
  const middle = Array.from({ length: 4 }, (_, i) =>
    bloom(aspect * ((i + 0.2 + random() * 0.6) / 4), 0.3 + random() * 0.45, 0.09 + random() * 0.04, 0.22),
  );
  const side = variant % 2 === 0 ? 0.4 : 0.6;
  const front = [
    bloom(aspect * side, 0.42 + random() * 0.1, 0.24, 0),
    bloom(aspect * (1.08 - side) + 0.06, 0.68 + random() * 0.08, 0.15, 0.02),
  ];
  const stemColour = mix(hex('#2f5b3a'), back[0] ?? [0, 0, 0], 0.25);
  return [
    backdrop(back),
    bokeh(softLights(random, aspect, back)),
    ...behind.map(petals),
    ...middle.flatMap((one) => [stem(one, mix(stemColour, back[1] ?? stemColour, 0.4), random), petals(one)]),
    ...front.flatMap((one) => [stem(one, stemColour, random), petals(one)]),
    sparks(dust(random, aspect)),
  ];
}

function backdrop(colours: readonly Colour[]): Layer {
  return (row) => {
    for (let x = 0; x < row.width; x++) {
      const place = 1 - row.v * 0.75 - 0.25 * Math.cos((x / row.width) * 3.1 + 0.6);
      blend(row, x, gradient(colours, place), 1);
    }
  };
}

function softLights(random: () => number, aspect: number, back: readonly Colour[]): Spark[] {
  const light = mix(back[2] ?? [1, 1, 1], [1, 1, 0.92], 0.45);
  return Array.from({ length: 42 }, () => ({
    u: random() * aspect,
    v: random() ** 1.4 * 0.85,
    radius: 0.02 + random() * 0.065,
    colour: mix(light, back[1] ?? light, random()),
    strength: 0.08 + random() * 0.2,
  }));
}

function dust(random: () => number, aspect: number): Spark[] {
  return Array.from({ length: 40 }, () => ({
    u: random() * aspect,
    v: random(),
    radius: 0.001 + random() * 0.0022,
    colour: [1, 0.95, 0.8] as const,
    strength: 0.3 + random() * 0.5,
  }));
}

function stem({ u, v, radius }: Bloom, colour: Colour, random: () => number): Layer {
  const lean = (random() - 0.5) * 0.25;
  const wide = 0.004 + radius * 0.03;
  const centre = (t: number): Point => [u + lean * t * t, v + (1.05 - v) * t];
  const places = [0, 0.2, 0.4, 0.6, 0.8, 1];
  const outline = [
    ...places.map((t): Point => [centre(t)[0] - wide, centre(t)[1]]),
    ...places.toReversed().map((t): Point => [centre(t)[0] + wide, centre(t)[1]]),
  ];
  const [lu, lv] = centre(0.55);
  const way = lean > 0 ? -1 : 1;
  const leaf = smoothOutline([[lu, lv], [lu + way * radius * 0.45, lv - radius * 0.5], [lu + way * radius * 1.1, lv - radius * 0.75], [lu + way * radius * 0.7, lv - radius * 0.15]]); // prettier-ignore
  return (row) => {
    filledOnce(outline, (x) => mix(colour, [0.8, 0.9, 0.5], smooth(-wide, wide, x - u - lean) * 0.15))(row);
    filledOnce(leaf, (x) => mix(colour, [0.75, 0.88, 0.5], Math.min(0.4, Math.abs(x - lu) * 1.6)))(row);
  };
}

const drawn = new WeakMap<readonly Point[], Layer>();

function filledOnce(outline: readonly Point[], colour: (u: number) => Colour): Layer {
  const layer = drawn.get(outline) ?? filled(outline, colour);
  drawn.set(outline, layer);
  return layer;
}

// Three rings of petals, each smaller, lighter and turned against the one below.
function petals(bloom: Bloom): Layer {
  const { u, v, radius, tilt } = bloom;
  return (row) => {
    const dy = (row.v - v) / (radius * tilt);
    if (Math.abs(dy) > 1.25) return;
    const half = radius * Math.sqrt(1.5625 - dy * dy);
    const to = Math.min(row.width - 1, Math.floor((u + half) / row.step));
    for (let x = Math.max(0, Math.ceil((u - half) / row.step)); x <= to; x++) paintPetal(row, x, (x * row.step - u) / radius, dy, bloom);
  };
}

function paintPetal(
  row: Parameters<Layer>[0],
  x: number,
  dx: number,
  dy: number,
  { petals: count, turn, blur, outer, inner, radius }: Bloom,
): void {
  const distance = Math.hypot(dx, dy);
  const angle = Math.atan2(dy, dx) + turn;
  const soft = row.step / radius + blur * 0.16;
  for (let ring = 0; ring < 3; ring++) {
    const size = 1 - ring * 0.27;
    const wave = Math.abs(Math.cos((angle * count) / 2 + ring * 0.9));
    const edge = size * (0.58 + 0.42 * Math.sqrt(wave));
    const share = smooth(edge + soft, edge - soft, distance);
    if (share <= 0) continue;
    const fold = smooth(0, 0.55, wave);
    const vein = 0.5 + 0.5 * Math.cos(angle * count * 5 + Math.sin(distance * 9));
    const rise = distance / edge;
    const tone = 0.62 + 0.26 * rise + 0.16 * fold - 0.05 * vein * rise - 0.1 * dy;
    const colour = mix(outer, inner, Math.min(1, 0.12 + ring * 0.2 + rise * rise * 0.45));
    blend(row, x, [colour[0] * tone, colour[1] * tone, colour[2] * tone], share);
  }
  heart(row, x, distance, angle, soft);
}

function heart(row: Parameters<Layer>[0], x: number, distance: number, angle: number, soft: number): void {
  const share = smooth(0.17 + soft, 0.17 - soft, distance);
  if (share <= 0) return;
  const grain = 0.75 + 0.25 * Math.sin(distance * 140) * Math.sin(angle * 17);
  blend(row, x, [0.96 * grain, 0.72 * grain, 0.24 * grain], share);
}
