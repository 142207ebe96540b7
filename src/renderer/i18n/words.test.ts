import { expect, test } from 'vitest';

import { failureCodes } from '../../shared/failure.ts';
import { failureWords } from './failure-words.ts';
import type { Words } from './words.ts';

const files = import.meta.glob<Record<string, unknown>>('../**/{words,*-words,examples}.ts', { eager: true });
const tables = Object.entries(files).flatMap(([file, exported]) =>
  Object.entries(exported)
    .filter((entry): entry is [string, Words<object>] => typeof entry[1] === 'object' && entry[1] !== null && 'zh-CN' in entry[1])
    .map(([name, words]) => ({ name: `${file} ${name}`, words })),
);

/** Every sentence with the path to it; functions are called with their own names for values. */
function sentences(words: object, path = ''): [string, string][] {
  return Object.entries(words).flatMap(([name, entry]: [string, unknown]): [string, string][] => {
    if (typeof entry === 'function') return [[`${path}${name}`, String(Reflect.apply(entry, undefined, ['1', '2', '3']))]];
    return typeof entry === 'string' ? [[`${path}${name}`, entry]] : sentences(entry as object, `${path}${name}.`);
  });
}

test('there are words to check', () => {
  expect(tables.length).toBeGreaterThan(4);
});

test.each(tables)('$name says everything in both languages', ({ words }) => {
  const [english, chinese] = [sentences(words.en), sentences(words['zh-CN'])];
  expect(chinese.map(([path]) => path).sort()).toEqual(english.map(([path]) => path).sort());
  const empty = (all: [string, string][]): string[] => all.filter(([, text]) => text.trim() === '').map(([path]) => path);
  expect(empty(chinese)).toEqual(empty(english));
});

test.each(tables)('$name uses full-width punctuation between Chinese characters', ({ words }) => {
  for (const [path, text] of sentences(words['zh-CN'])) expect(text, path).not.toMatch(/[\u4e00-\u9fff][,;:!?]|[\u4e00-\u9fff]\.(?!\w)/);
});

test('every failure says what to do, in a sentence of its own', () => {
  for (const code of failureCodes) {
    expect(failureWords.en[code]).toMatch(/\.$/);
    expect(failureWords['zh-CN'][code]).toMatch(/。$/);
  }
  expect(new Set(Object.values(failureWords.en)).size).toBe(failureCodes.length);
});
