import os from 'node:os';
import { setImmediate as nextTurn } from 'node:timers/promises';

import type { Fitted, PixelSize, Rectangle } from '../../../shared/edit.ts';
import { Failure } from '../../../shared/failure.ts';
import type { PictureKind } from '../../../shared/input.ts';
import { Staging } from '../../files/durable-file.ts';
import { isUpright } from '../../files/orientation.ts';
import { readPictureFacts } from '../../files/picture-file.ts';
import { holdsPicture } from '../canvas.ts';
import { composeBytes, ensureMemory } from '../composing/compose-bytes.ts';
import { compose } from '../composing/compose.ts';
import { previewOf } from '../composing/composite-preview.ts';
import { maskedBounds } from '../composing/masked-bounds.ts';
import { judge } from '../judging/judge.ts';
import { decodeMask, decodePixels, decodeSentMask, decodeSrgb } from '../pixels/decoding.ts';
import type { MaskPixels, PicturePixels, SrgbPixels } from '../pixels/picture-pixels.ts';
import { encodePng, writePng } from '../pixels/png-writer.ts';
import { preparedFor } from '../pixels/preparing.ts';
import { wholeFor } from '../pixels/sending.ts';
import { animatedPicture, nothingPainted } from '../refused.ts';
import { register, type Registration } from '../registering/register.ts';
import type { Answer, EditWork, Given, PictureSource, WorkName } from './edit-work.ts';
import { differingInFile } from './read-back.ts';
import { bytesOf, LastDecoded } from './sources.ts';

type Work<Name extends WorkName> = (given: Given<Name>, signal: AbortSignal) => Promise<Answer<Name>>;
export type Works = { readonly [Name in keyof EditWork]: Work<Name> };

const keptMs = 60_000;

/** Everything that the thread can do. */
export class EditWorks implements Works {
  readonly #originals = new LastDecoded(decodeOriginal, keptMs);
  readonly #masks = new LastDecoded(decodeMask, keptMs);
  readonly #memoryBytes: number;
  /** An answer is judged before it is kept: how it lies need not be found out twice. */
  #judged: { readonly name: string; readonly registration: Registration } | null = null;

  /** How much this machine has. How much of it is free nobody can say. */
  constructor(memoryBytes = os.totalmem()) {
    this.#memoryBytes = memoryBytes;
  }

  readonly measure: Work<'measure'> = async ({ picture, mask, canvas }) => ({
    masked: maskedBounds({ picture, mask: await this.#mask(mask, canvas), canvas }),
  });

  /** Everything that laying the answer over will need is seen to now: nothing is paid for that can't be kept. */
  readonly prepare: Work<'prepare'> = async ({ original, mask, canvas, ...wanted }, signal) => {
    const { kind, picture } = await this.#original(original, canvas);
    const painted = await this.#mask(mask, canvas);
    ensureMemory(composeBytes({ picture, mask: painted, canvas }), this.#memoryBytes);
    await heed(signal);
    const { reference, mask: sentMask, sent } = await preparedFor({ ...wanted, picture, canvas, mask: painted });
    return { reference, mask: sentMask, sent, fitted: fittedTo(picture, kind, wanted.crop, sent) };
  };

  readonly fit: Work<'fit'> = async ({ original, maxBytes }) => {
    const { kind, widthPx, heightPx, animated, bytes } = await factsOf(original);
    if (animated) throw animatedPicture();
    const size = { width: widthPx, height: heightPx };
    // Whether the service turns a photograph as its Exif says isn't known.
    if (bytes.byteLength <= maxBytes && isUpright(bytes, kind)) {
      return { reference: null, fitted: { from: { ...size, kind }, to: size, converted: false, scaled: false } };
    }
    const { picture } = await this.#originals.of(original);
    const { png, sent } = await wholeFor(picture, maxBytes);
    return { reference: png, fitted: fittedTo(size, kind, size, sent) };
  };

  readonly judge: Work<'judge'> = async ({ original, mask, edit, ...asked }, signal) => {
    const pixels = await sentAndAnswer(asked, signal);
    const { widthPx: width, heightPx: height } = await factsOf(original);
    const masked = maskedBounds({ picture: { width, height }, mask: await this.#mask(mask, edit.canvas), canvas: edit.canvas });
    await heed(signal);
    if (!masked) throw nothingPainted();
    const { registration, fidelity, heat, patch, blend } = judge({ ...pixels, edit, masked });
    this.#judged = { name: nameOf(asked), registration };
    await heed(signal);
    return {
      ...{ verdict: registration.verdict, fidelity, blend, patch: patch?.place ?? null },
      patchPng: patch && (await encodePng({ ...patch.pixels, channels: 3, depth: 8 })),
      heatPng: await encodePng({ ...edit.sent, data: heat, channels: 4, depth: 8 }),
    };
  };

  readonly compose: Work<'compose'> = async ({ original, mask, edit, blend, into, ...asked }, signal) => {
    const { canvas } = edit;
    const { answer, registration } = await this.#registered(asked, signal);
    if (registration.verdict.startsWith('other')) {
      throw new Failure('bad-picture', 'The answer is of something else than was sent.', { because: { why: 'other-picture' } });
    }
    await heed(signal);
    const { picture: before } = await this.#original(original, canvas);
    const painted = await this.#mask(mask, canvas);
    await heed(signal);
    const picture = await compose({ original: before, mask: painted, answer, edit, registration, blend });
    const staging = new Staging(into);
    const [writing, showing] = [writePng(picture, staging, signal), previewOf(picture)];
    showing.catch(() => undefined); // waited for below
    const staged = await writing;
    try {
      const preview = await showing;
      const differingOutside = await differingInFile(staged.path, { original: before, picture, mask: painted, canvas });
      signal.throwIfAborted();
      return { staged, preview, width: picture.width, height: picture.height, differingOutside, converted: before.converted };
    } catch (error) {
      await staging.discard(staged.path);
      throw error;
    }
  };

  async #original(source: PictureSource, canvas: Rectangle): Promise<Original> {
    const original = await this.#originals.of(source);
    if (!holdsPicture(canvas, original.picture)) {
      throw new Failure('bad-picture', 'The picture is of another size than what is edited.', { because: { why: 'picture-other-size' } });
    }
    return original;
  }

  async #registered(asked: Asked, signal: AbortSignal): Promise<{ answer: SrgbPixels; registration: Registration }> {
    if (this.#judged?.name === nameOf(asked)) {
      return { answer: await bytesOf(asked.answer).then(decodeSrgb), registration: this.#judged.registration };
    }
    const { sent, answer, editable } = await sentAndAnswer(asked, signal);
    return { answer, registration: register(sent, answer, editable) };
  }

  async #mask(source: PictureSource, { width, height }: Rectangle): Promise<MaskPixels> {
    const mask = await this.#masks.of(source);
    if (mask.width !== width || mask.height !== height) {
      throw new Failure('invalid', 'The mask is not as large as what is edited.', { because: { why: 'mask-other-size' } });
    }
    return mask;
  }
}

interface Original {
  readonly kind: PictureKind;
  readonly picture: PicturePixels;
}

async function decodeOriginal(bytes: Uint8Array): Promise<Original> {
  return { kind: readPictureFacts(bytes).kind, picture: await decodePixels(bytes) };
}

function fittedTo({ width, height }: PixelSize, kind: PictureKind, crop: PixelSize, to: PixelSize): Fitted {
  const scaled = to.width < crop.width || to.height < crop.height;
  return { from: { width, height, kind }, to, converted: kind !== 'png', scaled };
}

type Asked = Pick<Given<'judge'>, 'sent' | 'answer'>;

function nameOf({ sent, answer }: Asked): string {
  return [sent.reference, sent.mask, answer].map(({ sha256 }) => sha256).join(' ');
}

async function sentAndAnswer({ sent, answer }: Asked, signal: AbortSignal) {
  const reference = await bytesOf(sent.reference).then(decodeSrgb);
  const editable = await bytesOf(sent.mask).then(decodeSentMask);
  const pixels = { sent: reference, editable, answer: await bytesOf(answer).then(decodeSrgb) };
  await heed(signal);
  return pixels;
}

/** Of what was called off while a loop ran is only heard once there was a turn for messages: between two of these. */
async function heed(signal: AbortSignal): Promise<void> {
  await nextTurn();
  await nextTurn();
  signal.throwIfAborted();
}

async function factsOf(source: PictureSource) {
  const bytes = await bytesOf(source);
  return { bytes, ...readPictureFacts(bytes) };
}
