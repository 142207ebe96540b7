import type { Blend } from '../../../shared/edit.ts';
import type { Drift } from '../../practice/scene/drift.ts';
import type { MaskPixels, PicturePixels, SrgbPixels } from '../pixels/picture-pixels.ts';
import { register, type Registration } from '../registering/register.ts';
import { drifted } from '../registering/test-pictures.ts';
import { compose } from './compose.ts';
import { original } from './test-originals.ts';

interface Seam {
  /** Mean step across the mask's edge beyond the picture's own, in levels of 255. */
  readonly registered: number;
  readonly unregistered: number;
}

const asItCame: Registration = { verdict: 'plain', shift: { x: 0, y: 0 }, gain: [1, 1, 1], offset: [0, 0, 0] };

/** An answer that strays so, and in which nothing else changed, laid over its original: how well one sees where. */
export async function seamOf(sent: SrgbPixels, mask: MaskPixels, drift: Drift, blend: Blend): Promise<Seam> {
  const answer = await drifted(sent, drift);
  const { width, height } = sent;
  const whole = { left: 0, top: 0, width, height };
  const edit = { canvas: whole, crop: whole, sent: { width, height } };
  const before = original(sent, { channels: 3, depth: 8 });
  const laid = async (registration: Registration) => compose({ original: before, mask, edit, answer, registration, blend });
  return {
    registered: meanStep(before, await laid(register(sent, answer, mask)), mask),
    unregistered: meanStep(before, await laid(asItCame), mask),
  };
}

function meanStep(before: PicturePixels, after: PicturePixels, { width, height, data }: MaskPixels): number {
  let [sum, count] = [0, 0];
  for (let at = 0; at < width * (height - 1) - 1; at++) {
    for (const next of [at + 1, at + width]) {
      if ((data[at] ?? 0) > 0 === (data[next] ?? 0) > 0) continue;
      for (let c = 0; c < 3; c++) sum += Math.abs(stepAt(after, at, next, c) - stepAt(before, at, next, c));
      count += 3;
    }
  }
  return sum / count;
}

function stepAt({ data }: PicturePixels, at: number, next: number, c: number): number {
  return (data[next * 3 + c] ?? 0) - (data[at * 3 + c] ?? 0);
}
