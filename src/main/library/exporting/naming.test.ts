import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { nameOf, type Nameable } from './naming.ts';

const fox: Nameable = {
  ...{ id: 'ab'.repeat(32), prompt: 'a red fox: in the snow?', model: 'gpt-4o-image' },
  ...{ createdAt: new Date(2026, 10, 22, 9, 5, 7).getTime(), widthPx: 1024, heightPx: 1536 },
};

describe('the name that a pattern gives', () => {
  test('tells what it is asked to tell', () => {
    expect(nameOf('{date} {time} {prompt}', fox, 1, 1)).toBe('2026-11-22 09-05-07 a red fox in the snow');
    expect(nameOf('{number} {model} {size} {id}', fox, 7, 250)).toBe('007 gpt-4o-image 1024×1536 abababababab');
    expect(nameOf('Autumn {series}', fox, 1, 1)).toBe('Autumn {series}');
  });

  test('is never one of Windows’ devices, hidden, or empty', () => {
    expect(nameOf('con', fox, 1, 1)).toBe('con_');
    expect(nameOf('...', fox, 1, 1)).toBe('abababababab');
    expect(nameOf('{prompt}', { ...fox, prompt: '???' }, 1, 1)).toBe('abababababab');
  });

  test('is fit for every file system, whatever the pattern and the prompt', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.string({ unit: 'grapheme', maxLength: 300 }), (pattern, prompt) => {
        const name = nameOf(`${pattern}{prompt}`, { ...fox, prompt }, 1, 1);
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(201);
        expect(name).toMatch(/^[^<>:"/\\|?*\p{Cc}]+$/u);
        expect(name).not.toMatch(/^[\s.]|[\s.]$/);
      }),
    );
  });
});
