import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { largestZoom, Viewport, wholePicture, type Point, type Stage, type View } from './viewport.ts';

const extent = (min: number, max: number) => fc.record({ width: fc.integer({ min, max }), height: fc.integer({ min, max }) });
const picture = extent(1, 40_000);
const stage: fc.Arbitrary<Stage> = fc
  .tuple(extent(50, 4000), fc.constantFrom(1, 1.25, 1.5, 2, 3))
  .map(([size, pixelRatio]) => ({ ...size, pixelRatio }));
const viewport = fc.tuple(picture, stage).map(([of, on]) => new Viewport(of, on));
const part = fc.record({ x: fc.double({ min: 0, max: 1, noNaN: true }), y: fc.double({ min: 0, max: 1, noNaN: true }) });
const zoom = fc.double({ min: 0.001, max: 100, noNaN: true });
const move = fc.integer({ min: -5000, max: 5000 });

/** A view that a person can come to. */
const view = (of: Viewport, wanted: number, centre: Point): View => of.bounded({ ...of.zoomed(wholePicture, wanted), centre });
const pointOf = (of: Viewport, { x, y }: Point): Point => ({ x: x * of.stage.width, y: y * of.stage.height });
const isBounded = (of: Viewport, { centre }: View, seen: View): boolean =>
  Math.abs(of.bounded(seen).centre.x - centre.x) < 1e-9 && Math.abs(of.bounded(seen).centre.y - centre.y) < 1e-9;

describe('fitting', () => {
  test('shows the whole picture in the middle, and makes no small one large', () => {
    fc.assert(
      fc.property(viewport, (of) => {
        const { x, y, scale } = of.place(wholePicture);
        const [width, height] = [of.picture.width * scale, of.picture.height * scale];
        expect(width).toBeLessThanOrEqual(of.stage.width + 1e-6);
        expect(height).toBeLessThanOrEqual(of.stage.height + 1e-6);
        expect(scale).toBeLessThanOrEqual(1.5);
        expect(Math.abs(x * 2 + width - of.stage.width)).toBeLessThanOrEqual(2 / of.stage.pixelRatio);
        expect(Math.abs(y * 2 + height - of.stage.height)).toBeLessThanOrEqual(2 / of.stage.pixelRatio);
        expect(of.isLarger(wholePicture)).toBe(false);
      }),
    );
  });

  test('makes a small one as large as the stage where pictures are laid beside each other', () => {
    const of = new Viewport({ width: 10, height: 20 }, { width: 400, height: 400, pixelRatio: 1 }, { growsToFit: true });
    expect(of.place(wholePicture)).toEqual({ x: 100, y: 0, scale: 20 });
  });
});

describe('zooming', () => {
  test('keeps what is under the pointer where it is, unless that would bring in an edge', () => {
    fc.assert(
      fc.property(viewport, part, part, zoom, zoom, (of, centre, at, before, after) => {
        const seen = view(of, before, centre);
        const point = pointOf(of, at);
        const held = of.at(seen, point);
        const now = of.zoomed(seen, after, point);
        const moved = of.at(now, point);
        const wanted = { x: held.x - moved.x + now.centre.x, y: held.y - moved.y + now.centre.y };
        // Where it had to give way, it lies as near as the bounds allow.
        expect(isBounded(of, now, { zoom: now.zoom, centre: wanted })).toBe(true);
      }),
    );
  });

  test('holds the point exactly inside a large picture', () => {
    const of = new Viewport({ width: 4000, height: 4000 }, { width: 400, height: 400, pixelRatio: 2 });
    const seen: View = { zoom: 1, centre: { x: 0.5, y: 0.5 } };
    const point = { x: 310, y: 40 };
    const now = of.zoomed(seen, 8, point);
    expect(of.at(now, point).x).toBeCloseTo(of.at(seen, point).x, 12);
    expect(of.at(now, point).y).toBeCloseTo(of.at(seen, point).y, 12);
  });

  test('stays between fitting, or its own pixels, and 32 times', () => {
    fc.assert(
      fc.property(viewport, part, zoom, (of, centre, wanted) => {
        const now = of.zoomOf(of.zoomed(view(of, 1, centre), wanted));
        expect(now).toBeGreaterThanOrEqual(Math.min(of.fit, 1) * 0.999);
        expect(now).toBeLessThanOrEqual(Math.max(of.fit, largestZoom));
      }),
    );
  });

  test('at 1:1 a pixel of the picture is a pixel of the screen, and lies on one', () => {
    fc.assert(
      fc.property(viewport, part, (of, centre) => {
        const { x, y, scale } = of.place(view(of, 1, centre));
        const { pixelRatio } = of.stage;
        expect(scale * pixelRatio).toBeCloseTo(1, 2);
        expect(x * pixelRatio).toBeCloseTo(Math.round(x * pixelRatio), 6);
        expect(y * pixelRatio).toBeCloseTo(Math.round(y * pixelRatio), 6);
      }),
    );
  });

  test('by steps leads from fitting to the end and back to fitting', () => {
    fc.assert(
      fc.property(viewport, (of) => {
        let seen: View = wholePicture;
        for (let step = 0; step < 30; step++) seen = of.stepped(seen, 1);
        expect(of.zoomOf(seen)).toBeCloseTo(Math.max(of.fit, largestZoom), 6);
        for (let step = 0; step < 30; step++) seen = of.stepped(seen, -1);
        expect(of.zoomOf(seen)).toBeCloseTo(Math.min(of.fit, 1), 6);
      }),
    );
  });

  test('a double click leads to 1:1 at that point, another back', () => {
    const of = new Viewport({ width: 2000, height: 1000 }, { width: 500, height: 500, pixelRatio: 1 });
    const point = { x: 400, y: 300 };
    const near = of.toggled(wholePicture, point);
    expect(near.zoom).toBe(1);
    expect(of.at(near, point)).toEqual(of.at(wholePicture, point));
    expect(of.toggled(near, point)).toEqual(wholePicture);
  });
});

describe('panning', () => {
  test('never brings in an edge of what is larger than the stage, nor moves what is smaller out of the middle', () => {
    fc.assert(
      fc.property(viewport, part, zoom, move, move, (of, centre, wanted, dx, dy) => {
        const { x, y, scale } = of.place(of.panned(view(of, wanted, centre), dx, dy));
        for (const [start, length, room] of [
          [x, of.picture.width * scale, of.stage.width],
          [y, of.picture.height * scale, of.stage.height],
        ] as const) {
          const slack = 1 / of.stage.pixelRatio + 1e-6;
          if (length > room) {
            expect(start).toBeLessThanOrEqual(slack);
            expect(start + length).toBeGreaterThanOrEqual(room - slack);
          } else expect(Math.abs(start * 2 + length - room)).toBeLessThanOrEqual(2 * slack);
        }
      }),
    );
  });

  test('there and back is where it was, as long as no edge is met', () => {
    const of = new Viewport({ width: 4000, height: 3000 }, { width: 800, height: 600, pixelRatio: 1 });
    const seen: View = { zoom: 1, centre: { x: 0.5, y: 0.5 } };
    const back = of.panned(of.panned(seen, 120, -75), -120, 75);
    expect(back.centre.x).toBeCloseTo(0.5, 12);
    expect(back.centre.y).toBeCloseTo(0.5, 12);
  });

  test('two fingers carry what lies under them', () => {
    const of = new Viewport({ width: 4000, height: 4000 }, { width: 400, height: 400, pixelRatio: 1 });
    const seen: View = { zoom: 1, centre: { x: 0.5, y: 0.5 } };
    const now = of.pinched(seen, [{ x: 100, y: 200 }, { x: 200, y: 200 }], [{ x: 50, y: 220 }, { x: 250, y: 220 }]); // prettier-ignore
    expect(now.zoom).toBe(2);
    expect(of.at(now, { x: 150, y: 220 })).toEqual(of.at(seen, { x: 150, y: 200 }));
  });
});

test('a resize keeps the middle and the zoom, and what fits goes on fitting', () => {
  fc.assert(
    fc.property(picture, stage, stage, part, zoom, (of, before, after, centre, wanted) => {
      const seen = view(new Viewport(of, before), wanted, centre);
      const now = new Viewport(of, after).bounded(seen);
      expect(now.zoom).toBe(seen.zoom);
      const larger = new Viewport(of, { ...before, width: before.width / 2, height: before.height / 2 });
      if (seen.zoom !== null && larger.isLarger(seen)) expect(larger.bounded(seen).centre.x).toBeCloseTo(seen.centre.x, 9);
    }),
  );
});
