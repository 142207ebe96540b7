import { deflateSync } from 'node:zlib';

import fc from 'fast-check';
import { beforeAll, describe, expect, test, vi } from 'vitest';

import type { PictureKind } from '../../../../shared/input.ts';
import { embeddedKeyword, embeddedXmp, xmpKeyword } from '../../embedded-record.ts';
import { chunk, exifBlock, iTXt, jpegWith, pngWith, tEXt, webpWith, zTXt } from '../test-foreign.ts';
import { comfyUi } from './comfy-ui.ts';
import { exifTexts } from './exif.ts';
import { foundObject } from './found-json.ts';
import { told } from './restoring.ts';
import { userComment } from './user-comment.ts';
import { webUiParameters } from './web-ui.ts';
import { xmpTexts } from './xmp.ts';

vi.setConfig({ testTimeout: 60_000 });

const numRuns = 2_000;
/** What anything hostile may hold the process up. */
const patienceMs = 1_500;
const graph = JSON.stringify({
  '1': { class_type: 'KSampler', inputs: { positive: ['2', 0] } },
  '2': { class_type: 'X', inputs: { text: 'a' } },
});
const parameters = 'a cat\nNegative prompt: b\nSteps: 20, Model: m, Version: v1.9';
const record = { version: 1, prompt: 'p', revisedPrompt: null, model: 'm', size: '1:1', createdAt: 5, practice: true } as const;
const xmp = embeddedXmp(record);
const exif = exifBlock({
  ...{ texts: { 0x010e: 'described', 0x0131: 'Krita', 0x0110: `prompt:${graph}` }, takenAt: '2019:07:14 18:30:05', offset: '+02:00' },
  userComment: Buffer.concat([Buffer.from('UNICODE\0'), Buffer.from(parameters, 'utf16le')]),
});

/** Bytes overwritten, taken out, put in, cut off. */
const mutation = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  bytes: fc.uint8Array({ maxLength: 6 }),
  isInserted: fc.boolean(),
  dropped: fc.nat(8),
});
const mutations = fc.record({ changes: fc.array(mutation, { maxLength: 8 }), cut: fc.oneof(fc.constant(0), fc.nat(400)) });

function mutated(
  original: Uint8Array,
  { changes, cut }: typeof mutations extends fc.Arbitrary<infer T> ? T : never,
  spared: number,
): Buffer {
  let bytes = Buffer.from(original);
  for (const { at, bytes: put, isInserted, dropped } of changes) {
    const from = spared + Math.floor(at * (bytes.byteLength - spared));
    bytes = Buffer.concat([
      bytes.subarray(0, from),
      put,
      bytes.subarray(from + (isInserted ? 0 : put.byteLength + (dropped === 8 ? 5 : 0))),
    ]);
  }
  return bytes.subarray(0, Math.max(spared, bytes.byteLength - cut));
}

/** Milliseconds of the processor: others may be using it as well. */
function within(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  return process.cpuUsage(before).user / 1000;
}

describe('a file that was made to do harm', () => {
  const originals = new Map<PictureKind, Buffer>();
  beforeAll(async () => {
    const texts = [
      iTXt(embeddedKeyword, JSON.stringify(record)),
      tEXt('parameters', parameters),
      zTXt('prompt', graph),
      iTXt(xmpKeyword, xmp, true),
    ];
    originals.set(
      'png',
      await pngWith([...texts, iTXt('sd-metadata', '{"image":{"prompt":"x"}}', true), tEXt('Dream', '"x" -s'), chunk('eXIf', exif)]),
    );
    originals.set('jpeg', await jpegWith({ exif, xmp, comment: parameters }));
    originals.set('webp', await webpWith({ exif, xmp }));
  });

  test.each(['png', 'jpeg', 'webp'] as const)('is told nothing worse of than nothing: %s', (kind) => {
    const original = originals.get(kind) ?? Buffer.alloc(0);
    expect(told(original, kind).embedded).toEqual(record);
    fc.assert(
      fc.property(mutations, (how) => {
        const { prompt, model, software, createdAt } = told(mutated(original, how, 12), kind);
        expect(prompt.isWellFormed()).toBe(true);
        expect(model.length + (software?.length ?? 0)).toBeLessThan(500);
        expect(createdAt === null || Number.isSafeInteger(createdAt)).toBe(true);
      }),
      { numRuns },
    );
  });

  test.each([
    ['Exif', (bytes: Uint8Array) => exifTexts(bytes), exif],
    ['a comment', (bytes: Uint8Array) => userComment(bytes, true), exif.subarray(-200)],
    ['XMP', (bytes: Uint8Array) => xmpTexts(Buffer.from(bytes).toString()), Buffer.from(xmp)],
    ['parameters', (bytes: Uint8Array) => webUiParameters(Buffer.from(bytes).toString('latin1')), Buffer.from(parameters)],
    ['a graph', (bytes: Uint8Array) => comfyUi(foundObject(Buffer.from(bytes).toString()), null), Buffer.from(graph)],
  ])('gets through %s without a crash', (_, read, original) => {
    fc.assert(
      fc.property(mutations, (how) => void read(mutated(original, how, 0))),
      { numRuns },
    );
  });

  test('of any JSON for a graph gets an answer', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.record({ class_type: fc.constantFrom('KSampler', 'Guider', 'X'), inputs: fc.object() })),
        fc.object(),
        (run, drawn) => {
          const answer = comfyUi(run, { ...drawn, nodes: Object.values(drawn), links: Object.values(run) });
          expect(typeof (answer?.prompt ?? '')).toBe('string');
        },
      ),
      { numRuns },
    );
  });

  test('cannot unfold to more than a few megabytes, however often it tries', async () => {
    const bomb = deflateSync(Buffer.alloc(60_000_000, 'a'));
    const chunks = Array.from({ length: 100 }, (_, at) => chunk('zTXt', Buffer.concat([Buffer.from(`key ${at}\0\0`), bomb])));
    const png = await pngWith([...chunks, zTXt('parameters', parameters)]);
    expect(within(() => told(png, 'png'))).toBeLessThan(patienceMs);
  });

  test('cannot hold up whoever reads it', async () => {
    const million = 1_000_000;
    const texts = [
      ...[
        `<a ${'b'.repeat(million)}`,
        `<a ${'"" '.repeat(million / 3)}>`,
        '<a>'.repeat(million / 3),
        `<a ${'='.repeat(million)}>`,
        '<'.repeat(million),
        `<a ${'b='.repeat(million / 2)}">`,
      ],
      ...['<!--'.repeat(million / 4), '&amp'.repeat(million / 4), `<a ${"'".repeat(million)}`, `<a ${'x=""'.repeat(million / 4)}>`],
    ];
    for (const text of texts)
      expect(
        within(() => xmpTexts(text)),
        text.slice(0, 20),
      ).toBeLessThan(patienceMs);
    const settings = ['Steps: 1, ', 'Model: "', ', Model: "\\', '\n', 'Negative prompt:\n', 'Version: ', ' '];
    for (const text of settings)
      expect(
        within(() => webUiParameters(`x\nSteps: 1${text.repeat(million / text.length)}`)),
        text,
      ).toBeLessThan(patienceMs);
    for (const text of ['{"a":', '[', '{"a":[', '{"a":NaN,', '"\\', '{ ']) {
      const json = text.repeat(million / text.length);
      expect(
        within(() => foundObject(`{${json}`)),
        text,
      ).toBeLessThan(patienceMs);
    }
    for (const keyword of ['Dream', 'Description', 'Software', 'parameters', 'invokeai_metadata', 'prompt']) {
      for (const text of ['"', '"\\', ' ', 'samsung ', '\n', '{']) {
        const png = await pngWith([tEXt(keyword, text.repeat(million / text.length))]);
        expect(
          within(() => told(png, 'png')),
          `${keyword} ${text}`,
        ).toBeLessThan(patienceMs);
      }
    }
  });
});
