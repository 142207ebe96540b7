import { basename, extname } from 'node:path';

import type { EditOrder, Fitted, PixelSize, Rectangle } from '../../shared/edit.ts';
import { planEdit } from '../../shared/edit-plan.ts';
import { Failure } from '../../shared/failure.ts';
import type { GenerationRequest } from '../../shared/generation.ts';
import type { Input } from '../../shared/input.ts';
import { modelFor, type Model } from '../../shared/model.ts';
import { maxPicturePixels } from '../../shared/picture.ts';
import type { Inputs } from '../library/inputs.ts';
import { holdsPicture } from './canvas.ts';
import { inputSource } from './input-source.ts';
import { nothingPainted } from './refused.ts';
import type { EditThread } from './thread/edit-thread.ts';

/** What is asked of the service for an edit, and what was done to the picture for it. */
export interface PreparedEdit extends Pick<GenerationRequest, 'references' | 'mask' | 'size' | 'edit'> {
  readonly fitted: Fitted;
}

interface PreparingParts {
  readonly inputs: Inputs;
  readonly thread: Pick<EditThread, 'ask'>;
}

/** What an order is about. */
interface Of {
  readonly original: Input;
  readonly model: Model;
  readonly signal: AbortSignal | undefined;
}

/** Makes references and masks as the service takes them. Nothing that the page says is believed: it is looked up, or counted. */
export class PreparingEdits {
  readonly #parts: PreparingParts;

  constructor(parts: PreparingParts) {
    this.#parts = parts;
  }

  /** Makes what is sent, and keeps it among the inputs: by content, so the same order gives the same. */
  async prepare(order: EditOrder, signal?: AbortSignal): Promise<PreparedEdit> {
    const original = await this.#parts.inputs.fromPicture(order.picture);
    const model = modelFor(order.model);
    return order.change ? this.#masked(order.change, order, { original, model, signal }) : this.#fitted(order, { original, model, signal });
  }

  async #fitted({ references, size }: EditOrder, { original, model, signal }: Of): Promise<PreparedEdit> {
    const { inputs, thread } = this.#parts;
    const asked = { original: await inputSource(inputs, original.id), maxBytes: model.maxReferenceBytes };
    const { reference, fitted } = await thread.ask('fit', asked, signal);
    const first = reference ? await this.#keep(original, reference) : original.id;
    return { references: [first, ...references], mask: null, size, fitted };
  }

  async #masked(
    { mode, mask, canvas }: NonNullable<EditOrder['change']>,
    { references }: EditOrder,
    { original, model, signal }: Of,
  ): Promise<PreparedEdit> {
    const { inputs, thread } = this.#parts;
    if (!model.mask) throw new Failure('invalid', 'This model takes no mask.', { because: { why: 'no-masks' } });
    if (references.length > 0) {
      throw new Failure('invalid', 'With a mask no more references can be sent.', { because: { why: 'mask-with-references' } });
    }
    await this.#checkMask(mask, canvas, original);
    const sources = { original: await inputSource(inputs, original.id), mask: await inputSource(inputs, mask) };
    const { masked } = await thread.ask('measure', { picture: sizeOf(original), mask: sources.mask, canvas }, signal);
    if (!masked) throw nothingPainted();
    const { crop, sent: planned, size } = planEdit({ mode, canvas, masked, model });
    const limits = { referenceMaxBytes: model.maxReferenceBytes, maskMaxBytes: model.mask.maxBytes };
    const wanted = { ...sources, canvas, crop, sent: planned, ...limits };
    const { reference, mask: sentMask, sent, fitted } = await thread.ask('prepare', wanted, signal);
    return {
      references: [await this.#keep(original, reference)],
      mask: await this.#keep({ name: 'mask' }, sentMask),
      size,
      edit: { mode, original: original.id, mask, canvas, crop, sent },
      fitted,
    };
  }

  async #checkMask(mask: string, canvas: Rectangle, original: Input): Promise<void> {
    const [painted] = await this.#parts.inputs.describe([mask]);
    if (!painted) throw new Failure('not-found', 'The mask is gone from the library folder.', { because: { why: 'mask-gone' } });
    checkCanvas(canvas, original, painted);
  }

  async #keep({ name }: Pick<Input, 'name'>, png: Uint8Array): Promise<string> {
    return (await this.#parts.inputs.add({ name: `${basename(name, extname(name))}.png`, bytes: png })).id;
  }
}

/** The canvas is the picture and what it is extended by, and what was painted covers it. */
function checkCanvas(canvas: Rectangle, picture: Input, mask: Input): void {
  const { width, height } = canvas;
  if (mask.kind !== 'png' || mask.widthPx !== width || mask.heightPx !== height) {
    throw new Failure('invalid', 'The mask is not of the size of what is edited.', { because: { why: 'mask-other-size' } });
  }
  if (!holdsPicture(canvas, sizeOf(picture))) {
    throw new Failure('invalid', 'A part of the picture lies outside of what is edited.', { because: { why: 'picture-other-size' } });
  }
  if (width * height > maxPicturePixels) {
    throw new Failure('invalid', 'The extended picture would have more than 100 megapixels.', { because: { why: 'extended-too-far' } });
  }
}

function sizeOf({ widthPx, heightPx }: Input): PixelSize {
  return { width: widthPx, height: heightPx };
}
