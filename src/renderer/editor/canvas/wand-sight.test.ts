import { expect, test } from 'vitest';

import type { Colours } from '../engine/tool.ts';
import { WandSight } from './wand-sight.ts';

const [extent, wider] = [
  { left: 0, top: 0, width: 2, height: 1 },
  { left: 0, top: 0, width: 3, height: 1 },
];
const colours: Colours = { width: 2, height: 1, data: new Uint8ClampedArray(8) };

function sight(read: () => Promise<Colours | null>) {
  const heard: unknown[] = [];
  const wand = new WandSight({
    read: () => {
      heard.push('read');
      return read();
    },
    seen: (seen) => heard.push(seen && 'colours'),
    busy: (busy) => heard.push(busy ? 'busy' : 'idle'),
    failed: (why) => heard.push(why),
    done: () => heard.push('done'),
  });
  return { heard, wand };
}

test('colours are read once for each extent', async () => {
  const { heard, wand } = sight(() => Promise.resolve(colours));
  wand.want(extent);
  wand.want(extent);
  await expect.poll(() => heard.at(-1)).toBe('done');
  expect([heard, wand.isReading]).toEqual([[null, 'busy', 'read', 'colours', 'idle', 'done'], false]);
  wand.keepFor({ ...extent });
  wand.want(extent);
  expect(heard).toHaveLength(6);
  wand.keepFor(wider);
  wand.want(wider);
  expect(heard.slice(6)).toContain('read');
});

test('where there is no room for them nobody waits any longer, why is said, and it isn’t tried again', async () => {
  const { heard, wand } = sight(() => Promise.reject(new RangeError('no room')));
  wand.want(extent);
  await expect.poll(() => heard.at(-1)).toBe('done');
  expect(heard).toEqual([null, 'busy', 'read', null, 'idle', 'RangeError: no room', 'done']);
  wand.want(extent);
  expect([heard.length, wand.isReading]).toEqual([7, false]);
});

test('those that are forgotten while they are read never come', async () => {
  let give: (colours: Colours) => void = () => undefined;
  const { heard, wand } = sight(() => new Promise((done) => (give = done)));
  wand.want(extent);
  wand.forget();
  give(colours);
  await Promise.resolve();
  expect(heard).toEqual([null, 'busy', 'read', 'idle', null]);
});
