import { addLight, blend, smooth, type Colour, type Layer } from './canvas.ts';

/** A small round light; positions and radii in picture heights. */
export interface Spark {
  readonly u: number;
  readonly v: number;
  readonly radius: number;
  readonly colour: Colour;
  readonly strength: number;
}

/** Points of light with a soft fall-off: stars, fireflies, lamps. */
export function sparks(all: readonly Spark[]): Layer {
  return perSpark(all, 3, (row, x, distance, { radius, colour, strength }) => {
    const falloff = Math.exp(-(distance * distance) / (radius * radius));
    addLight(row, x, colour, strength * falloff);
  });
}

/** Discs of a lens out of focus, a little brighter at the rim. */
export function bokeh(all: readonly Spark[]): Layer {
  return perSpark(all, 1.1, (row, x, distance, { radius, colour, strength }) => {
    const edge = smooth(radius * 1.06, radius * 0.94, distance);
    blend(row, x, colour, strength * edge * (0.7 + 0.3 * smooth(0.6 * radius, radius, distance)));
  });
}

function perSpark(
  all: readonly Spark[],
  reach: number,
  paint: (row: Parameters<Layer>[0], x: number, distance: number, spark: Spark) => void,
): Layer {
  const sorted = [...all].sort((a, b) => a.v - a.radius * reach - (b.v - b.radius * reach));
  let active: Spark[] = [];
  let next = 0;
  return (row) => {
    for (let spark = sorted[next]; spark && spark.v - spark.radius * reach <= row.v; spark = sorted[++next]) active.push(spark);
    active = active.filter(({ v, radius }) => v + radius * reach >= row.v);
    for (const spark of active) {
      const dy = row.v - spark.v;
      const half = Math.sqrt(Math.max(0, (spark.radius * reach) ** 2 - dy * dy));
      const to = Math.min(row.width - 1, Math.floor((spark.u + half) / row.step));
      for (let x = Math.max(0, Math.ceil((spark.u - half) / row.step)); x <= to; x++) {
        paint(row, x, Math.hypot(x * row.step - spark.u, dy), spark);
      }
    }
  };
}

export function starField(random: () => number, aspect: number, until: number, count: number): Spark[] {
  return Array.from({ length: Math.round(count * aspect) }, () => {
    const bright = random() ** 7;
    const warm = random();
    return {
      u: random() * aspect,
      v: random() * until,
      radius: 0.0007 + bright * 0.0016,
      colour: [0.8 + warm * 0.2, 0.88 + warm * 0.05, 1.05 - warm * 0.2] as const,
      strength: 0.25 + bright * 1.1,
    };
  });
}
