import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';

import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import type { Blend, Rectangle } from '../../../shared/edit.ts';
import { sha256Of } from '../../files/file-content.ts';
import { seeded } from '../../practice/randomness.ts';
import { decodePixels } from '../pixels/decoding.ts';
import { channelsOfType, pngOf, type ColourType, type PngForm } from '../pixels/test-pngs.ts';
import type { PictureSource } from './edit-work.ts';
import { EditWorks } from './works.ts';

let folder: string;
let works: EditWorks;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'afterglow-odd-'));
  works = new EditWorks();
});
afterEach(() => rm(folder, { recursive: true }));

const random = seeded(11);
const limits = { referenceMaxBytes: 10_000_000, maskMaxBytes: 4_000_000 };
const forms = [
  [0, 8],
  [4, 16],
  [2, 16],
  [6, 8],
] as const satisfies (readonly [ColourType, PngForm['bits']])[];

async function sourceOf(bytes: Uint8Array): Promise<PictureSource> {
  const sha256 = sha256Of(bytes);
  const path = join(folder, sha256);
  await writeFile(path, bytes);
  return { path, sha256 };
}

/** Random samples: also colour where alpha is 0. */
function formOf([colourType, bits]: (typeof forms)[number], width: number, height: number, chunks: PngForm['chunks'] = []): PngForm {
  const samples = Array.from({ length: width * height * channelsOfType[colourType] }, () => Math.floor(random() * 2 ** bits));
  for (let alpha = 3; colourType === 6 && alpha < samples.length; alpha += 8) samples[alpha] = 0;
  return { width, height, colourType, bits, samples, chunks };
}

interface Asked {
  readonly canvas: Rectangle;
  readonly mask: Uint8Array;
  readonly blend: Blend;
}

/** The whole way of a picture: made ready, answered with what was sent, laid together. What came of it, cut to the original. */
async function edited(form: PngForm, { canvas, mask, blend }: Asked) {
  const painted = sharp(mask, { raw: { ...canvas, channels: 1 } }).toColourspace('b-w');
  const sources = { original: await sourceOf(pngOf(form)), mask: await sourceOf(await painted.png().toBuffer()) };
  const { signal } = new AbortController();
  const prepared = await works.prepare({ ...sources, canvas, crop: canvas, sent: { width: 60, height: 45 }, ...limits }, signal);
  const [reference, sentMask] = [await sourceOf(prepared.reference), await sourceOf(prepared.mask)];
  const [original, answer] = [sources.original.sha256, reference];
  const edit = { mode: 'precise', original, mask: sources.mask.sha256, canvas, crop: canvas, sent: prepared.sent } as const;
  const asked = { ...sources, sent: { reference, mask: sentMask }, answer, edit };
  const { staged, differingOutside } = await works.compose({ ...asked, blend, into: folder }, signal);
  const { width, channels, data } = await decodePixels(await readFile(staged.path));
  const samples = Array.from({ length: form.height }, (_, y) => {
    const at = ((y - canvas.top) * width - canvas.left) * channels;
    return Array.from<number>(data.subarray(at, at + form.width * channels));
  });
  return { samples: samples.flat(), channels, differingOutside };
}

/** Held against what the file was put together from, not against what was read of it. */
async function expectOnlyMaskToChange(form: PngForm, asked: Asked): Promise<void> {
  const { samples, channels, differingOutside } = await edited(form, asked);
  const { canvas, mask } = asked;
  const isMasked = (_: number, at: number): boolean => {
    const [x, y] = [Math.floor(at / channels) % form.width, Math.floor(at / channels / form.width)];
    return mask[(y - canvas.top) * canvas.width + x - canvas.left] !== 0;
  };
  const kept = (all: readonly number[]) => all.map((value, at) => (isMasked(value, at) ? null : value));
  expect([samples.length, differingOutside]).toEqual([form.samples.length, 0]);
  expect(kept(samples)).toEqual(kept(form.samples));
}

describe('whatever a picture’s profile is, an answer can be laid over it, and only the mask changes', () => {
  const canvas = { left: 0, top: 0, width: 30, height: 20 };
  const mask = new Uint8Array(600).fill(255, 200, 420);
  const profileOf = async (space: 'p3' | 'cmyk'): Promise<Buffer> => {
    const drawn = sharp({ create: { width: 1, height: 1, channels: 3, background: 'red' } });
    const file = space === 'p3' ? drawn.withIccProfile('p3').png() : drawn.toColourspace('cmyk').withIccProfile('cmyk').jpeg();
    return (await sharp(await file.toBuffer()).metadata()).icc ?? Buffer.alloc(0);
  };
  const profiles: readonly (readonly [what: string, icc: () => Promise<Buffer>])[] = [
    ['for three colours', () => profileOf('p3')],
    ['for printing inks', () => profileOf('cmyk')],
    ['cut short', async () => (await profileOf('p3')).subarray(0, 300)],
    ['damaged', async () => (await profileOf('p3')).fill(255, 132, 220)],
    ['nothing', () => Promise.resolve(Buffer.alloc(1000))],
  ];

  test.each(profiles)('%s', async (_, icc) => {
    const profile = Buffer.concat([Buffer.from('x\0\0', 'latin1'), deflateSync(await icc())]);
    for (const form of forms) {
      await expectOnlyMaskToChange(formOf(form, 30, 20, [['iCCP', profile]]), { canvas, mask, blend: { strength: 1, featherPx: 2 } });
    }
  });
});

describe('however small a picture is, and however it is extended, only the mask changes', () => {
  const sizes = [
    [1, 1],
    [1, 40],
    [40, 1],
    [5, 3],
  ] as const;
  const margins = [
    [0, 0, 0, 0],
    [3, 0, 0, 2],
    [0, 4, 1, 0],
    [2, 2, 2, 2],
  ] as const;
  const blends = [
    { strength: 1, featherPx: 0 },
    { strength: 1, featherPx: 2_000 },
    { strength: 0.001, featherPx: 1 },
    { strength: 0, featherPx: 3 },
  ] as const;

  test.each(sizes)('%i × %i', async (width, height) => {
    for (const [left, top, right, bottom] of margins) {
      const canvas = { left: -left, top: -top, width: width + left + right, height: height + top + bottom };
      const area = canvas.width * canvas.height;
      const masks = [
        new Uint8Array(area).fill(255),
        new Uint8Array(area).fill(1, 0, 1),
        Uint8Array.from({ length: area }, (_, at) => (at % 3 === 0 ? 90 : 0)),
      ];
      for (const [at, form] of forms.entries()) {
        const mask = masks[at % masks.length] ?? new Uint8Array(area);
        await expectOnlyMaskToChange(formOf(form, width, height), { canvas, mask, blend: blends[(at + left) % 4] ?? blends[0] });
      }
    }
  });
});
