// A library of hundreds of thousands, as years of daily use would leave it: real files, records and previews, of a few dozen
// painted scenes. Files of the same scene are links to one file, so that half a million fit on a disk.
import crypto from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { monthFolder, pictureFileName } from '../../src/main/files/file-name.ts';
import { Layout } from '../../src/main/library/layout.ts';
import type { PictureRecord } from '../../src/main/library/picture-record.ts';
import { seeded } from '../../src/main/practice/randomness.ts';
import { paintScene } from '../../src/main/practice/scene/paint-scene.ts';
import { encodePicture } from '../../src/main/practice/scene/raw-picture.ts';
import sharp from 'sharp';

import { promptOf } from './prompts.ts';

/** Another one whenever what is made changes. */
const version = 1;
const yearsBack = 6;
/** File systems limit how many names a file may have: 65,000 on ext4. */
const linksOfOne = 30_000;
const longEdgePx = 512;
const shapes = [
  [1, 1],
  [2, 3],
  [3, 2],
  [1, 1],
  [2, 3],
  [3, 2],
  [16, 9],
  [9, 16],
  [4, 3],
  [3, 4],
  [21, 9],
  [4, 1],
] as const;
const scenes = ['sunset over the sea', 'a red fox in the forest', '雪山下的湖面', 'a cat by the window', 'city at night'];

interface Scene {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly png: Buffer;
  readonly preview: Buffer;
}

/** The home folder of an app whose library holds so many pictures. Made once and kept in the system's temporary folder. */
export async function syntheticHome(pictures: number): Promise<string> {
  const home = path.join(os.tmpdir(), `afterglow-bench-gallery-v${version}-${pictures}`);
  const whole = path.join(home, 'whole');
  if (fs.existsSync(whole)) return home;
  fs.rmSync(home, { recursive: true, force: true });
  await fill(new Layout(path.join(home, 'pictures', 'Afterglow')), pictures);
  fs.writeFileSync(whole, '');
  return home;
}

async function fill(layout: Layout, pictures: number): Promise<void> {
  fs.mkdirSync(layout.folder, { recursive: true });
  await layout.makeFolders();
  const painted = await Promise.all(scenes.flatMap((prompt, seed) => shapes.map((shape) => paint(prompt, seed, shape))));
  const random = seeded(41);
  const made = new Set<string>();
  const now = Date.now();
  for (let place = 0; place < pictures; place += 1) {
    // More in later years, as habits grow.
    const createdAt = Math.round(now - yearsBack * 365 * 86_400_000 * (place / pictures) ** 1.4);
    const variant = Math.floor(random() * painted.length);
    const scene = painted[variant];
    if (scene) placePicture({ layout, made, scene, variant, place, createdAt, random });
  }
}

async function paint(prompt: string, seed: number, [wide, high]: readonly [number, number]): Promise<Scene> {
  const unit = longEdgePx / Math.max(wide, high);
  const shape = { width: Math.round(wide * unit), height: Math.round(high * unit) };
  const png = await encodePicture(await paintScene({ prompt, seed, index: wide, shape }), 'png');
  return { widthPx: shape.width, heightPx: shape.height, png, preview: await sharp(png).webp({ quality: 80, effort: 2 }).toBuffer() };
}

interface Placing {
  readonly layout: Layout;
  /** The folders and first files that are there. */
  readonly made: Set<string>;
  readonly scene: Scene;
  readonly variant: number;
  readonly place: number;
  readonly createdAt: number;
  readonly random: () => number;
}

function placePicture({ layout, made, scene, variant, place, createdAt, random }: Placing): void {
  const id = crypto.createHash('sha256').update(`${version} ${place}`).digest('hex');
  const prompt = promptOf(random, place);
  const record = recordOf({ id, prompt, createdAt, scene, place });
  const link = (content: Buffer, sort: string, to: string): void => {
    folderOf(to, made);
    const first = path.join(layout.folder, '..', `${sort}-${variant}-${Math.floor(place / linksOfOne)}`);
    if (!made.has(first)) fs.writeFileSync(first, content);
    made.add(first);
    fs.linkSync(first, to);
  };
  link(scene.png, 'picture', layout.absolute(record.path));
  link(scene.preview, 'preview', layout.thumbnail(id));
  folderOf(layout.record(id), made);
  fs.writeFileSync(layout.record(id), JSON.stringify(record));
}

function folderOf(file: string, made: Set<string>): void {
  const folder = path.dirname(file);
  if (!made.has(folder)) fs.mkdirSync(folder, { recursive: true });
  made.add(folder);
}

interface Facts extends Pick<PictureRecord, 'id' | 'prompt' | 'createdAt'> {
  readonly scene: Scene;
  readonly place: number;
}

function recordOf({ id, prompt, createdAt, scene, place }: Facts): PictureRecord {
  const job = Math.floor(place / 2);
  return {
    ...{ version: 1, id, kind: 'png', widthPx: scene.widthPx, heightPx: scene.heightPx, bytes: scene.png.byteLength },
    path: `${monthFolder(createdAt)}/${pictureFileName({ createdAt, prompt, sha256: id, kind: 'png' }, 12)}`,
    ...{ jobId: `00000000-0000-4000-8000-${String(job).padStart(12, '0')}`, index: place % 2, taskId: `task-unified-${job}` },
    ...{ model: place % 9 === 0 ? 'gpt-image-2' : 'gpt-4o-image', prompt, size: '1:1', count: 2 },
    ...{ references: [], mask: null, callbackUrl: null, revisedPrompt: null, jobCredits: 5, practice: place % 50 === 0, createdAt },
  };
}
