import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { firstWords, monthFolder, pictureFileName } from './file-name.ts';

const sha256 = `3f9a2c${'0'.repeat(58)}`;
const createdAt = new Date(2026, 10, 22, 23, 59).getTime();
const named = (prompt: string) => pictureFileName({ createdAt, prompt, sha256, kind: 'png' });
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc.string({ maxLength: 3000 }),
);

describe('the name of a picture file', () => {
  test('carries the local date, the first words and the beginning of the hash', () => {
    expect(named('sunset over the sea')).toBe('2026-11-22 sunset over the sea 3f9a2c.png');
    expect(monthFolder(createdAt)).toBe('2026/11');
  });

  test('keeps Chinese', () => {
    expect(named('海面上绚丽多彩的美丽日落')).toBe('2026-11-22 海面上绚丽多彩的美丽日落 3f9a2c.png');
  });

  test('leaves out what one of the systems forbids', () => {
    expect(named('a/b\\c: "d" <e>|f?*\u0000\n..')).toBe('2026-11-22 a b c d e f 3f9a2c.png');
  });

  test('leaves out characters that turn a name around', () => {
    expect(named('\u202egpj.exe\u2066x')).toBe('2026-11-22 gpj.exex 3f9a2c.png');
  });

  test('is date and hash when no word is left', () => {
    expect(named('???')).toBe('2026-11-22 3f9a2c.png');
    expect(named('')).toBe('2026-11-22 3f9a2c.png');
  });

  test('breaks between words', () => {
    const prompt = 'a lighthouse at the edge of the world where the last light of day lingers';
    expect(firstWords(prompt)).toBe('a lighthouse at the edge of the world where the last light');
  });

  test('has more of the hash when asked, and the extension of the kind', () => {
    const picture = { createdAt, prompt: 'x', sha256, kind: 'jpeg' } as const;
    expect(pictureFileName(picture, 12)).toBe('2026-11-22 x 3f9a2c000000.jpg');
  });

  test('is fit for all three systems, whatever the prompt', () => {
    fc.assert(
      fc.property(anyText, (prompt) => {
        const name = named(prompt);
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(180);
        expect(name).toMatch(/^2026-11-22 (.* )?3f9a2c\.png$/u);
        expect(name).not.toMatch(/[<>:"/\\|?*\p{Cc}\p{Bidi_Control}]/u);
        expect(name.isWellFormed()).toBe(true);
        expect(name).not.toContain('  ');
        expect(firstWords(prompt)).not.toMatch(/[. ]$/);
        expect(Array.from(firstWords(prompt)).length).toBeLessThanOrEqual(60);
      }),
    );
  });
});
