import { basename } from 'node:path';

import { Failure } from '../../shared/failure.ts';
import type { LibraryFacts } from '../../shared/library.ts';
import type { PictureDetails, PictureFamily } from '../../shared/picture.ts';
import type { Inputs } from './inputs.ts';
import type { Layout } from './layout.ts';
import type { PictureIndex } from './picture-index.ts';
import type { IndexedPicture } from './picture-row.ts';
import type { Places } from './places.ts';

interface BrowsingParts {
  readonly layout: Layout;
  readonly index: PictureIndex;
  readonly inputs: Inputs;
  readonly places: Places;
}

/** What there is to know about single pictures, and about the library as a whole. */
export class Browsing {
  readonly #parts: BrowsingParts;

  constructor(parts: BrowsingParts) {
    this.#parts = parts;
  }

  /** Throws `not-found` for a picture that the library doesn't know. */
  async details(id: string): Promise<PictureDetails> {
    const { index, inputs } = this.#parts;
    const indexed = await this.#lookedUp(id);
    if (!indexed) throw notFound();
    const {
      bytes,
      jobId,
      taskId,
      model,
      size,
      count,
      callbackUrl,
      revisedPrompt,
      jobCredits,
      references,
      mask,
      edit,
      composite,
      imported,
    } = indexed.record;
    const [maskInput] = await inputs.describe(mask === null ? [] : [mask]);
    const marks = await index.marksOf(id);
    return {
      ...(await index.shown(indexed)),
      ...{ bytes, jobId, taskId, model, size, count, callbackUrl, revisedPrompt, jobCredits },
      fileName: basename(indexed.path),
      path: indexed.path,
      references: await inputs.describe(references),
      mask: maskInput ?? null,
      tags: after('tag:', marks),
      collections: after('collection:', marks),
      edit: edit ?? null,
      composite: composite ?? null,
      imported: imported ?? null,
    };
  }

  async family(id: string): Promise<PictureFamily> {
    const family = await this.#parts.index.family(id);
    if (!family) throw notFound();
    return family;
  }

  async summary(): Promise<LibraryFacts> {
    return { folder: this.#parts.layout.folder, ...(await this.#parts.index.counts()) };
  }

  /** A picture known as missing is looked for again: nobody says when a person has put its file back. */
  async #lookedUp(id: string): Promise<IndexedPicture | null> {
    const indexed = await this.#parts.index.find(id);
    return indexed?.file === 'missing' ? ((await this.#parts.places.locate(id)) ?? indexed) : indexed;
  }
}

function notFound(): Failure {
  return new Failure('not-found', "The picture isn't in the library.", { because: { why: 'not-in-library' } });
}

function after(prefix: string, names: readonly string[]): string[] {
  return names.filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length));
}
