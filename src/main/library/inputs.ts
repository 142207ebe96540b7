import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';

import * as v from 'valibot';

import { Failure } from '../../shared/failure.ts';
import { droppedFileMaxBytes, pictureKinds, Sha256, type Input } from '../../shared/input.ts';
import { onDisk } from '../files/disk-failure.ts';
import { moveIfFree, moveOver, type StagedFile, type Staging } from '../files/durable-file.ts';
import { sha256Of, sizeOf } from '../files/file-content.ts';
import { readPictureFacts } from '../files/picture-file.ts';
import { makePreview } from '../files/picture-preview.ts';
import { readJson } from './json-files.ts';
import type { Layout } from './layout.ts';
import type { OnStep } from './on-step.ts';
import type { Places } from './places.ts';
import type { Turns } from './turns.ts';

const Whole = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
const InputFacts = v.object({
  id: Sha256,
  name: v.string(),
  kind: v.picklist(pictureKinds),
  widthPx: Whole,
  heightPx: Whole,
  bytes: Whole,
});
const StoredInput = v.object({ version: v.literal(1), ...InputFacts.entries });

/** Decoding is all that is wanted of this preview: it proves that the picture is whole. */
const proofEdgePx = 16;

interface InputParts {
  readonly layout: Layout;
  readonly staging: Staging;
  readonly decoding: Turns;
  readonly places: Places;
  /** Inputs wait for nobody's turn, but take none where nobody is given one. */
  readonly changes: Turns;
  readonly onStep: OnStep;
}

/** The references and masks that jobs use, kept by content. What a job was sent with stays, whatever happens to its source. */
export class Inputs {
  readonly #parts: InputParts;

  constructor(parts: InputParts) {
    this.#parts = parts;
  }

  /** Keeps a dropped or pasted picture. The same content again is the same input, under its first name. */
  async add({ name, bytes }: { readonly name: string; readonly bytes: Uint8Array }, mostBytes = droppedFileMaxBytes): Promise<Input> {
    if (bytes.byteLength > mostBytes) {
      throw new Failure('too-large', `The file is larger than ${mostBytes / 1024 / 1024} MB.`, {
        because: { why: 'too-many-bytes', mostBytes },
      });
    }
    const id = sha256Of(bytes);
    const known = await this.#find(id);
    if (known) return known;
    this.#parts.changes.ensureGiven();
    const facts = await this.#check(bytes);
    const staged = await this.#parts.staging.write(bytes);
    try {
      return await this.#store(staged, { id, name: lastPart(name), ...facts, bytes: bytes.byteLength });
    } finally {
      await this.#parts.staging.discard(staged.path);
    }
  }

  /**
   * A picture of the library as an input, however large. A copy, so that an editor that changes the picture can't change what
   * a job was sent. The same bytes were decoded when the library took them in, so that isn't done again.
   */
  async fromPicture(id: string): Promise<Input> {
    const known = await this.#find(id);
    if (known) return known;
    const picture = await this.#parts.places.locate(id);
    if (!picture) throw new Failure('not-found', "The picture's file isn't there.", { because: { why: 'file-gone' } });
    const path = this.#parts.layout.absolute(picture.path);
    this.#parts.changes.ensureGiven();
    const staged = await this.#parts.staging.copy(path);
    try {
      if (staged.sha256 !== id) {
        throw new Failure('not-found', "The picture's file was changed by another program.", { because: { why: 'file-changed' } });
      }
      const { animated, ...facts } = readPictureFacts(await onDisk(() => readFile(staged.path)));
      if (animated) throw moves();
      const { bytes } = staged;
      return await this.#store(staged, { id, name: basename(path), ...facts, bytes });
    } finally {
      await this.#parts.staging.discard(staged.path);
    }
  }

  /** Those of the ids that are there, in the order asked for. */
  async describe(ids: readonly string[]): Promise<Input[]> {
    const inputs = await Promise.all(ids.map((id) => this.#find(id)));
    return inputs.filter((input) => input !== null);
  }

  /** The bytes of an input, proven to be the ones that it was added with. */
  async read(id: string): Promise<Uint8Array> {
    const input = await this.#find(id);
    const bytes = input && (await onDisk(() => readFile(this.#parts.layout.input(id, input.kind))));
    if (!bytes || sha256Of(bytes) !== id) {
      throw new Failure('not-found', "The reference's file is gone or was changed.", { because: { why: 'file-gone' } });
    }
    return bytes;
  }

  async pathOf(id: string): Promise<{ path: string; kind: Input['kind'] } | null> {
    const input = await this.#find(id);
    return input && { path: this.#parts.layout.input(id, input.kind), kind: input.kind };
  }

  async #check(bytes: Uint8Array): Promise<Pick<Input, 'kind' | 'widthPx' | 'heightPx'>> {
    const { animated, ...facts } = readPictureFacts(bytes);
    if (animated) throw moves();
    await this.#parts.decoding.take(() => makePreview(bytes, { animated, ...facts }, proofEdgePx));
    return facts;
  }

  /** The file first, its description last: an input without one isn't there, and adding it again completes it. */
  async #store(staged: StagedFile, input: Input): Promise<Input> {
    await this.#parts.onStep('input-received');
    this.#parts.changes.ensureGiven();
    await onDisk(() => this.#parts.layout.makeShard('inputs', input.id));
    if (!(await moveIfFree(staged.path, this.#parts.layout.input(input.id, input.kind)))) {
      await moveOver(staged.path, this.#parts.layout.input(input.id, input.kind));
    }
    await this.#parts.onStep('input-placed');
    const facts = await this.#parts.staging.write(Buffer.from(`${JSON.stringify({ version: 1, ...input }, null, 2)}\n`));
    await moveOver(facts.path, this.#parts.layout.inputFacts(input.id));
    await this.#parts.onStep('input-described');
    return input;
  }

  async #find(id: string): Promise<Input | null> {
    if (!v.is(Sha256, id)) return null;
    const stored = await onDisk(() => readJson(this.#parts.layout.inputFacts(id), StoredInput));
    if (typeof stored !== 'object') return null;
    const input = v.parse(InputFacts, stored.found);
    const bytes = await onDisk(() => sizeOf(this.#parts.layout.input(id, input.kind)));
    return input.id === id && bytes === input.bytes ? input : null;
  }
}

/** A name as a browser or another program gives it may be a whole path, of any system. */
function lastPart(name: string): string {
  return name.split(/[/\\]/).at(-1)?.trim() || 'picture';
}

function moves(): Failure {
  return new Failure('bad-picture', "An animated picture can't be used.", { because: { why: 'animated' } });
}
