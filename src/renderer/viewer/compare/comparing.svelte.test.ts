import { beforeEach, describe, expect, test, vi } from 'vitest';

import { serve } from '../../../main/bridge/serve.ts';
import { Pictures } from '../../pictures.svelte.ts';
import { Router } from '../../router.svelte.ts';
import { idOf, testLibrary } from '../../test-pictures.ts';
import { Blinking } from './blinking.svelte.ts';
import { Comparing } from './comparing.svelte.ts';

let comparing: Comparing;
beforeEach(() => {
  comparing = new Comparing(new Pictures(testLibrary(serve, 10).client.pictures));
});

describe('a comparison', () => {
  test('is of those that the library holds, in the order in which they were chosen', async () => {
    await comparing.show([3, 77, 5].map(idOf), 1);
    expect(comparing.all.map(({ id }) => id)).toEqual([idOf(3), idOf(5)]);
    expect(comparing.active?.id).toBe(idOf(3));
  });

  test('goes round from picture to picture', async () => {
    await comparing.show([1, 2, 3].map(idOf), 1);
    comparing.activateNext(-1);
    expect(comparing.active?.id).toBe(idOf(3));
    comparing.activateNext(1);
    expect(comparing.active?.id).toBe(idOf(1));
  });

  test('with a slider or by blinking takes two', async () => {
    await comparing.show([1, 2, 3].map(idOf), 1);
    expect([comparing.choose('slider'), comparing.way]).toEqual([false, 'side']);
    await comparing.show([1, 2].map(idOf), 1);
    expect([comparing.choose('slider'), comparing.way]).toEqual([true, 'slider']);
    await comparing.show([1, 2, 3].map(idOf), 1);
    expect(comparing.way).toBe('side');
  });
});

test('two to four different pictures are compared, one is not', () => {
  const router = new Router();
  router.compare(['a', 'a']);
  expect([router.compared, router.isCovered]).toEqual([[], false]);
  router.openPicture('a');
  router.compare(['a', 'b', 'c', 'd', 'e']);
  expect(router.compared).toEqual(['a', 'b', 'c', 'd']);
  router.endComparison();
  expect([router.compared, router.picture]).toEqual([[], 'a']);
});

describe('blinking', () => {
  test('turns by itself in its pace until it is flipped by hand', () => {
    vi.useFakeTimers();
    const blinking = new Blinking(() => false);
    blinking.start();
    const stop = blinking.run();
    vi.advanceTimersByTime(3000);
    expect(blinking.shown).toBe(1);
    stop?.();
    blinking.flip();
    expect([blinking.shown, blinking.isPlaying, blinking.run()]).toEqual([0, false, undefined]);
    vi.useRealTimers();
  });

  test('waits for the hand where the person wants no motion', () => {
    const blinking = new Blinking(() => true);
    blinking.start();
    expect(blinking.isPlaying).toBe(false);
    blinking.toggle();
    expect(blinking.isPlaying).toBe(true);
  });
});
