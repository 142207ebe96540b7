import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import sharp from 'sharp';

import { EditThread } from '../../src/main/edits/thread/edit-thread.ts';
import type { PictureSource } from '../../src/main/edits/thread/edit-work.ts';
import { encodePng } from '../../src/main/edits/pixels/png-writer.ts';
import { sha256Of } from '../../src/main/files/file-content.ts';
import type { Edit } from '../../src/shared/edit.ts';
import { planEdit } from '../../src/shared/edit-plan.ts';
import { modelFor } from '../../src/shared/model.ts';
import { rounded } from '../figures.ts';

const model = modelFor('gpt-4o-image');
const limits = { referenceMaxBytes: model.maxReferenceBytes, maskMaxBytes: model.mask?.maxBytes ?? 0 };

/** What the library's thread for pixels takes by itself for a precise edit of a large picture: crop, judge, lay together and save. */
export async function pixelThread(width: number, height: number, kind: 'png' | 'jpeg' = 'png'): Promise<Record<string, unknown>> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'afterglow-bench-'));
  const thread = new EditThread();
  try {
    const original = sourceAt(drawnPhoto(path.join(folder, `photo.${kind}`), width, height));
    const canvas = { left: 0, top: 0, width, height };
    const masked = { left: width >> 1, top: height >> 1, width: Math.min(700, width >> 2), height: Math.min(500, height >> 2) };
    const mask = written(path.join(folder, 'mask.png'), await ellipse(canvas, masked));
    const { crop, sent } = planEdit({ mode: 'precise', canvas, masked, model });
    const prepared = await timed(() => thread.ask('prepare', { original, mask, canvas, crop, sent, ...limits }));
    const reference = written(path.join(folder, 'reference.png'), prepared.value.reference);
    const sentMask = written(path.join(folder, 'sent-mask.png'), prepared.value.mask);
    const answer = written(path.join(folder, 'answer.png'), await drifted(prepared.value.reference, sent));
    const edit: Edit = { mode: 'precise', original: original.sha256, mask: mask.sha256, canvas, crop, sent };
    const of = { original, mask, sent: { reference, mask: sentMask }, answer, edit };
    const judged = await timed(() => thread.ask('judge', of));
    const composed = await timed(() => thread.ask('compose', { ...of, blend: judged.value.blend, into: folder }));
    const { staged, differingOutside } = composed.value;
    const parts = { prepareMs: rounded(prepared.ms), judgeMs: rounded(judged.ms), composeAndSaveMs: rounded(composed.ms) };
    const togetherMs = rounded(prepared.ms + composed.ms);
    return {
      kind,
      megapixels: rounded((width * height) / 1e6),
      togetherMs,
      ...parts,
      savedMB: rounded(staged.bytes / 1e6),
      differingOutside,
    };
  } finally {
    await thread.close();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** By another process, so that what it takes isn't counted. */
function drawnPhoto(file: string, width: number, height: number): string {
  const drawing = path.join(import.meta.dirname, 'photo.ts');
  const script = `import { makePhoto } from ${JSON.stringify(drawing)}; await makePhoto(${JSON.stringify(file)}, ${width}, ${height});`;
  execFileSync(process.execPath, ['--input-type=module', '-e', script]);
  return file;
}

/** What somebody painted: 255 inside an ellipse. */
function ellipse(canvas: Edit['canvas'], masked: Edit['crop']): Promise<Uint8Array> {
  const data = new Uint8Array(canvas.width * canvas.height);
  for (let y = 0; y < masked.height; y++) {
    const half = (masked.width / 2) * Math.sqrt(1 - ((2 * y + 1) / masked.height - 1) ** 2);
    const middle = (masked.top + y) * canvas.width + masked.left + masked.width / 2;
    data.fill(255, Math.round(middle - half), Math.round(middle + half));
  }
  return encodePng({ width: canvas.width, height: canvas.height, channels: 1, depth: 8, data });
}

/** What a model makes of it, as far as we are concerned: moved a little, brighter, and not as sharp. */
async function drifted(reference: Uint8Array, { width, height }: Edit['sent']): Promise<Uint8Array> {
  const moved = await sharp(reference).extend({ left: 3, bottom: 2, extendWith: 'copy' }).png().toBuffer();
  return sharp(moved).extract({ left: 0, top: 2, width, height }).linear(1.05, 0).blur(0.6).png({ compressionLevel: 1 }).toBuffer();
}

function written(file: string, bytes: Uint8Array): PictureSource {
  fs.writeFileSync(file, bytes);
  return { path: file, sha256: sha256Of(bytes) };
}

function sourceAt(file: string): PictureSource {
  return { path: file, sha256: sha256Of(fs.readFileSync(file)) };
}

async function timed<T>(work: () => Promise<T>): Promise<{ readonly value: T; readonly ms: number }> {
  const startedAt = performance.now();
  const value = await work();
  return { value, ms: performance.now() - startedAt };
}
