import type { Kept, EarlierMask } from '../../shared/bridge.ts';
import type { Blend, EditOrder, Judgement } from '../../shared/edit.ts';
import { Failure } from '../../shared/failure.ts';
import type { Input } from '../../shared/input.ts';
import type { Picture } from '../../shared/picture.ts';
import type { Language } from '../../shared/settings.ts';
import { onDisk } from '../files/disk-failure.ts';
import type { Staging } from '../files/durable-file.ts';
import { hashOf } from '../files/file-content.ts';
import { ensureRoom, minFreeBytes, type FreeBytes } from '../files/free-space.ts';
import type { Given } from '../library/importing/bringing.ts';
import type { Importing } from '../library/importing/importing.ts';
import type { Inputs } from '../library/inputs.ts';
import type { Keeping } from '../library/keeping.ts';
import type { Layout } from '../library/layout.ts';
import type { OnStep } from '../library/on-step.ts';
import type { Organising } from '../library/organising/organising.ts';
import type { FoundFile } from '../library/library.ts';
import type { PictureOrigin } from '../library/picture-record.ts';
import type { PictureIndex } from '../library/picture-index.ts';
import type { Places } from '../library/places.ts';
import { mostCompositeBytes } from './composite-room.ts';
import { EditedAnswers, type AnswerRecord } from './edited-answers.ts';
import { Judgements } from './judgements.ts';
import { PreparingEdits, type PreparedEdit } from './preparing-edits.ts';
import type { EditThread } from './thread/edit-thread.ts';
import type { Answer, PictureSource } from './thread/edit-work.ts';

/** More than a person looks through. */
const mostMasks = 50;

interface EditingParts {
  readonly layout: Layout;
  readonly staging: Staging;
  readonly index: PictureIndex;
  readonly inputs: Inputs;
  readonly places: Places;
  readonly keeping: Keeping;
  readonly organising: Organising;
  readonly importing: Importing;
  readonly freeBytes: FreeBytes;
  readonly changed: () => void;
  readonly onStep: OnStep;
  readonly now: () => number;
  readonly thread: EditThread;
}

/**
 * Editing pictures of the library: what is sent of them, and what comes of the answers. Throws `not-found` for what is gone,
 * `invalid` for what makes no sense, `bad-picture` for what can't be read or laid over, `disk-full` where it wouldn't fit.
 */
export class Editing {
  readonly #parts: EditingParts;
  readonly #answers: EditedAnswers;
  readonly #judgements: Judgements;
  readonly #preparing: PreparingEdits;
  readonly #beingJudged = new Map<string, Promise<Judgement>>();

  constructor(parts: EditingParts) {
    this.#parts = parts;
    this.#answers = new EditedAnswers(parts);
    this.#judgements = new Judgements(parts.layout, parts.staging);
    this.#preparing = new PreparingEdits(parts);
  }

  /** Takes one picture in, or finds the one that is there; out of the trash, since it is wanted now. */
  async bring(given: Given, language: Language): Promise<Picture> {
    const { importing, index, organising } = this.#parts;
    const id = await importing.bring(given, language);
    if ((await index.find(id))?.trashedAt != null) await organising.trashing.restore({ ids: [id] });
    const picture = await index.find(id);
    if (!picture) throw new Failure('not-found', "The picture isn't in the library.", { because: { why: 'not-in-library' } });
    return index.shown(picture);
  }

  /** Keeps the picture's bytes, whatever becomes of its file. */
  open(id: string): Promise<Input> {
    return this.#parts.inputs.fromPicture(id);
  }

  /** Makes what the service takes, and keeps that among the inputs. The same order gives the same. */
  prepare(order: EditOrder, signal?: AbortSignal): Promise<PreparedEdit> {
    return this.#preparing.prepare(order, signal);
  }

  /** Looks at an answer; what was found once is remembered. Who asks while it is being looked at can't call that off. */
  async judge(answer: string, signal?: AbortSignal): Promise<Judgement> {
    const underway = this.#beingJudged.get(answer);
    if (underway) return underway;
    const judging = this.#judge(answer, signal).finally(() => this.#beingJudged.delete(answer));
    this.#beingJudged.set(answer, judging);
    return judging;
  }

  /** Lays an answer over its original and keeps that. Laid over in the same way again it is the same picture. */
  async keep({ answer, blend }: { readonly answer: string; readonly blend: Blend }, signal?: AbortSignal): Promise<Kept> {
    const { layout, staging, keeping, changed, onStep, now, thread } = this.#parts;
    const record = await this.#answers.record(answer);
    const of = await this.#answers.sources(record);
    await this.#ensureRoom(await mostCompositeBytes(of.original.path, record.edit.canvas), 'to keep this edit');
    const looking = Promise.allSettled([of.original, of.mask].map(ensureUntouched));
    const composed = await thread.ask('compose', { ...of, blend, into: layout.incoming }, signal);
    const { staged, differingOutside, converted } = composed;
    try {
      for (const looked of await looking) if (looked.status === 'rejected') throw looked.reason;
      // The promise of this app: rather no picture than one that was changed where nothing was to change.
      if (differingOutside > 0) throw new Error(`${differingOutside} pixels outside the mask of ${answer} came out changed`);
      await onStep('composed');
      const picture = await keeping.keep(staged, originOf(record, blend, now()), checkedOf(composed));
      changed();
      return { picture, differingOutside, converted };
    } finally {
      await staging.discard(staged.path);
    }
  }

  /** What was painted on canvases of this size, newest first, as far as it is still there. */
  async earlierMasks(size: { readonly width: number; readonly height: number }): Promise<readonly EarlierMask[]> {
    const { index, inputs } = this.#parts;
    const masks = await index.usedMasks(size, mostMasks);
    const there = new Set((await inputs.describe(masks.map(({ mask }) => mask))).map(({ id }) => id));
    return masks.filter(({ mask }) => there.has(mask));
  }

  /** Where the screen finds what a judgement is about; null for an answer that can't be laid over its original. */
  async fileOf(sort: 'patch' | 'heat', answer: string): Promise<FoundFile | null> {
    const { patch } = await this.judge(answer);
    if (sort === 'patch' && !patch) return null;
    return { path: this.#parts.layout[sort](answer), kind: 'png' };
  }

  /** Ends the thread, once it has done what it was asked: see `EditThread`. */
  close(): Promise<void> {
    return this.#parts.thread.close();
  }

  async #judge(answer: string, signal: AbortSignal | undefined): Promise<Judgement> {
    const record = await this.#answers.record(answer);
    const known = await this.#judgements.read(answer);
    if (known) return { answer, edit: record.edit, ...known };
    const judged = await this.#parts.thread.ask('judge', await this.#answers.sources(record), signal);
    const bytes = judged.heatPng.byteLength + (judged.patchPng?.byteLength ?? 0);
    await this.#ensureRoom(bytes, 'to look at this answer, which is safe');
    return { answer, edit: record.edit, ...(await onDisk(() => this.#judgements.write(answer, judged))) };
  }

  /** Leaves what the next paid picture needs. */
  #ensureRoom(bytes: number, purpose: string): Promise<void> {
    const { layout, freeBytes } = this.#parts;
    return ensureRoom(layout.folder, minFreeBytes + bytes, freeBytes, purpose);
  }
}

/** The thread has decoded the file that it wrote. */
function checkedOf({ width, height, preview }: Answer<'compose'>): Parameters<Keeping['keep']>[2] {
  return { facts: { kind: 'png', widthPx: width, heightPx: height, animated: false }, preview };
}

async function ensureUntouched({ path, sha256 }: PictureSource): Promise<void> {
  const isUntouched = (await onDisk(() => hashOf(path))) === sha256;
  if (isUntouched) return;
  throw new Failure('not-found', 'What this edit was made from was changed by another program.', { because: { why: 'source-changed' } });
}

/** What was laid together cost nothing: its answer did. */
function originOf(record: AnswerRecord, blend: Blend, createdAt: number): PictureOrigin {
  const { id, jobId, index, taskId, model, prompt, size, count, revisedPrompt, practice, edit } = record;
  return {
    ...{ jobId, index, taskId, model, prompt, size, count, revisedPrompt, practice, createdAt, callbackUrl: null, jobCredits: null },
    ...{ references: [edit.original], mask: edit.mask, edit, composite: { answer: id, ...blend } },
  };
}
