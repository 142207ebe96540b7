import sharp from 'sharp';

import type { BridgeHandlers, EditSubmitted } from '../../shared/bridge.ts';
import type { EditOrder, Rectangle } from '../../shared/edit.ts';
import type { Picture } from '../../shared/picture.ts';
import { editHandlers } from '../bridge/edit-handlers.ts';
import type { Rig } from '../jobs/test-rig.ts';
import type { Library } from '../library/library.ts';
import { words } from '../words.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

const drawn = new Map<string, Promise<Buffer>>();

/** A picture with enough in it to be recognised: waves of three frequencies and a grain that is the same every time. */
export function photograph(of: Size, format: 'png' | 'jpeg' | 'webp' = 'png'): Promise<Buffer> {
  const name = `${of.width} ${of.height} ${format}`;
  const picture = drawn.get(name) ?? drawPhotograph(of, format);
  drawn.set(name, picture);
  return picture;
}

function drawPhotograph({ width, height }: Size, format: 'png' | 'jpeg' | 'webp'): Promise<Buffer> {
  const pixels = Buffer.alloc(width * height * 3);
  for (let y = 0, at = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1, at += 3) {
      const grain = grainAt(x, y);
      pixels[at] = 120 + 70 * Math.sin(x / 37) + 30 * Math.cos(y / 11) + grain;
      pixels[at + 1] = 120 + 60 * Math.sin((x + 2 * y) / 53) + 20 * Math.sin(x / 7) + grain;
      pixels[at + 2] = 120 + 60 * Math.cos((2 * x - y) / 71) + 30 * Math.sin(y / 17) + grain;
    }
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .toFormat(format)
    .toBuffer();
}

/** -16 to 15. Mixed twice: multiplied once only, it would repeat every few pixels, and lie as well over itself a few pixels further. */
function grainAt(x: number, y: number): number {
  const once = Math.imul(x * 7919 + y * 104_729, 0x9e3779b1);
  return (Math.imul(once ^ (once >>> 15), 0x85ebca6b) >>> 27) - 16;
}

/** What a person painted: everything in these boxes, or nothing. */
export function paintedMask({ width, height }: Size, ...boxes: readonly Rectangle[]): Promise<Buffer> {
  const pixels = Buffer.alloc(width * height);
  for (const box of boxes) {
    for (let y = box.top; y < box.top + box.height; y += 1) pixels.fill(255, y * width + box.left, y * width + box.left + box.width);
  }
  return sharp(pixels, { raw: { width, height, channels: 1 } })
    .toColourspace('b-w')
    .png()
    .toBuffer();
}

export const size: Size = { width: 1_100, height: 1_040 };
export const painted: Rectangle = { left: 500, top: 400, width: 200, height: 150 };

/** What the page does, over the very handlers that answer it. */
export class TestEditor {
  readonly #rig: Rig;
  #asked: { readonly engine: Rig['engine']; readonly questions: BridgeHandlers['edits'] } | null = null;

  constructor(rig: Rig) {
    this.#rig = rig;
  }

  get library(): Library {
    return this.#rig.engine.library;
  }

  /** Of the engine that runs now: after a restart it is another one. */
  get questions() {
    const { engine } = this.#rig;
    if (this.#asked?.engine !== engine) this.#asked = { engine, questions: this.#questionsTo(engine) };
    return this.#asked.questions;
  }

  #questionsTo({ library, jobs }: Rig['engine']) {
    return editHandlers({
      library: { ready: () => Promise.resolve(library), ending: new AbortController().signal },
      jobs,
      dialog: { showOpenDialog: noDialog, showSaveDialog: noDialog },
      window: () => null,
      words: () => words.en,
    });
  }

  async bring(bytes: Uint8Array): Promise<Picture> {
    return this.questions.bring({ name: 'photo.png', bytes: new Uint8Array(bytes) });
  }

  async keepMask(bytes: Uint8Array): Promise<string> {
    return (await this.questions.keepMask({ name: 'mask.png', bytes: new Uint8Array(bytes) })).id;
  }

  /** A precise edit of a part of the picture, unless it is changed to something else. */
  async order(picture: string, change: Partial<EditOrder> = {}): Promise<EditOrder> {
    const canvas = { left: 0, top: 0, ...size };
    return {
      ...{ model: 'gpt-4o-image', prompt: 'a red balloon', count: 1, picture, references: [], size: 'auto' },
      change: { mode: 'precise', mask: await this.keepMask(await paintedMask(size, painted)), canvas },
      ...change,
    };
  }

  async submit(picture: string, change: Partial<EditOrder> = {}): Promise<EditSubmitted> {
    return this.questions.submit({ order: await this.order(picture, change), again: false });
  }

  /** The answer of a new edit, once it is in the library. */
  async answer(picture: string, change: Partial<EditOrder> = {}): Promise<string> {
    const submitted = await this.submit(picture, change);
    const job = await this.#rig.until((submitted.made ? submitted.job : submitted.same).id, 'done', 'failed');
    const [answer] = job.pictures;
    if (answer === undefined) throw new Error(`The job ${job.state}`);
    return answer;
  }

  async file(id: string): Promise<string> {
    return (await this.library.fileOf('picture', id))?.path ?? '';
  }
}

function noDialog(): never {
  throw new Error('No dialog was expected');
}

/** How many pixels of two pictures of one form differ outside a box, and inside it. */
export async function differing(one: string, other: string, box: Rectangle): Promise<{ inside: number; outside: number }> {
  const [a, b] = [await rawOf(one), await rawOf(other)];
  if (a.info.width !== b.info.width || a.data.byteLength !== b.data.byteLength) throw new Error('The pictures are not of one form');
  const { width, channels } = a.info;
  const counts = { inside: 0, outside: 0 };
  for (let at = 0; at < a.data.byteLength; at += channels) {
    if (a.data.compare(b.data, at, at + channels, at, at + channels) === 0) continue;
    counts[isIn(box, (at / channels) % width, Math.trunc(at / channels / width)) ? 'inside' : 'outside'] += 1;
  }
  return counts;
}

function rawOf(path: string) {
  return sharp(path).raw().toBuffer({ resolveWithObject: true });
}

function isIn({ left, top, width, height }: Rectangle, x: number, y: number): boolean {
  return x >= left && x < left + width && y >= top && y < top + height;
}
