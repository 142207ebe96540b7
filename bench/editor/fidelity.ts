import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { wideProfile, original } from '../../src/main/edits/composing/test-originals.ts';
import { decodePixels } from '../../src/main/edits/pixels/decoding.ts';
import { profileChunk } from '../../src/main/edits/pixels/metadata.ts';
import type { PicturePixels, SrgbPixels } from '../../src/main/edits/pixels/picture-pixels.ts';
import { encodePng } from '../../src/main/edits/pixels/png-writer.ts';
import { confetti, maskOf } from '../../src/main/edits/registering/test-pictures.ts';
import { EditThread } from '../../src/main/edits/thread/edit-thread.ts';
import type { PictureSource } from '../../src/main/edits/thread/edit-work.ts';
import { sha256Of } from '../../src/main/files/file-content.ts';
import type { Edit } from '../../src/shared/edit.ts';
import { planEdit } from '../../src/shared/edit-plan.ts';
import { modelFor } from '../../src/shared/model.ts';
import { rounded } from '../figures.ts';
import { worstAnswer } from './practised-edit.ts';

type Form = Pick<PicturePixels, 'channels' | 'depth'> & { readonly name: string; readonly profile?: boolean };
interface Size {
  readonly width: number;
  readonly height: number;
}

const model = modelFor('gpt-4o-image');
const forms: readonly Form[] = [
  { name: 'RGB', channels: 3, depth: 8 },
  { name: 'RGBA', channels: 4, depth: 8 },
  { name: 'grey', channels: 1, depth: 8 },
  { name: 'grey and alpha', channels: 2, depth: 8 },
  { name: '16-bit RGB', channels: 3, depth: 16 },
  { name: '16-bit grey', channels: 1, depth: 16 },
  { name: 'RGB with profile', channels: 3, depth: 8, profile: true },
  { name: '16-bit RGBA with profile', channels: 4, depth: 16, profile: true },
];
const large: readonly (readonly [Form, Size])[] = [
  [
    { name: 'RGB', channels: 3, depth: 8 },
    { width: 4000, height: 3000 },
  ],
  [
    { name: '16-bit RGB with profile', channels: 3, depth: 16, profile: true },
    { width: 6000, height: 4000 },
  ],
  [
    { name: 'RGB', channels: 3, depth: 8 },
    { width: 8688, height: 5792 },
  ],
];

/**
 * Pixels outside the mask that differ from the original, over test pictures of every form, against the practice server at its
 * worst: by the files, both decoded again. `mostMegapixels` leaves larger ones out.
 */
export async function fidelity(mostMegapixels = 50.5): Promise<Record<string, unknown>> {
  const small = forms.map((form) => [form, { width: 1200, height: 900 }] as const);
  const wanted = [...small, ...large].filter(([, { width, height }]) => width * height <= mostMegapixels * 1e6);
  const pictures: Record<string, unknown>[] = [];
  for (const [form, size] of wanted) pictures.push(await laidOver(form, size));
  return { differingOutside: pictures.reduce((sum, one) => sum + Number(one['differing']), 0), bar: 0, pictures };
}

async function laidOver(form: Form, { width, height }: Size): Promise<Record<string, unknown>> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'afterglow-bench-'));
  const thread = new EditThread();
  const written = (name: string, bytes: Uint8Array): PictureSource => {
    fs.writeFileSync(path.join(folder, name), bytes);
    return { path: path.join(folder, name), sha256: sha256Of(bytes) };
  };
  try {
    const canvas = { left: 0, top: 0, width, height };
    const masked = { left: width >> 2, top: height >> 2, width: Math.min(700, width >> 1), height: Math.min(500, height >> 1) };
    const painted = maskOf(
      canvas,
      (x, y) => Math.hypot((x - masked.left) / masked.width - 0.5, (y - masked.top) / masked.height - 0.5) < 0.5,
    );
    const given = written('original.png', await pictureOf(form, canvas));
    const mask = written('mask.png', await encodePng({ ...painted, channels: 1, depth: 8 }));
    const { crop, sent, size } = planEdit({ mode: 'precise', canvas, masked, model });
    const limits = { referenceMaxBytes: model.maxReferenceBytes, maskMaxBytes: model.mask?.maxBytes ?? 0 };
    const prepared = await thread.ask('prepare', { original: given, mask, canvas, crop, sent, ...limits });
    const inputs = { reference: written('sent.png', prepared.reference), mask: written('sent-mask.png', prepared.mask) };
    const answer = written('answer.png', await worstAnswer(prepared.reference, prepared.mask, size));
    const edit: Edit = { mode: 'precise', original: given.sha256, mask: mask.sha256, canvas, crop, sent: prepared.sent };
    const of = { original: given, mask, sent: inputs, answer, edit };
    const { verdict, fidelity: raw, blend } = await thread.ask('judge', of);
    const { staged, differingOutside } = await thread.ask('compose', { ...of, blend, into: folder });
    const [before, after] = [await decodePixels(fs.readFileSync(given.path)), await decodePixels(fs.readFileSync(staged.path))];
    const { differing, changedInside } = compared(before, after, painted.data);
    const facts = { picture: form.name, megapixels: rounded((width * height) / 1e6), verdict, rawChangedShare: rounded(raw.changedShare) };
    return { ...facts, counted: differingOutside, differing, changedInside: rounded(changedInside) };
  } finally {
    await thread.close();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

async function pictureOf(form: Form, { width, height }: Size): Promise<Uint8Array> {
  const icc = form.profile ? await wideProfile() : null;
  const picture = original(tiled(confetti({ width: 1200, height: 900 }, 5), width, height), form, icc);
  return encodePng({ ...picture, metadata: icc ? [profileChunk(icc)] : [] });
}

function tiled(tile: SrgbPixels, width: number, height: number): SrgbPixels {
  if (tile.width === width && tile.height === height) return tile;
  const data = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    const row = tile.data.subarray((y % tile.height) * tile.width * 3, ((y % tile.height) + 1) * tile.width * 3);
    for (let x = 0; x < width; x += tile.width) data.set(row.subarray(0, Math.min(tile.width, width - x) * 3), (y * width + x) * 3);
  }
  return { width, height, data };
}

function compared(before: PicturePixels, after: PicturePixels, mask: Uint8Array): { differing: number; changedInside: number } {
  const sameForm = (['width', 'height', 'channels', 'depth'] as const).every((one) => before[one] === after[one]);
  if (!sameForm) throw new Error('The composite has another form.');
  let [differing, inside, changed] = [0, 0, 0];
  for (let at = 0; at < mask.length; at++) {
    const other = differs(before, after, at) ? 1 : 0;
    if (mask[at] === 0) differing += other;
    else [inside, changed] = [inside + 1, changed + other];
  }
  return { differing, changedInside: changed / inside };
}

function differs({ data, channels }: PicturePixels, after: PicturePixels, place: number): boolean {
  for (let at = place * channels; at < (place + 1) * channels; at++) if (data[at] !== after.data[at]) return true;
  return false;
}
