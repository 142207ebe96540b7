import { expect, test } from 'vitest';

import { Failure } from '../../shared/failure.ts';
import { Language } from './language.svelte.ts';
import { failureSentence, reasonsOf } from './reason-words.ts';

const [english, chinese] = [new Language(() => 'en', 'en'), new Language(() => 'zh-CN', 'en')];
const megabyte = 1024 ** 2;

test('why exactly is said in the person’s language, with what the sentence names', () => {
  const because = { why: 'file-too-large', file: 'cat.png', mostBytes: 64 * megabyte } as const;
  const failure = new Failure('too-large', 'cat.png is larger than 64 MB.', { because }).toData();
  expect(reasonsOf(failure, english)).toBe('“cat.png” is larger than 64 MB. Save a smaller copy, and choose that.');
  expect(reasonsOf(failure, chinese)).toBe('“cat.png”超过 64 MB。请另存为较小的副本，然后选择该副本。');
});

test('a refusal is told by its reason, where the general sentence would only point to it', () => {
  const refused = new Failure('invalid', 'Nothing is painted.', { because: { why: 'nothing-painted' } });
  expect(failureSentence(refused, chinese)).toBe('没有标记任何部分，因此不会有任何改变。请涂抹要改变的部分后重试。');
  const full = new Failure('disk-full', 'No room.', { because: { why: 'too-little-room', neededBytes: megabyte, freeBytes: 0 } });
  expect(failureSentence(full, english)).toBe('The disk is full. Free some space; what is finished will then be saved.');
});

test('several reasons follow one another, and somebody else’s words stay as they are', () => {
  const because = [
    { why: 'some-kept', kept: 2, all: 4 },
    { why: 'said', words: 'Try later.' },
  ] as const;
  const failure = new Failure('bad-picture', '', { because }).toData();
  expect(reasonsOf(failure, english)).toBe('2 of 4 pictures are in the library. Try later.');
  expect(reasonsOf(failure, chinese)).toBe('4 张图片中有 2 张已在图库中。Try later.');
});

test('a failure without reasons has its general sentence, and no more', () => {
  const failure = new Failure('invalid', 'The service’s own words').toData();
  expect(reasonsOf(failure, chinese)).toBeNull();
  expect(failureSentence(failure, chinese)).toBe('请求中有不符合要求的内容。具体见详情；请更正后重试。');
});
