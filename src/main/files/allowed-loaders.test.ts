import sharp from 'sharp';
import { expect, test } from 'vitest';

import { allowOnlyPictures } from './picture-preview.ts';

const plain = { create: { width: 4, height: 4, channels: 3 as const, background: 'teal' } };

test('sharp opens PNG, JPEG and WebP and nothing else', async () => {
  const [png, jpeg, webp, gif] = await Promise.all(
    [sharp(plain).png(), sharp(plain).jpeg(), sharp(plain).webp(), sharp(plain).gif()].map((picture) => picture.toBuffer()),
  );
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"><rect width="4" height="4"/></svg>');
  allowOnlyPictures();
  for (const allowed of [png, jpeg, webp]) expect((await sharp(allowed).metadata()).width).toBe(4);
  for (const refused of [gif, svg]) await expect(sharp(refused).metadata()).rejects.toThrow();
});
