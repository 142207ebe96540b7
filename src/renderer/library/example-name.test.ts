import { expect, test } from 'vitest';

import type { Picture } from '../../shared/picture.ts';
import { exampleName } from './example-name.ts';

const picture: Picture = {
  ...{ row: 1, id: 'ab12cd34ef56'.padEnd(64, '0'), prompt: 'a fox: "red"/or not?', createdAt: new Date(2026, 10, 22, 9, 5, 7).getTime() },
  ...{ widthPx: 1024, heightPx: 1536, kind: 'png', favourite: false, rating: 0, flag: 'none', practice: false, source: 'text' },
  ...{ isAnswer: false, file: 'here', trashedAt: null },
};

test('every token is filled in, and what file systems forbid is left out', () => {
  expect(exampleName('{date} {time} {prompt}', picture, 'original')).toBe('2026-11-22 09-05-07 a fox red or not.png');
  expect(exampleName('{number}-{id}-{size}', picture, 'jpeg')).toBe('1-ab12cd34ef56-1024×1536.jpg');
});

test('plain text and what is no token stay', () => {
  expect(exampleName(' my {colour} fox ', picture, 'webp')).toBe('my {colour} fox.webp');
});

test('of a long prompt the first whole words are kept; one without spaces is cut', () => {
  const long = { ...picture, prompt: 'a quiet sea at sunset, long exposure, warm haze on the horizon, film grain' };
  expect(exampleName('{prompt}', long, 'original')).toBe('a quiet sea at sunset, long exposure, warm haze on the.png');
  expect(exampleName('{prompt}', { ...picture, prompt: '海'.repeat(80) }, 'original')).toBe(`${'海'.repeat(60)}.png`);
});
