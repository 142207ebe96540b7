import { expect, test } from 'vitest';

import { commands } from '../shared/command.ts';
import { isChord, keyCaps, type Stroke } from './chord.ts';

const stroke = (key: string, change: Partial<Stroke> = {}): Stroke => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...change,
});

test('Mod is Cmd on macOS and Ctrl elsewhere', () => {
  expect(isChord(stroke('1', { ctrlKey: true }), 'Mod+1', 'linux')).toBe(true);
  expect(isChord(stroke('1', { metaKey: true }), 'Mod+1', 'linux')).toBe(false);
  expect(isChord(stroke('1', { metaKey: true }), 'Mod+1', 'darwin')).toBe(true);
});

test('a chord with more or fewer modifiers is another chord', () => {
  expect(isChord(stroke('F', { ctrlKey: true }), 'F', 'linux')).toBe(false);
  expect(isChord(stroke('r', { ctrlKey: true }), 'Mod+Shift+R', 'linux')).toBe(false);
  expect(isChord(stroke('f', { altKey: true }), 'F', 'linux')).toBe(false);
  expect(isChord(stroke('R', { ctrlKey: true, shiftKey: true }), 'Mod+Shift+R', 'linux')).toBe(true);
});

test('a sign counts as typed, however the keyboard makes it', () => {
  expect(isChord(stroke('?', { shiftKey: true }), '?', 'linux')).toBe(true);
  expect(isChord(stroke('?'), '?', 'linux')).toBe(true);
  expect(isChord(stroke('/', { shiftKey: true }), '/', 'linux')).toBe(true);
});

test('the plus is meant with and without Shift', () => {
  for (const key of [stroke('+'), stroke('+', { shiftKey: true }), stroke('=')]) expect(isChord(key, 'Plus', 'linux')).toBe(true);
  expect(isChord(stroke('=', { ctrlKey: true }), 'Mod+Plus', 'linux')).toBe(true);
  expect(isChord(stroke('='), 'Mod+Plus', 'linux')).toBe(false);
});

test('on a keyboard with other letters the place of the key decides', () => {
  expect(isChord(stroke('а', { code: 'KeyF' }), 'F', 'linux')).toBe(true);
});

test('every chord of the command table has caps on every platform', () => {
  for (const { keys } of Object.values(commands)) {
    for (const chord of keys) {
      expect(keyCaps(chord, 'linux').join('')).not.toContain('Mod');
      expect(keyCaps(chord, 'darwin').join('')).not.toContain('Mod');
    }
  }
});

test('no two commands of one group share a chord', () => {
  const chords = Object.values(commands).flatMap(({ group, keys }) => keys.map((chord) => `${group} ${chord}`));
  expect(new Set(chords).size).toBe(chords.length);
});
