import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import sharp from 'sharp';
import { onTestFinished } from 'vitest';

import { everyPicture, type Picture, type PictureQuery } from '../../shared/picture.ts';
import type { LibraryOptions } from './opening.ts';
import { Library } from './library.ts';
import type { LibraryStep } from './on-step.ts';
import type { PictureOrigin } from './picture-record.ts';

/** The pictures of a query as the grid shows them: newest first. */
export async function shown(
  library: Pick<Library, 'outline' | 'matching' | 'factsOf'>,
  query: Partial<PictureQuery> = {},
): Promise<readonly Picture[]> {
  const { generation, rows } = await library.outline();
  const { bits } = await library.matching({ ...everyPicture, ...query });
  const found = rows.filter((row) => ((bits[row >> 3] ?? 0) & (1 << (row & 7))) !== 0);
  return library.factsOf({ generation, rows: found });
}

/** A folder of its own for one test. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'afterglow-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export async function openLibrary({ folder, ...options }: LibraryOptions & { folder?: string } = {}): Promise<Library> {
  const library = await Library.open(folder ?? (await temporaryFolder()), options);
  // A test that has closed it already is free to.
  onTestFinished(() => library.close().catch(() => undefined));
  return library;
}

interface Drawn {
  readonly kind?: 'png' | 'jpeg' | 'webp';
  readonly widthPx?: number;
  readonly heightPx?: number;
  readonly colour?: number;
}

/** A real picture; another colour is another content. */
export function draw({ kind = 'png', widthPx = 60, heightPx = 40, colour = 0 }: Drawn = {}): Promise<Buffer> {
  const background = { r: colour & 255, g: (colour >> 8) & 255, b: 80 };
  return sharp({ create: { width: widthPx, height: heightPx, channels: 3, background } })
    .toFormat(kind)
    .toBuffer();
}

/** Noise, so that cutting the file anywhere loses pixels. */
export function drawNoise(kind: 'png' | 'jpeg' | 'webp', edgePx = 300): Promise<Buffer> {
  const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const;
  return sharp({ create: { width: edgePx, height: edgePx, channels: 3, background: 'white', noise } })
    .toFormat(kind)
    .toBuffer();
}

/** A body as a download delivers it: in several pieces. */
export function delivered(bytes: Uint8Array, pieceBytes = 1000): ReadableStream<Uint8Array> {
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.byteLength) controller.close();
      else controller.enqueue(bytes.subarray(at, (at += pieceBytes)));
    },
  });
}

export function originOf(change: Partial<PictureOrigin> = {}): PictureOrigin {
  return {
    jobId: 'e5a1b1a0-0000-4000-8000-000000000001',
    index: 0,
    taskId: 'task-unified-1757156493-imcg5zqt',
    model: 'gpt-4o-image',
    prompt: 'sunset over the sea',
    size: '3:2',
    count: 1,
    references: [],
    mask: null,
    callbackUrl: null,
    revisedPrompt: null,
    jobCredits: 2.5,
    practice: false,
    createdAt: new Date(2026, 10, 22, 12).getTime(),
    ...change,
  };
}

/** All files of a folder, relative, sorted; the database's own left out. */
export async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('index.db'))
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}

/** A step hook that stops for good at a step, as a killed process does, and a promise of having got there. */
export function stopAt(step: LibraryStep): { onStep: (at: LibraryStep) => Promise<unknown>; stopped: Promise<string> } {
  const { promise: stopped, resolve } = Promise.withResolvers<string>();
  const onStep = (at: LibraryStep) => {
    if (at !== step) return Promise.resolve();
    resolve(at);
    return new Promise(() => undefined);
  };
  return { onStep, stopped };
}
