import { expect, test } from 'vitest';

import { gridWords } from './grid-words.ts';
import { describe } from './tile-words.ts';

const plain = { favourite: false, rating: 0, flag: 'none', practice: false, isAnswer: false, file: 'here' } as const;

test('a picture is told of by its place and its marks', () => {
  expect(describe(plain, '214', '80,311', gridWords.en)).toBe('picture 214 of 80,311');
  expect(describe({ ...plain, favourite: true, rating: 4, file: 'missing' }, '1', '2', gridWords.en)).toBe(
    'picture 1 of 2, Favourite, 4 stars, File not found',
  );
  expect(describe({ ...plain, isAnswer: true }, '1', '2', gridWords.en)).toBe('picture 1 of 2, Answer to an edit');
  expect(describe({ ...plain, rating: 1, flag: 'rejected', practice: true, file: 'damaged' }, '1', '2', gridWords['zh-CN'])).toBe(
    '第 1 张，共 2 张，1 星，已弃用，练习，文件已损坏',
  );
});

test('until its facts are here there is only its place', () => {
  expect(describe(undefined, '1', '2', gridWords.en)).toBe('picture 1 of 2');
});
