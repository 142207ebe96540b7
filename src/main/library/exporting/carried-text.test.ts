import sharp from 'sharp';
import { describe, expect, test } from 'vitest';

import type { PictureKind } from '../../../shared/input.ts';
import { readPictureFacts } from '../../files/picture-file.ts';
import { lying } from '../../files/test-lying.ts';
import { embeddedRecordOf, embeddedText, embeddedXmp } from '../embedded-record.ts';
import { told } from '../importing/metadata/restoring.ts';
import { originOf } from '../test-library.ts';
import { carryingText } from './carried-text.ts';

const embedded = embeddedRecordOf({
  ...originOf({ prompt: '夕阳下的 "fox" & <hare>\nsecond line', model: 'gpt-4o-image' }),
  ...{ version: 1, id: 'a'.repeat(64), kind: 'png', widthPx: 1, heightPx: 1, bytes: 1, path: 'a.png' },
});
const text = { record: embeddedText(embedded), xmp: embeddedXmp(embedded) };

/** Every way in which a picture can carry something: text of others, a profile, an orientation, an alpha channel. */
async function pictures(): Promise<[name: string, kind: PictureKind, bytes: Buffer][]> {
  const noise = { type: 'gaussian', mean: 120, sigma: 40 } as const;
  const plain = sharp({ create: { width: 48, height: 31, channels: 3, background: 'teal', noise } });
  const clear = sharp({ create: { width: 48, height: 31, channels: 4, background: { r: 9, g: 99, b: 200, alpha: 0.4 } } });
  const laden = plain
    .clone()
    .withExif({ IFD0: { ImageDescription: 'theirs' } })
    .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/">theirs</x:xmpmeta>');
  return [
    ['a plain PNG', 'png', await plain.clone().png().toBuffer()],
    ['a PNG with an alpha channel', 'png', await clear.clone().png().toBuffer()],
    ['a PNG with text and a profile', 'png', await laden.clone().withIccProfile('p3').png().toBuffer()],
    ['a plain JPEG', 'jpeg', await plain.clone().jpeg().toBuffer()],
    ['a JPEG with text and a profile', 'jpeg', await laden.clone().withIccProfile('p3').jpeg().toBuffer()],
    ['a JPEG that lies on its side', 'jpeg', await plain.clone().withMetadata({ orientation: 6 }).jpeg().toBuffer()],
    ['a PNG that lies on its side', 'png', Buffer.from(await lying('png', 6))],
    ['a JPEG that says twice how it lies', 'jpeg', Buffer.from(await lying('jpeg', 8, 1))],
    ['a plain WebP', 'webp', await plain.clone().webp().toBuffer()],
    ['a lossless WebP with an alpha channel', 'webp', await clear.clone().webp({ lossless: true }).toBuffer()],
    ['a WebP with text and a profile', 'webp', await laden.clone().withIccProfile('p3').webp().toBuffer()],
  ];
}

/** What a viewer would show: the pixels as they lie, in the picture's own colours. */
async function seen(bytes: Uint8Array): Promise<unknown> {
  const { data, info } = await sharp(bytes).autoOrient().raw().toBuffer({ resolveWithObject: true });
  const { icc } = await sharp(bytes).metadata();
  return { pixels: data.toString('base64'), width: info.width, height: info.height, channels: info.channels, icc: icc?.toString('base64') };
}

describe.each(await pictures())('%s', (_name, kind, bytes) => {
  test('carries our text and looks the same', async () => {
    const carrying = carryingText(bytes, kind, text);
    expect(await seen(carrying)).toEqual(await seen(bytes));
    expect(readPictureFacts(carrying)).toEqual(readPictureFacts(bytes));
    expect(told(carrying, kind).embedded).toEqual(embedded);
    expect(Buffer.from(carrying).includes('theirs')).toBe(false);
  });

  test('carries nothing any more when it is stripped, and looks the same', async () => {
    const stripped = carryingText(carryingText(bytes, kind, text), kind, null);
    expect(await seen(stripped)).toEqual(await seen(bytes));
    expect(told(stripped, kind)).toMatchObject({ embedded: null, prompt: '', software: null });
    expect(Buffer.from(stripped).includes('fox')).toBe(false);
  });
});
