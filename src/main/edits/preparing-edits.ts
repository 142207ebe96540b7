import { basename, extname } from 'node:path';

import type { EditOrder, Fitted, Rectangle } from '../../shared/edit.ts';
import { planEdit } from '../../shared/edit-plan.ts';
import { Failure } from '../../shared/failure.ts';
import type { GenerationRequest } from '../../shared/generation.ts';
import type { Input } from '../../shared/input.ts';
import { modelFor, type Model } from '../../shared/model.ts';
import { maxPicturePixels } from '../../shared/picture.ts';
import type { Inputs } from '../library/inputs.ts';
import type { EditThread } from './thread/edit-thread.ts';
import type { PictureSource } from './thread/edit-work.ts';

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

  async prepare(order: EditOrder, signal?: AbortSignal): Promise<PreparedEdit> {
    const original = await this.#parts.inputs.fromPicture(order.picture);
    const model = modelFor(order.model);
    return order.change ? this.#masked(order.change, order, { original, model, signal }) : this.#fitted(order, { original, model, signal });
  }

  async #fitted({ references, size }: EditOrder, { original, model, signal }: Of): Promise<PreparedEdit> {
    const { reference, fitted } = await this.#parts.thread.ask(
      'fit',
      { original: await this.#source(original.id), maxBytes: model.maxReferenceBytes },
      signal,
    );
    const first = reference ? await this.#keep(original, reference) : original.id;
    return { references: [first, ...references], mask: null, size, fitted };
  }

  async #masked(
    { mode, mask, canvas }: NonNullable<EditOrder['change']>,
    { references }: EditOrder,
    { original, model, signal }: Of,
  ): Promise<PreparedEdit> {
    const { inputs, thread } = this.#parts;
    if (!model.mask) throw new Failure('invalid', 'This model takes no mask.');
    if (references.length > 0) throw new Failure('invalid', 'With a mask no more references can be sent.');
    const [painted] = await inputs.describe([mask]);
    if (!painted) throw new Failure('not-found', 'The mask is gone from the library folder.');
    checkCanvas(canvas, original, painted);
    const sources = { original: await this.#source(original.id), mask: await this.#source(mask) };
    const picture = { width: original.widthPx, height: original.heightPx };
    const { masked } = await thread.ask('measure', { picture, mask: sources.mask, canvas }, signal);
    if (!masked) throw new Failure('invalid', 'Nothing is painted, so nothing would change.');
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

  async #keep({ name }: Pick<Input, 'name'>, png: Uint8Array): Promise<string> {
    return (await this.#parts.inputs.add({ name: `${basename(name, extname(name))}.png`, bytes: png })).id;
  }

  async #source(id: string): Promise<PictureSource> {
    const file = await this.#parts.inputs.pathOf(id);
    if (!file) throw new Failure('not-found', "The picture's file is gone from the library folder.");
    return { path: file.path, sha256: id };
  }
}

/** The canvas is the picture and what it is extended by, and what was painted covers it. */
function checkCanvas({ left, top, width, height }: Rectangle, picture: Input, mask: Input): void {
  if (mask.kind !== 'png' || mask.widthPx !== width || mask.heightPx !== height) {
    throw new Failure('invalid', 'The mask is not of the size of what is edited.');
  }
  const holdsPicture = left <= 0 && top <= 0 && left + width >= picture.widthPx && top + height >= picture.heightPx;
  if (!holdsPicture) throw new Failure('invalid', 'A part of the picture lies outside of what is edited.');
  if (width * height > maxPicturePixels) throw new Failure('invalid', 'The extended picture would have more than 100 megapixels.');
}
