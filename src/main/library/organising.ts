import { rm } from 'node:fs/promises';

import type { Layout } from './layout.ts';
import type { Marks } from './marks.ts';
import type { OnStep } from './on-step.ts';
import type { PictureIndex } from './picture-index.ts';
import type { Places } from './places.ts';
import type { Trash } from './trash.ts';

interface OrganisingParts {
  readonly layout: Layout;
  readonly index: PictureIndex;
  readonly marks: Marks;
  readonly trash: Trash;
  readonly places: Places;
  readonly onStep: OnStep;
  readonly now: () => number;
}

/** What a person does with pictures. The disk first, the index after: what the index lost, the disk still tells. */
export class Organising {
  readonly #parts: OrganisingParts;

  constructor(parts: OrganisingParts) {
    this.#parts = parts;
  }

  async setFavourite(ids: readonly string[], favourite: boolean): Promise<void> {
    const { index, marks, onStep } = this.#parts;
    const known = await index.knownAmong(ids);
    await marks.set(known, { favourite });
    await onStep('marked');
    await index.setMarks([{ name: 'favourite', rows: await index.resolve({ ids: known }), on: favourite }]);
    await onStep('marks-indexed');
  }

  async moveToTrash(ids: readonly string[]): Promise<void> {
    const { index, places, trash, now, onStep } = this.#parts;
    for (const id of new Set(ids)) {
      const picture = (await places.locateInTurn(id)) ?? (await index.find(id));
      if (!picture || picture.trashedAt !== null) continue;
      const trashed = await trash.put(id, picture.path, { trashedAt: now(), missing: picture.file === 'missing' });
      await onStep('trash-moved');
      await index.setStates([{ id, path: trashed.path, file: trashed.missing ? 'missing' : picture.file, trashedAt: trashed.trashedAt }]);
      await onStep('trash-indexed');
    }
  }

  async restore(ids: readonly string[]): Promise<void> {
    const { index, trash, onStep } = this.#parts;
    for (const id of new Set(ids)) {
      const picture = await index.find(id);
      if (!picture || picture.trashedAt === null) continue;
      const path = await trash.restore(id, picture.record.bytes);
      await onStep('restore-moved');
      await index.setStates([{ id, path: path ?? picture.record.path, file: path === null ? 'missing' : picture.file, trashedAt: null }]);
      await onStep('restore-indexed');
    }
  }

  /** Deletes for good what has been in the trash since before a moment. The row goes last: until then it is tried again. */
  async purge(before: number): Promise<void> {
    const { layout, index, marks, trash } = this.#parts;
    for (const id of await index.trashedBefore(before)) {
      await index.noteChanging();
      for (const path of [layout.record(id), layout.thumbnail(id)]) await rm(path, { force: true });
      await marks.forget(id);
      await trash.remove(id);
      await index.remove(id);
    }
  }
}
