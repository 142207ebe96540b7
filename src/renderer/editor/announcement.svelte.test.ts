import { expect, test } from 'vitest';

import { Announcement } from './announcement.svelte.ts';

test('what is said again is heard again, however often', () => {
  const announcement = new Announcement();
  const heard = ['Undone: brush stroke', 'Undone: brush stroke', 'Undone: brush stroke', 'Given up'].map((sentence) => {
    announcement.say(sentence);
    return announcement.said;
  });
  expect(heard.map((sentence) => sentence.trim())).toEqual([
    'Undone: brush stroke',
    'Undone: brush stroke',
    'Undone: brush stroke',
    'Given up',
  ]);
  for (const [index, sentence] of heard.entries()) expect(sentence).not.toBe(heard[index - 1]);
});
