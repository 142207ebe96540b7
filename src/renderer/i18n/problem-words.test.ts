import { expect, test } from 'vitest';

import { Formats } from './formats.ts';
import { problemSentence, problemWords } from './problem-words.ts';

const english = new Formats('en');

test('a prompt over the limit is told by how much', () => {
  const problem = { field: 'prompt', rule: 'prompt-too-long', characters: 2234, limit: 1000 } as const;
  expect(problemSentence(problem, problemWords.en, english)).toBe('1,234 characters too many: at most 1,000 are possible.');
});

test('a reference that is too large is told by name, in both languages', () => {
  const problem = { field: 'references', rule: 'reference-too-large', name: 'cat.png', limitBytes: 10 * 1024 * 1024 } as const;
  expect(problemSentence(problem, problemWords.en, english)).toContain('“cat.png” is larger than 10 MB');
  expect(problemSentence(problem, problemWords['zh-CN'], new Formats('zh-CN'))).toContain('“cat.png”超过 10 MB');
});

test('a rule without numbers is its sentence', () => {
  expect(problemSentence({ field: 'prompt', rule: 'prompt-empty' }, problemWords.en, english)).toBe('Describe the picture first.');
});
