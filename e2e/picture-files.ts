import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { crc32 } from 'node:zlib';

import sharp from 'sharp';

/** A one-coloured picture in a folder of the test's own; its kind follows from the name's ending. */
export async function pictureFile(folder: string, name: string, colour: string): Promise<string> {
  const file = path.join(folder, name);
  await sharp({ create: { width: 64, height: 48, channels: 3, background: colour } }).toFile(file);
  return file;
}

/** A sound PNG with so many bytes in a private chunk that every reader must skip. */
export async function heavyPng(folder: string, name: string, bytes: number): Promise<string> {
  const file = await pictureFile(folder, name, 'teal');
  const png = fs.readFileSync(file);
  const end = png.length - 12;
  fs.writeFileSync(file, Buffer.concat([png.subarray(0, end), chunk('paDd', Buffer.alloc(bytes)), png.subarray(end)]));
  return file;
}

export function textFile(folder: string, name: string): string {
  const file = path.join(folder, name);
  fs.writeFileSync(file, 'This is no picture, whatever its name says.');
  return file;
}

/** How an upload of that file is named at the service: it begins like the hash of its content. */
export function contentName(file: string): string {
  return createHash('sha256').update(fs.readFileSync(file)).digest('hex').slice(0, 16);
}

function chunk(type: string, data: Buffer): Buffer {
  const typed = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(typed));
  return Buffer.concat([length, typed, check]);
}
