import { describe, expect, test } from 'vitest';

import { serve } from '../../main/bridge/serve.ts';
import { Pictures } from '../pictures.svelte.ts';
import { idOf, testLibrary } from '../test-pictures.ts';
import { Trail } from './trail.svelte.ts';
import { Viewing } from './viewing.svelte.ts';
import { Walk } from './walk.ts';

async function viewingIn(size: number) {
  const outside = testLibrary(serve, size);
  const pictures = new Pictures(outside.client.pictures);
  pictures.listen();
  await pictures.refresh();
  const viewing = new Viewing(pictures);
  const show = (row: number): Promise<void> => viewing.show(idOf(row), pictures.revision);
  return { outside, pictures, viewing, show };
}

describe('the picture that is looked at', () => {
  test('has its place and its neighbours, also where nobody has been', async () => {
    const { outside, viewing, show } = await viewingIn(500_000);
    await show(1);
    await expect.poll(() => viewing.next?.id).toBe(idOf(0));
    expect([viewing.index, viewing.count, viewing.previous?.id]).toEqual([499_998, 500_000, idOf(2)]);
    expect([viewing.hasPrevious, viewing.hasNext]).toEqual([true, true]);
    // The first screen of the grid, and what lies beside the picture: nothing of what is in between.
    expect(outside.asked.flat().length).toBeLessThan(80);
    await show(0);
    expect([viewing.hasNext, viewing.turn(1)]).toEqual([false, undefined]);
  });

  test('is shown from what the grid knows before its details are there', async () => {
    const { viewing, show } = await viewingIn(10);
    const shown = show(9);
    expect(viewing.picture?.prompt).toBe('a hare');
    expect(viewing.details).toBeNull();
    await shown;
    expect(viewing.details?.path).toBe('a.png');
  });

  test('gives way to one that was chosen before its answer came', async () => {
    const { viewing, show } = await viewingIn(10);
    await Promise.all([show(4), show(3)]);
    expect([viewing.id, viewing.details?.id, viewing.index]).toEqual([idOf(3), idOf(3), 6]);
  });

  test('turns to a picture whose facts have yet to arrive as soon as they do', async () => {
    const { viewing, show } = await viewingIn(1000);
    await show(500);
    expect(viewing.turn(40)).toBeUndefined();
    await expect.poll(() => viewing.awaited?.id).toBe(idOf(460));
  });

  test('keeps its place in the new order when pictures come', async () => {
    const { outside, pictures, viewing, show } = await viewingIn(10);
    await show(5);
    outside.add(11, 10);
    await expect.poll(() => pictures.count).toBe(12);
    await show(5);
    expect(viewing.index).toBe(6);
  });

  test('says why when it is gone', async () => {
    const { viewing, show } = await viewingIn(3);
    await show(77);
    expect(viewing.failure?.code).toBe('not-found');
    await show(2);
    expect(viewing.failure).toBeNull();
  });
});

describe('the way through families', () => {
  test('is remembered step by step, and begins anew on another road', async () => {
    const { viewing, show } = await viewingIn(10);
    const trail = new Trail();
    const opened: string[] = [];
    const walk = new Walk(viewing, trail, { openPicture: (id) => opened.push(id), closePicture: () => opened.push('closed') });
    const arrive = async (row: number): Promise<void> => {
      trail.arrive(idOf(row));
      await show(row);
    };
    const at = (row: number) => ({ ...(viewing.picture ?? expect.unreachable()), id: idOf(row), prompt: `number ${row}` });

    await arrive(9);
    walk.to(at(7));
    await arrive(7);
    walk.to(at(5));
    await arrive(5);
    expect(trail.before.map(({ id }) => id)).toEqual([idOf(9), idOf(7)]);
    expect(walk.back()).toBe(true);
    await arrive(7);
    expect(trail.before.map(({ id }) => id)).toEqual([idOf(9)]);
    walk.turn(1);
    await arrive(6);
    expect(trail.before).toEqual([]);
    expect(walk.back()).toBe(false);
    expect(opened).toEqual([7, 5, 7, 6].map(idOf));
  });

  test('leads past what is put away to the next, at the end to the one before', async () => {
    const { viewing, show } = await viewingIn(2);
    const opened: string[] = [];
    const walk = new Walk(viewing, new Trail(), { openPicture: (id) => opened.push(id), closePicture: () => opened.push('closed') });
    for (const row of [1, 0]) {
      await show(row);
      await expect.poll(() => viewing.next ?? viewing.previous).toBeDefined();
      await walk.past(() => Promise.resolve());
    }
    expect(opened).toEqual([idOf(0), idOf(1)]);
  });
});
