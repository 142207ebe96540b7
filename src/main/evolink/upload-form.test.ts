import fc from 'fast-check';
import { expect, test } from 'vitest';

import { multipartParts } from '../practice/multipart.ts';
import { formBody } from './upload-form.ts';

const anyName = fc.string({ unit: 'grapheme', minLength: 1 }).filter((name) => name.isWellFormed());

/** What would end a name is written as browsers write it. */
const escaped = (name: string): string => name.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

test('any file and name come out of the form as they went in, and it is as long as it says', () => {
  fc.assert(
    fc.property(anyName, fc.uint8Array({ maxLength: 200_000, size: 'max' }), (name, bytes) => {
      const { headers, pieces } = formBody({ file: { name, type: 'image/png', bytes }, fields: { upload_path: 'afterglow' } });
      const body = Buffer.concat([...pieces]);
      expect(headers['content-length']).toBe(String(body.length));
      const [path, file, ...more] = multipartParts(body, headers['content-type']) ?? [];
      expect([path?.name, path?.bytes.toString(), file?.name, file?.fileName]).toEqual(['upload_path', 'afterglow', 'file', escaped(name)]);
      expect(more).toEqual([]);
      expect(Buffer.compare(file?.bytes ?? Buffer.alloc(0), bytes)).toBe(0);
    }),
    { numRuns: 50 },
  );
});

test('a large file is handed over in small pieces of itself, without a copy', () => {
  const bytes = new Uint8Array(1_000_000);
  const { pieces } = formBody({ file: { name: 'a.png', type: 'image/png', bytes }, fields: {} });
  const all = [...pieces];
  expect(Math.max(...all.map(({ length }) => length))).toBeLessThanOrEqual(64 * 1024);
  const ofFile = all.filter(({ buffer }) => buffer === bytes.buffer);
  expect(ofFile.reduce((sum, { length }) => sum + length, 0)).toBe(bytes.length);
});
