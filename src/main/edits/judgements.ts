import * as v from 'valibot';

import { Blend, Rectangle, verdicts, type Judgement } from '../../shared/edit.ts';
import { moveOver, removeFile, type Staging } from '../files/durable-file.ts';
import { sizeOf } from '../files/file-content.ts';
import { readJson } from '../library/json-files.ts';
import type { Layout } from '../library/layout.ts';
import type { Answer } from './thread/edit-work.ts';

/** Goes up whenever answers are judged differently: what was found by another version is found out anew. */
const version = 2;

const Triple = v.tuple([v.number(), v.number(), v.number()]);
const StoredJudgement = v.object({
  version: v.literal(version),
  verdict: v.picklist(verdicts),
  fidelity: v.object({
    changedShare: v.number(),
    shiftPx: v.nullable(v.object({ x: v.number(), y: v.number() })),
    gain: Triple,
    offset: Triple,
  }),
  patch: v.nullable(Rectangle),
  blend: Blend,
});
type Found = Omit<Judgement, 'answer' | 'edit'>;

/** What was found out about answers, and what the screen needs of it: in a folder of the library that can be deleted. */
export class Judgements {
  readonly #layout: Layout;
  readonly #staging: Staging;

  constructor(layout: Layout, staging: Staging) {
    this.#layout = layout;
    this.#staging = staging;
  }

  /** Null when the answer wasn't judged yet, or a part of what was found is gone. */
  async read(answer: string): Promise<Found | null> {
    const stored = await readJson(this.#layout.judgement(answer), StoredJudgement);
    if (typeof stored !== 'object') return null;
    const { verdict, fidelity, patch, blend } = stored.found;
    const files = [this.#layout.heat(answer), ...(patch ? [this.#layout.patch(answer)] : [])];
    const sizes = await Promise.all(files.map((file) => sizeOf(file)));
    return sizes.includes(null) ? null : { verdict, fidelity, patch, blend };
  }

  /** The pictures first: what is read is whole. */
  async write(answer: string, { patchPng, heatPng, ...found }: Answer<'judge'>): Promise<Found> {
    await this.#layout.makeShard('edits', answer);
    await removeFile(this.#layout.judgement(answer));
    await moveOver(await this.#staging.put(heatPng), this.#layout.heat(answer));
    if (patchPng) await moveOver(await this.#staging.put(patchPng), this.#layout.patch(answer));
    const stored = Buffer.from(`${JSON.stringify({ version, ...found }, null, 2)}\n`);
    await moveOver(await this.#staging.put(stored), this.#layout.judgement(answer));
    return found;
  }
}
