import Database from 'better-sqlite3';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';

import { expressionOf, isIn, parseSearch, searchable } from './search-text.ts';

/** A real full-text table of texts, and which of them a search finds. */
function searching(texts: readonly string[]): (search: string) => string[] {
  const database = new Database(':memory:');
  database.exec(
    `CREATE VIRTUAL TABLE prompts USING fts5 (words, content = '', contentless_delete = 1, tokenize = 'ascii', prefix = '1 2 3')`,
  );
  const insert = database.prepare('INSERT INTO prompts (rowid, words) VALUES (?, ?)');
  texts.forEach((text, at) => insert.run(at, searchable(text)));
  onTestFinished(() => void database.close());
  const rows = database.prepare<[string], number>('SELECT rowid FROM prompts WHERE prompts MATCH ?').pluck();
  return (search) => {
    const { wanted, unwanted } = parseSearch(search);
    const holding = [...wanted, ...unwanted].map((term) => {
      const found = rows.all(expressionOf(term));
      // Both ways of asking answer the same.
      expect(texts.flatMap((text, at) => (isIn(term, searchable(text)) ? [at] : []))).toEqual(found);
      return found;
    });
    return texts.filter((_, at) => holding.every((found, place) => found.includes(at) === place < wanted.length));
  };
}

const finds = (search: string, text: string) => searching([text])(search).length === 1;

describe('searching', () => {
  test.each([
    ['sun', 'sunset over the sea'],
    ['SUNSET', 'sunset'],
    ['sea sun', 'sunset over the sea'],
    ['cafe', 'a Café in Montréal'],
    ['café', 'A CAFE'],
    ['strasse', 'Alte Straße'],
    ['ΟΔΟΣ', 'οδος'],
    ['ёлка', 'Елка'],
    ['istanbul', 'İstanbul'],
    ['日', '海面上绚丽多彩的美丽日落'],
    ['日落', '海面上绚丽多彩的美丽日落'],
    ['落 海', '海面上绚丽多彩的美丽日落'],
    ['猫', '一只黑猫cat在窗边'],
    ['cat', '一只黑猫cat在窗边'],
    ['黑猫cat', '一只黑猫cat在窗边'],
    ['さく', 'さくら'],
    ['한', '한국의 가을'],
    ['ABC', 'ＡＢＣ full width'],
    ['🌅', 'morning 🌅 light'],
    ['"over the"', 'sunset over the sea'],
    ['“over the”', 'sunset over the sea'],
    ['"over th', 'sunset over the sea'],
    ['black-and', 'a black-and-white photograph'],
    ['-storm', 'sunset over the sea'],
    ['sea -"the storm"', 'the sea, a storm'],
    ['1536', 'in 1536x1024'],
    ['', 'anything'],
    ['"', 'anything'],
    ['-', 'anything'],
    ['!?。', 'anything'],
  ])('%s finds %s', (search, text) => {
    expect(finds(search, text)).toBe(true);
  });

  test.each([
    ['set', 'sunset'],
    ['落日', '美丽日落'],
    ['"sun"', 'sunset'],
    ['"the over"', 'sunset over the sea'],
    ['sun moon', 'sunset'],
    ['sunset -sea', 'sunset over the sea'],
    ['-日', '美丽日落'],
    ['-"the sea"', 'sunset over the sea'],
    ['か', 'がっこう'],
  ])('%s does not find %s', (search, text) => {
    expect(finds(search, text)).toBe(false);
  });

  test('has a meaning whatever is typed', () => {
    const syntax = fc.array(
      fc.constantFrom('"', '-', '*', '(', ')', 'AND', 'OR', 'NOT', 'NEAR(', ':', '^', '+', '{', ' ', "'", '\0', '日', 'a', '“', 'words:'),
      {
        maxLength: 60,
      },
    );
    const anything = fc.oneof(
      syntax.map((parts) => parts.join('')),
      fc.string({ unit: 'binary', maxLength: 1000 }),
      fc.string({ maxLength: 1000 }),
    );
    const find = searching(['sunset over the sea', '美丽日落']);
    fc.assert(
      fc.property(anything, (search) => {
        expect(() => find(search)).not.toThrow();
      }),
      { numRuns: 500 },
    );
    expect(() => find('日'.repeat(1000))).not.toThrow();
    expect(() => find('a '.repeat(500))).not.toThrow();
  });

  test('every word of a text finds it, and so does every beginning of one', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }), fc.nat(), (text, at) => {
        const words = searchable(text).split(' ').filter(Boolean);
        const word = words[at % Math.max(1, words.length)];
        if (word !== undefined) expect(finds(word, text)).toBe(true);
      }),
    );
  });
});
