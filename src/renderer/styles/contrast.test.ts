import { expect, test } from 'vitest';

import css from './tokens.css?raw';

const pairs = new Map(
  [...css.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);/g)].map(([, name = '', light = '', dark = '']) => [
    name,
    { light, dark },
  ]),
);

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(ink: string, ground: string, theme: 'light' | 'dark'): number {
  const [a = 0, b = 0] = [ink, ground].map((name) => luminance(pairs.get(name)?.[theme] ?? ''));
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

const grounds = ['surface', 'surface-raised', 'surface-sunken', 'surface-overlay', 'field'];
const inks = ['ink', 'ink-muted', 'ink-faint', 'accent', 'danger', 'warning', 'success'];
const onGrounds = inks.flatMap((ink) => grounds.map((ground) => [ink, ground] as const));
const onOthers = [
  ['on-accent', 'accent-fill'],
  ['on-accent', 'accent-fill-end'],
  ['accent', 'accent-wash'],
  ['ink', 'accent-wash'],
  ['ink', 'warning-wash'],
  ['warning', 'warning-wash'],
  ['danger', 'danger-wash'],
  ['success', 'success-wash'],
] as const;

test.each([...onGrounds, ...onOthers])('%s can be read on %s in both themes', (ink, ground) => {
  expect(contrast(ink, ground, 'light')).toBeGreaterThanOrEqual(4.5);
  expect(contrast(ink, ground, 'dark')).toBeGreaterThanOrEqual(4.5);
});

test.each(['surface', 'surface-raised', 'surface-sunken'])('the focus ring stands out on %s', (ground) => {
  expect(contrast('focus', ground, 'light')).toBeGreaterThanOrEqual(3);
  expect(contrast('focus', ground, 'dark')).toBeGreaterThanOrEqual(3);
});
