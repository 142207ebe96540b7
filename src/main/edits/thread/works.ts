import type { Fitted, PixelSize, Rectangle } from '../../../shared/edit.ts';
import { Failure } from '../../../shared/failure.ts';
import type { PictureKind } from '../../../shared/input.ts';
import { Staging } from '../../files/durable-file.ts';
import { isUpright } from '../../files/orientation.ts';
import { readPictureFacts } from '../../files/picture-file.ts';
import { compose } from '../composing/compose.ts';
import { maskedBounds } from '../composing/masked-bounds.ts';
import { judge } from '../judging/judge.ts';
import { decodeMask, decodePixels, decodeSentMask, decodeSrgb } from '../pixels/decoding.ts';
import type { MaskPixels, PicturePixels } from '../pixels/picture-pixels.ts';
import { encodePng, writePng } from '../pixels/png-writer.ts';
import { preparedFor } from '../pixels/preparing.ts';
import { wholeFor } from '../pixels/sending.ts';
import { register } from '../registering/register.ts';
import type { Answer, EditWork, Given, PictureSource, WorkName } from './edit-work.ts';
import { bytesOf, LastDecoded } from './sources.ts';

type Work<Name extends WorkName> = (given: Given<Name>, signal: AbortSignal) => Promise<Answer<Name>>;
export type Works = { readonly [Name in keyof EditWork]: Work<Name> };

const keptMs = 60_000;

/** Everything that the thread can do. */
export class EditWorks implements Works {
  readonly #originals = new LastDecoded(decodeOriginal, keptMs);
  readonly #masks = new LastDecoded(decodeMask, keptMs);

  readonly measure: Work<'measure'> = async ({ picture, mask, canvas }) => ({
    masked: maskedBounds({ picture, mask: await this.#mask(mask, canvas), canvas }),
  });

  readonly prepare: Work<'prepare'> = async ({ original, mask, canvas, ...wanted }) => {
    const { kind, picture } = await this.#originals.of(original);
    const { reference, mask: sentMask, sent } = await preparedFor({ ...wanted, picture, canvas, mask: await this.#mask(mask, canvas) });
    return { reference, mask: sentMask, sent, fitted: fittedTo(picture, kind, wanted.crop, sent) };
  };

  readonly fit: Work<'fit'> = async ({ original, maxBytes }) => {
    const { kind, widthPx, heightPx, bytes } = await factsOf(original);
    const size = { width: widthPx, height: heightPx };
    // Whether the service turns a photograph as its Exif says isn't known.
    if (bytes.byteLength <= maxBytes && isUpright(bytes, kind)) {
      return { reference: null, fitted: { from: { ...size, kind }, to: size, converted: false, scaled: false } };
    }
    const { picture } = await this.#originals.of(original);
    const { png, sent } = await wholeFor(picture, maxBytes);
    return { reference: png, fitted: fittedTo(size, kind, size, sent) };
  };

  readonly judge: Work<'judge'> = async ({ original, mask, edit, ...asked }) => {
    const pixels = await sentAndAnswer(asked);
    const { widthPx: width, heightPx: height } = await factsOf(original);
    const masked = maskedBounds({ picture: { width, height }, mask: await this.#mask(mask, edit.canvas), canvas: edit.canvas });
    if (!masked) throw new Failure('invalid', 'Nothing is painted, so nothing would change.');
    const { registration, fidelity, heat, patch, blend } = judge({ ...pixels, edit, masked });
    return {
      ...{ verdict: registration.verdict, fidelity, blend, patch: patch?.place ?? null },
      patchPng: patch && (await encodePng({ ...patch.pixels, channels: 3, depth: 8 })),
      heatPng: await encodePng({ ...edit.sent, data: heat, channels: 4, depth: 8 }),
    };
  };

  readonly compose: Work<'compose'> = async ({ original, mask, edit, blend, into, ...asked }, signal) => {
    const { sent, answer, editable } = await sentAndAnswer(asked);
    const registration = register(sent, answer, editable);
    if (registration.verdict.startsWith('other')) throw new Failure('bad-picture', 'The answer is of something else than was sent.');
    signal.throwIfAborted();
    const { picture: before } = await this.#originals.of(original);
    const painted = await this.#mask(mask, edit.canvas);
    const { picture, differingOutside } = await compose({ original: before, mask: painted, answer, edit, registration, blend });
    const staged = await writePng(picture, new Staging(into), signal);
    return { staged, width: picture.width, height: picture.height, differingOutside, converted: before.converted };
  };

  async #mask(source: PictureSource, { width, height }: Rectangle): Promise<MaskPixels> {
    const mask = await this.#masks.of(source);
    if (mask.width !== width || mask.height !== height) throw new Failure('invalid', 'The mask is not as large as what is edited.');
    return mask;
  }
}

async function decodeOriginal(bytes: Uint8Array): Promise<{ readonly kind: PictureKind; readonly picture: PicturePixels }> {
  return { kind: readPictureFacts(bytes).kind, picture: await decodePixels(bytes) };
}

function fittedTo({ width, height }: PixelSize, kind: PictureKind, crop: PixelSize, to: PixelSize): Fitted {
  const scaled = to.width < crop.width || to.height < crop.height;
  return { from: { width, height, kind }, to, converted: kind !== 'png', scaled };
}

async function sentAndAnswer({ sent, answer }: Pick<Given<'judge'>, 'sent' | 'answer'>) {
  return {
    sent: await bytesOf(sent.reference).then(decodeSrgb),
    editable: await bytesOf(sent.mask).then(decodeSentMask),
    answer: await bytesOf(answer).then(decodeSrgb),
  };
}

async function factsOf(source: PictureSource) {
  const bytes = await bytesOf(source);
  return { bytes, ...readPictureFacts(bytes) };
}
