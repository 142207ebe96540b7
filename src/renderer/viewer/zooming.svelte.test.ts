import { describe, expect, test } from 'vitest';

import { LinkedSight, OwnSight, Zooming } from './zooming.svelte.ts';

const stage = { width: 400, height: 300, pixelRatio: 1 };

function zoomingOf(width: number, height: number, sight = new OwnSight() as OwnSight | LinkedSight, growsToFit = false) {
  const zooming = new Zooming(() => ({ width, height }), sight, { growsToFit });
  zooming.setStage(stage);
  return zooming;
}

describe('a picture on its stage', () => {
  test('fits, shows its own pixels, and fits again', () => {
    const zooming = zoomingOf(1600, 1200);
    expect([zooming.zoom, zooming.fits, zooming.canPan]).toEqual([0.25, true, false]);
    zooming.actual();
    expect([zooming.zoom, zooming.fits, zooming.canPan]).toEqual([1, false, true]);
    zooming.fit();
    expect(zooming.zoom).toBe(0.25);
  });

  test('stays at 1:1 when the window changes, and moves only where there is more to see', () => {
    const zooming = zoomingOf(1600, 1200);
    expect(zooming.look(1, 0)).toBe(false);
    zooming.actual();
    zooming.setStage({ ...stage, width: 800, height: 500 });
    expect(zooming.zoom).toBe(1);
    const before = zooming.view.centre.x;
    expect(zooming.look(1, 0)).toBe(true);
    expect(zooming.view.centre.x).toBeGreaterThan(before);
  });
});

describe('pictures beside each other', () => {
  test('of different sizes are as large as each other, and show the same part', () => {
    const sight = new LinkedSight();
    const [small, large] = [zoomingOf(400, 300, sight, true), zoomingOf(4000, 3000, sight, true)];
    const widthOf = (zooming: Zooming): number => zooming.viewport.place(zooming.view).scale * zooming.viewport.picture.width;
    expect(widthOf(small)).toBe(widthOf(large));
    large.actual();
    expect(widthOf(small)).toBeCloseTo(4000, 6);
    small.pan(-120, 30);
    expect(large.view.centre.x).toBeCloseTo(small.view.centre.x, 9);
    expect(large.view.centre.y).toBeCloseTo(small.view.centre.y, 9);
    small.fit();
    expect(large.fits).toBe(true);
  });
});
