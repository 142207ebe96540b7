import { expect, test } from 'vitest';

import { RailState } from './rail-state.svelte.ts';

function storage(text: string | null = null) {
  let stored = text;
  return { getItem: () => stored, setItem: (_name: string, value: string) => void (stored = value) };
}

test('the rail is open in a roomy window until it is closed, also after a restart', () => {
  const kept = storage();
  const rail = new RailState(kept);
  expect(rail.isOpen).toBe(true);
  rail.toggle();
  rail.expand('trips', false);
  const again = new RailState(kept);
  expect([again.isOpen, [...again.collapsed]]).toEqual([false, ['trips']]);
});

test('in a narrow window it is closed unless asked for, and gives way', () => {
  const rail = new RailState(storage());
  rail.widthPx = 824;
  expect(rail.isOpen).toBe(false);
  rail.open();
  expect(rail.isOpen).toBe(true);
  rail.giveWay();
  expect(rail.isOpen).toBe(false);
  rail.widthPx = 1300;
  expect(rail.isOpen).toBe(true);
});

test('what was stored and is damaged doesn’t matter', () => {
  for (const damaged of ['{', 'null', '7']) expect(new RailState(storage(damaged)).isOpen).toBe(true);
});
