import fs from 'node:fs';
import path from 'node:path';

import sharp from 'sharp';

import { Layout } from '../src/main/library/layout.ts';
import type { PictureRecord } from '../src/main/library/picture-record.ts';
import { libraryIn } from './library-maker.ts';

interface Photo {
  readonly width: number;
  readonly height: number;
  readonly bits?: 8 | 16;
  /** A built-in profile to be converted to and attached. */
  readonly profile?: 'p3';
  /** How EXIF says that it is to be turned; only of JPEG. */
  readonly orientation?: number;
  /** Whom its EXIF and its XMP name. */
  readonly by?: string;
}

/** A picture with detail everywhere, no two places of which look alike, so that a shift can be told. Its kind follows from the name's ending. */
export async function photoFile(
  folder: string,
  name: string,
  { width, height, bits = 8, profile, orientation, by }: Photo,
): Promise<string> {
  const file = path.join(folder, name);
  const data = bits === 16 ? new Uint16Array(width * height * 3) : new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) paintDetail(data, (y * width + x) * 3, x, y, bits === 16 ? 257 : 1);
  let picture = sharp(data, { raw: { width, height, channels: 3 } });
  if (bits === 16) picture = picture.toColourspace('rgb16');
  if (profile) picture = picture.withIccProfile(profile);
  if (orientation !== undefined) picture = picture.withMetadata({ orientation });
  if (by !== undefined) picture = picture.withExif({ IFD0: { Artist: by } }).withXmp(xmpBy(by));
  await picture.toFile(file);
  return file;
}

function xmpBy(name: string): string {
  const creator = `<dc:creator><rdf:Seq><rdf:li>${name}</rdf:li></rdf:Seq></dc:creator>`;
  const names = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/"';
  return `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF ${names}><rdf:Description>${creator}</rdf:Description></rdf:RDF></x:xmpmeta>`;
}

function paintDetail(data: Uint8Array | Uint16Array, at: number, x: number, y: number, scale: number): void {
  const waves = 128 + 50 * Math.sin(x / 19 + (y * y) / 9000) + 40 * Math.sin(y / 11 + (x * x) / 14000);
  const speckle = ((((x * 73856093) ^ (y * 19349663)) >>> 8) % 25) - 12;
  for (let channel = 0; channel < 3; channel++) {
    const tinted = waves + speckle + 20 * Math.sin(channel * 2 + x / 71 - y / 53);
    data[at + channel] = Math.round(Math.min(255, Math.max(0, tinted)) * scale);
  }
}

export interface Recorded extends PictureRecord {
  /** Absolute. */
  readonly file: string;
}

/** What the library in a home holds, as its records tell, oldest first. */
function recordsIn(home: string): readonly Recorded[] {
  const folder = libraryIn(home);
  const records = path.join(folder, '.afterglow', 'records');
  const files = fs.readdirSync(records, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'));
  return files
    .map((name) => JSON.parse(fs.readFileSync(path.join(records, name), 'utf8')) as PictureRecord)
    .map((record) => ({ ...record, file: path.join(folder, record.path) }))
    .toSorted((a, b) => a.createdAt - b.createdAt);
}

/** The pictures that were laid together, oldest first. */
export function compositesIn(home: string): readonly Recorded[] {
  return recordsIn(home).filter(({ composite }) => composite);
}

/** The service's own answers to edits. */
export function answersIn(home: string): readonly Recorded[] {
  return recordsIn(home).filter(({ edit, composite }) => edit && !composite);
}

export interface Compared {
  readonly differingOutside: number;
  readonly changedInside: number;
  readonly inside: number;
}

/** Holds a picture that was laid together against the file that it was made from, sample by sample and without any colour conversion. */
export async function compareOutside(home: string, original: string, composite: Recorded): Promise<Compared> {
  const [before, after] = [await samplesOf(original), await samplesOf(composite.file)];
  if (before.width !== after.width || before.height !== after.height || before.channels !== after.channels) {
    throw new Error(
      `Another form: ${JSON.stringify([before.width, before.height, before.channels, after.width, after.height, after.channels])}`,
    );
  }
  const mask = await maskOf(home, composite.edit?.mask ?? '');
  const counts = { differingOutside: 0, changedInside: 0, inside: 0 };
  for (let pixel = 0; pixel < mask.length; pixel++) {
    const isInside = mask[pixel] !== 0;
    if (isInside) counts.inside += 1;
    if (!isSamePixel(before, after, pixel)) counts[isInside ? 'changedInside' : 'differingOutside'] += 1;
  }
  return counts;
}

/** How many pixels of a file differ in a picture that was laid together from it and extended. */
export async function differingInOriginal(original: string, { file, edit }: Recorded): Promise<number> {
  const [before, after] = [await samplesOf(original), await samplesOf(file)];
  const { left = 0, top = 0 } = edit?.canvas ?? {};
  let differing = 0;
  for (let y = 0; y < before.height; y++) {
    const from = ((y - top) * after.width - left) * after.channels;
    const row = before.data.subarray(y * before.width * before.channels, (y + 1) * before.width * before.channels);
    for (let at = 0; at < row.length; at++) if (row[at] !== after.data[from + at]) differing += 1;
  }
  return differing;
}

interface Samples {
  readonly data: Uint16Array;
  readonly width: number;
  readonly height: number;
  readonly channels: number;
}

function isSamePixel(before: Samples, after: Samples, pixel: number): boolean {
  for (let at = pixel * before.channels; at < (pixel + 1) * before.channels; at++) if (before.data[at] !== after.data[at]) return false;
  return true;
}

async function samplesOf(file: string): Promise<Samples> {
  const { depth, space } = await sharp(file).metadata();
  const picture = sharp(file, { ignoreIcc: true }).autoOrient();
  // Without being told so it would bring sixteen bits down to eight.
  const whole = depth === 'ushort' ? picture.toColourspace(space) : picture;
  const { data, info } = await whole.raw({ depth: 'ushort' }).toBuffer({ resolveWithObject: true });
  return { ...info, data: new Uint16Array(data.buffer, data.byteOffset, data.byteLength / 2) };
}

function maskOf(home: string, id: string): Promise<Buffer> {
  return sharp(new Layout(libraryIn(home)).input(id, 'png'))
    .extractChannel(0)
    .raw()
    .toBuffer();
}
