import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { callbackMaxCharacters, characterCount, checkRequest, type GenerationRequest, type Problem } from './generation.ts';
import type { Input } from './input.ts';
import { models } from './model.ts';

const [model] = models;
const sizes = model.sizes.map(({ value }) => value);
const hash = (digit: string) => digit.repeat(64);

function input(change: Partial<Input> = {}): Input {
  return { id: hash('a'), name: 'a.png', kind: 'png', widthPx: 100, heightPx: 80, bytes: 1_000, ...change };
}

function request(change: Partial<GenerationRequest> = {}): GenerationRequest {
  return { model: model.id, prompt: 'a fox', size: '1:1', count: 1, references: [], mask: null, callbackUrl: null, ...change };
}

function rules(change: Partial<GenerationRequest>, inputs: readonly Input[] = []): Problem['rule'][] {
  return checkRequest(request(change), model, new Map(inputs.map((one) => [one.id, one]))).map(({ rule }) => rule);
}

describe('the prompt', () => {
  test('is counted in characters as a person counts them, up to the limit', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', '雪', '𠮷', '🦊'), { minLength: 1, maxLength: 1_100 }), (characters) => {
        const prompt = characters.join('');
        expect(characterCount(prompt)).toBe(characters.length);
        expect(rules({ prompt })).toEqual(characters.length > model.promptMaxCharacters ? ['prompt-too-long'] : []);
      }),
      { numRuns: 30 },
    );
    expect(rules({ prompt: '🦊'.repeat(1_000) })).toEqual([]);
    expect(rules({ prompt: '🦊'.repeat(1_001) })).toEqual(['prompt-too-long']);
  });

  test.each(['', ' ', '\n\t', '\u3000'])('may not be blank: %j', (prompt) => {
    expect(rules({ prompt })).toEqual(['prompt-empty']);
  });
});

describe('size and count', () => {
  test('are the model’s, and no others', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.constantFrom(...sizes)), fc.integer({ min: -1, max: 20 }), (size, count) => {
        expect(rules({ size, count }).includes('size-unknown')).toBe(!sizes.includes(size));
        expect(rules({ size, count }).includes('count-unknown')).toBe(![1, 2, 4].includes(count));
      }),
    );
  });
});

describe('references', () => {
  const many = Array.from('0123456789', (digit) => input({ id: hash(digit) }));

  test('are at most five', () => {
    for (const count of [0, 1, 5, 6, 10]) {
      const references = many.slice(0, count).map(({ id }) => id);
      expect(rules({ references }, many)).toEqual(count > 5 ? ['too-many-references'] : []);
    }
  });

  test('may have exactly 10 MB, must be there, and are named when too large', () => {
    const limitBytes = 10 * 1024 * 1024;
    expect(rules({ references: [hash('a')] }, [input({ bytes: limitBytes })])).toEqual([]);
    const large = input({ name: 'mountain.png', bytes: limitBytes + 1 });
    const problems = checkRequest(request({ references: [large.id] }), model, new Map([[large.id, large]]));
    expect(problems).toEqual([{ field: 'references', rule: 'reference-too-large', name: 'mountain.png', limitBytes }]);
    expect(rules({ references: [hash('f')] })).toEqual(['reference-missing']);
  });
});

describe('a mask', () => {
  const picture = input({ id: hash('a') });
  const mask = input({ id: hash('b') });
  const masked = (inputs: readonly Input[], references = [picture.id]) => rules({ references, mask: mask.id }, inputs);

  test.each<[string, Partial<Input>, Partial<Input>, Problem['rule'][]]>([
    ['fits', {}, {}, []],
    ['has exactly 4 MB', {}, { bytes: 4 * 1024 * 1024 }, []],
    ['is too large', {}, { bytes: 4 * 1024 * 1024 + 1 }, ['mask-too-large']],
    ['is no PNG', {}, { kind: 'webp' }, ['mask-not-png']],
    ['belongs to what is no PNG', { kind: 'jpeg' }, {}, ['mask-reference-not-png']],
    ['is wider', {}, { widthPx: 101 }, ['mask-other-size']],
    ['is higher', {}, { heightPx: 81 }, ['mask-other-size']],
  ])('that %s', (_, pictureChange, maskChange, expected) => {
    expect(
      masked([
        { ...picture, ...pictureChange },
        { ...mask, ...maskChange },
      ]),
    ).toEqual(expected);
  });

  test('goes with exactly one reference, and only with a model that takes one', () => {
    const second = input({ id: hash('c') });
    expect(masked([picture, mask, second], [])).toEqual(['mask-needs-one-reference']);
    expect(masked([picture, mask, second], [picture.id, second.id])).toEqual(['mask-needs-one-reference']);
    const problems = checkRequest(
      request({ references: [picture.id], mask: mask.id }),
      { ...model, mask: null },
      new Map([[picture.id, picture]]),
    );
    expect(problems).toMatchObject([{ rule: 'mask-unsupported' }]);
  });
});

describe('the callback address', () => {
  test.each<[string, Problem['rule'][]]>([
    ['https://example.com/hook', []],
    ['https://example.com:8443/hook?a=1', []],
    ['', []],
    ['   ', []],
    ['http://example.com/hook', ['callback-not-https']],
    ['ftp://example.com', ['callback-not-https']],
    ['example.com', ['callback-not-a-url']],
    ['https://', ['callback-not-a-url']],
    ['https://127.0.0.1/', ['callback-private']],
    ['https://2130706433/', ['callback-private']],
    ['https://[::1]/', ['callback-private']],
    ['https://192.168.1.1.:8443/', ['callback-private']],
    ['https://me@10.0.0.1/', ['callback-private']],
    ['https://nas.local/', ['callback-private']],
  ])('%j', (callbackUrl, expected) => {
    expect(rules({ callbackUrl })).toEqual(expected);
  });

  test('has at most 2048 characters', () => {
    const start = 'https://example.com/';
    expect(rules({ callbackUrl: start.padEnd(callbackMaxCharacters, 'x') })).toEqual([]);
    expect(rules({ callbackUrl: start.padEnd(callbackMaxCharacters + 1, 'x') })).toEqual(['callback-too-long']);
  });
});

test('whatever is asked for, the answer is a list of rules, never an error', () => {
  const anything = fc.record({
    model: fc.string(),
    prompt: fc.string(),
    size: fc.string(),
    count: fc.integer(),
    references: fc.array(fc.constantFrom(hash('a'), hash('b'), hash('c'))),
    mask: fc.option(fc.constantFrom(hash('a'), hash('b'), hash('c'))),
    callbackUrl: fc.option(fc.oneof(fc.string(), fc.webUrl())),
  });
  const inputs = new Map([input(), input({ id: hash('b'), kind: 'jpeg' })].map((one) => [one.id, one]));
  fc.assert(
    fc.property(anything, (asked) => {
      expect(Array.isArray(checkRequest(asked, model, inputs))).toBe(true);
    }),
  );
});
