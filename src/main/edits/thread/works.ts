import { readFile } from 'node:fs/promises';

import type { Fitted, PixelSize, Rectangle } from '../../../shared/edit.ts';
import { Failure } from '../../../shared/failure.ts';
import type { PictureKind } from '../../../shared/input.ts';
import { onDisk } from '../../files/disk-failure.ts';
import { Staging } from '../../files/durable-file.ts';
import { readPictureFacts } from '../../files/picture-file.ts';
import { compose } from '../composing/compose.ts';
import { maskedBounds } from '../composing/masked-bounds.ts';
import { judge } from '../judging/judge.ts';
import { preparedFor } from '../pixels/preparing.ts';
import { isUpright } from '../pixels/metadata.ts';
import type { MaskPixels } from '../pixels/picture-pixels.ts';
import { encodePng, writePng } from '../pixels/png-writer.ts';
import { readMask, readSentMask, readSrgb } from '../pixels/read-pixels.ts';
import { wholeFor } from '../pixels/sending.ts';
import { register } from '../registering/register.ts';
import type { Answer, EditWork, Given, PictureSource, WorkName } from './edit-work.ts';
import { LastOriginal } from './last-original.ts';

type Work<Name extends WorkName> = (given: Given<Name>, signal: AbortSignal) => Promise<Answer<Name>>;
export type Works = { readonly [Name in keyof EditWork]: Work<Name> };

const keptMs = 60_000;

/** Everything that the thread can do. */
export function works(): Works {
  const originals = new LastOriginal(keptMs);
  return {
    measure: async ({ picture, mask, canvas }) => ({ masked: maskedBounds({ picture, mask: await maskOf(mask, canvas), canvas }) }),
    prepare: prepare(originals),
    fit: fit(originals),
    judge: judged,
    compose: composed(originals),
  };
}

function prepare(originals: LastOriginal): Work<'prepare'> {
  return async ({ original, mask, canvas, ...wanted }) => {
    const picture = await originals.read(original);
    const { reference, mask: sentMask, sent } = await preparedFor({ ...wanted, picture, canvas, mask: await maskOf(mask, canvas) });
    const { kind } = await factsOf(original);
    return { reference, mask: sentMask, sent, fitted: fittedTo(picture, kind, wanted.crop, sent) };
  };
}

function fit(originals: LastOriginal): Work<'fit'> {
  return async ({ original, maxBytes }) => {
    const { kind, widthPx, heightPx, bytes } = await factsOf(original);
    const size = { width: widthPx, height: heightPx };
    // Whether the service turns a photograph as its Exif says isn't known.
    if (bytes.byteLength <= maxBytes && isUpright(bytes, kind)) {
      return { reference: null, fitted: { from: { ...size, kind }, to: size, converted: false, scaled: false } };
    }
    const { png, sent } = await wholeFor(await originals.read(original), maxBytes);
    return { reference: png, fitted: fittedTo(size, kind, size, sent) };
  };
}

function fittedTo({ width, height }: PixelSize, kind: PictureKind, crop: PixelSize, to: PixelSize): Fitted {
  const scaled = to.width < crop.width || to.height < crop.height;
  return { from: { width, height, kind }, to, converted: kind !== 'png', scaled };
}

const judged: Work<'judge'> = async ({ original, mask, edit, ...asked }) => {
  const pixels = await sentAndAnswer(asked);
  const { widthPx: width, heightPx: height } = await factsOf(original);
  const masked = maskedBounds({ picture: { width, height }, mask: await maskOf(mask, edit.canvas), canvas: edit.canvas });
  if (!masked) throw new Failure('invalid', 'Nothing is painted, so nothing would change.');
  const { registration, fidelity, heat, patch, blend } = judge({ ...pixels, edit, masked });
  return {
    ...{ verdict: registration.verdict, fidelity, blend, patch: patch?.place ?? null },
    patchPng: patch && (await encodePng({ ...patch.pixels, channels: 3, depth: 8 })),
    heatPng: await encodePng({ ...edit.sent, data: heat, channels: 4, depth: 8 }),
  };
};

function composed(originals: LastOriginal): Work<'compose'> {
  return async ({ original, mask, edit, blend, into, ...asked }, signal) => {
    const { sent, answer, editable } = await sentAndAnswer(asked);
    const registration = register(sent, answer, editable);
    if (registration.verdict.startsWith('other')) throw new Failure('bad-picture', 'The answer is of something else than was sent.');
    signal.throwIfAborted();
    const pixels = { original: await originals.read(original), mask: await maskOf(mask, edit.canvas), answer };
    const { picture, differingOutside } = await compose({ ...pixels, edit, registration, blend });
    const staged = await writePng(picture, new Staging(into), signal);
    return { staged, width: picture.width, height: picture.height, differingOutside, converted: pixels.original.converted };
  };
}

async function sentAndAnswer({ sent, answer }: Pick<Given<'judge'>, 'sent' | 'answer'>) {
  return { sent: await readSrgb(sent.reference.path), editable: await readSentMask(sent.mask.path), answer: await readSrgb(answer.path) };
}

async function maskOf({ path }: PictureSource, { width, height }: Rectangle): Promise<MaskPixels> {
  const mask = await readMask(path);
  if (mask.width !== width || mask.height !== height) throw new Failure('invalid', 'The mask is not as large as what is edited.');
  return mask;
}

async function factsOf({ path }: PictureSource) {
  const bytes = await onDisk(() => readFile(path));
  return { bytes, ...readPictureFacts(bytes) };
}
