import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

import sharp from 'sharp';

import { Layout } from '../src/main/library/layout.ts';
import { Library } from '../src/main/library/library.ts';
import type { PictureOrigin, PictureRecord } from '../src/main/library/picture-record.ts';
import { paintScene } from '../src/main/practice/scene/paint-scene.ts';
import { encodePicture, paintPlain } from '../src/main/practice/scene/raw-picture.ts';

const shapes = { '1:1': [1, 1], '2:3': [2, 3], '3:2': [3, 2] } as const;

/** A job of long ago, as far as its pictures tell of it. */
export interface MadeJob {
  readonly prompt: string;
  readonly size: keyof typeof shapes;
  /** How many pictures; 1 unless said otherwise. */
  readonly count?: number;
  /** 0 is today, or yesterday in the first minutes of a day. */
  readonly daysAgo?: number;
  readonly favourite?: boolean;
  readonly practice?: boolean;
}

export interface MadePicture {
  readonly id: string;
  readonly prompt: string;
  /** Absolute. */
  readonly file: string;
}

export interface Painting {
  /** `plain` costs next to nothing, for tests that don't look at the pictures. */
  readonly pictures?: 'scenes' | 'plain';
  readonly longEdgePx?: number;
}

export function libraryIn(home: string): string {
  return path.join(home, 'pictures', 'Afterglow');
}

/** Fills the library of a home through the app's own code, newest first, and returns what was made in that order. */
export async function makeLibrary(home: string, jobs: readonly MadeJob[], painting: Painting = {}): Promise<MadePicture[]> {
  const library = await Library.open(libraryIn(home));
  const made: MadePicture[] = [];
  for (const [place, job] of jobs.entries()) {
    const ids: string[] = [];
    for (let index = 0; index < (job.count ?? 1); index++) {
      const { id } = await library.keep(delivered(await paint(job, place, index, painting)), originOf(job, place, index));
      const { path: file } = await library.details(id);
      ids.push(id);
      made.push({ id, prompt: job.prompt, file: path.join(library.folder, file) });
    }
    if (job.favourite) await library.change({ of: { ids }, change: { favourite: true } });
  }
  await library.close();
  return made;
}

async function paint(job: MadeJob, place: number, index: number, { pictures = 'plain', longEdgePx = 96 }: Painting): Promise<Buffer> {
  const [wide, high] = shapes[job.size];
  const unit = longEdgePx / Math.max(wide, high);
  const scene = { prompt: job.prompt, seed: place * 10, index, shape: { width: Math.round(wide * unit), height: Math.round(high * unit) } };
  return encodePicture(pictures === 'scenes' ? await paintScene(scene) : await paintPlain(scene), 'png');
}

const minuteMs = 60_000;
/** One moment for all pictures: they take time to be painted, and lie only seconds apart. */
const began = new Date();

function originOf({ prompt, size, count = 1, daysAgo = 0, practice = false }: MadeJob, place: number, index: number): PictureOrigin {
  const time = [began.getHours(), began.getMinutes(), began.getSeconds() - place] as const;
  const createdAt = new Date(began.getFullYear(), began.getMonth(), began.getDate() - daysAgo, ...time);
  return {
    jobId: `00000000-0000-4000-8000-${String(place).padStart(12, '0')}`,
    taskId: `task-unified-${Math.floor(createdAt.getTime() / 1000)}-${String(place).padStart(8, 'a')}`,
    ...{ index, model: 'gpt-4o-image', prompt, size, count, practice },
    ...{ references: [], mask: null, callbackUrl: null, revisedPrompt: null },
    jobCredits: practice ? 0 : 2.5 * count,
    createdAt: createdAt.getTime(),
  };
}

async function* delivered(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}

/**
 * A library of thousands within seconds: tiny files and their records, straight onto the disk. The app makes the index. From
 * yesterday's last minute on, so that as many lie in each day whatever the time is.
 */
export async function makeLargeLibrary(home: string, pictures: number, minutesApart = 10): Promise<void> {
  const layout = new Layout(libraryIn(home));
  const newest = new Date().setHours(0, -1, 0, 0);
  for (let place = 0; place < pictures; place++) {
    const [widthPx, heightPx] = [24 + (place % 3) * 12, 24 + (place % 2) * 12];
    const colour = { r: place & 255, g: (place >> 8) & 255, b: 128 };
    const create = { width: widthPx, height: heightPx, channels: 3, background: colour } as const;
    const bytes = await sharp({ create }).png().toBuffer();
    const origin = originOf({ prompt: `picture number ${place}`, size: '1:1' }, place, 0);
    const id = crypto.createHash('sha256').update(bytes).digest('hex');
    const file = `2026/01/${place} ${id.slice(0, 6)}.png`;
    const createdAt = newest - place * minutesApart * minuteMs;
    const record: PictureRecord = {
      version: 1,
      id,
      kind: 'png',
      widthPx,
      heightPx,
      bytes: bytes.byteLength,
      path: file,
      ...origin,
      createdAt,
    };
    write(layout.absolute(file), bytes);
    write(layout.record(id), JSON.stringify(record));
  }
}

function write(file: string, content: string | Uint8Array): void {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, content);
}
