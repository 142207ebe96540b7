import { expect, test } from 'vitest';

import { commands } from '../shared/command.ts';
import { isClaimed, type KeyboardPlace } from './key-claims.ts';

const nowhere: KeyboardPlace = { inLayer: false, inField: false, onControl: false, hasSelectedText: false };
const chords: readonly string[] = Object.values(commands).flatMap(({ keys }) => keys);

test('where nothing has the keyboard, every chord is a shortcut', () => {
  expect(chords.filter((chord) => isClaimed(chord, nowhere))).toEqual([]);
});

test('a menu and a modal dialog keep every key', () => {
  expect(chords.filter((chord) => !isClaimed(chord, { ...nowhere, inLayer: true }))).toEqual([]);
});

test('while someone types, letters, arrows and the chords that edit text are the text’s', () => {
  const inField = { ...nowhere, inField: true };
  expect(
    ['F', '/', '?', 'Delete', 'Escape', 'ArrowLeft', 'Mod+C', 'Mod+Z', 'Mod+I', 'Mod+D'].filter((chord) => !isClaimed(chord, inField)),
  ).toEqual([]);
  expect(['Mod+Enter', 'Mod+1', 'Mod+,', 'Mod+F', 'Mod+Shift+R'].filter((chord) => isClaimed(chord, inField))).toEqual([]);
});

test('Enter and the space bar set off the control that has the focus; other keys are shortcuts there', () => {
  const onControl = { ...nowhere, onControl: true };
  expect(chords.filter((chord) => isClaimed(chord, onControl))).toEqual(['Enter', 'Space']);
});

test('copying takes the selected text before the picture', () => {
  expect(isClaimed('Mod+C', { ...nowhere, hasSelectedText: true })).toBe(true);
  expect(isClaimed('Mod+E', { ...nowhere, hasSelectedText: true })).toBe(false);
});
