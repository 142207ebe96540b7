import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { Picture } from '../../shared/picture.ts';
import { errorCode, onDisk } from '../files/disk-failure.ts';
import { moveIfFree, type StagedFile } from '../files/durable-file.ts';
import { holds } from '../files/file-content.ts';
import { hashDigits, monthFolder, pictureFileName } from '../files/file-name.ts';
import { makeFolders } from '../files/folder.ts';
import { readPictureFacts, type PictureFacts } from '../files/picture-file.ts';
import { makePreview } from '../files/picture-preview.ts';
import type { Layout } from './layout.ts';
import type { MarkFiles } from './marks/mark-files.ts';
import type { OnStep } from './on-step.ts';
import type { Organising } from './organising/organising.ts';
import type { PictureIndex } from './picture-index.ts';
import type { PictureOrigin, PictureRecord } from './picture-record.ts';
import type { IndexedPicture, NewPicture } from './picture-row.ts';
import type { Places } from './places.ts';
import type { Records } from './records.ts';
import type { Thumbnails } from './thumbnails.ts';
import type { Turns } from './turns.ts';

/** How long ago, at most, a try that a crash ended may have placed a picture: after that it can't be delivered any more. */
const linksLiveMs = 24 * 3_600_000;

/** A file that was decoded from the disk, which proves that it is whole. */
interface Checked {
  readonly facts: PictureFacts;
  readonly preview: Uint8Array;
}

interface Received extends StagedFile, Checked {}

interface KeepingParts {
  readonly layout: Layout;
  readonly records: Records;
  readonly marks: MarkFiles;
  readonly index: PictureIndex;
  readonly places: Places;
  readonly organising: Organising;
  readonly thumbnails: Thumbnails;
  readonly decoding: Turns;
  readonly changes: Turns;
  readonly onStep: OnStep;
}

/**
 * Takes delivered pictures in. Each step is durable before the next, and a crash between two is completed by keeping the
 * same bytes again: a file that has its name but no record is recognised by its content, a record without a row is read.
 */
export class Keeping {
  readonly #parts: KeepingParts;

  constructor(parts: KeepingParts) {
    this.#parts = parts;
  }

  /**
   * Takes a staged file in; it is checked first, unless that was done by who wrote it. Where it fails, or finds the same
   * content, the staged file may still be there.
   */
  async keep(staged: StagedFile, origin: PictureOrigin, checked?: Checked): Promise<Picture> {
    const { changes, onStep } = this.#parts;
    await onStep('received');
    const received = { ...staged, ...(checked ?? (await this.#check(staged.path))) };
    await onStep('checked');
    return changes.take(() => onDisk(() => this.#take(received, origin)));
  }

  /** From the disk, not from memory: what is checked is what was written. */
  #check(path: string): Promise<Checked> {
    return this.#parts.decoding.take(async () => {
      const bytes = await onDisk(() => readFile(path));
      const facts = readPictureFacts(bytes);
      return { facts, preview: await makePreview(bytes, facts) };
    });
  }

  async #take(received: Received, origin: PictureOrigin): Promise<Picture> {
    await this.#parts.index.noteChanging();
    const known = await this.#parts.index.find(received.sha256);
    return known ? this.#again(known, received, origin) : this.#new(received, origin);
  }

  /** The same content again: one file, one record, the first one's. Only what has gone meanwhile comes back. */
  async #again(before: IndexedPicture, received: Received, origin: PictureOrigin): Promise<Picture> {
    const { index, places, organising } = this.#parts;
    // Whoever makes a trashed picture anew wants it; the job that made it may only not know that it was kept.
    const isMeant = before.record.jobId !== origin.jobId || origin.composite !== undefined;
    if (before.trashedAt !== null && isMeant) await organising.trashing.restoreInTurn(received.sha256);
    const known = before.record.imported ? await this.#claimed(before, received, origin) : before;
    const found = await places.locateInTurn(received.sha256);
    if (found) return index.shown(found);
    const path = await this.#place(received, known.record);
    const state = { path, file: 'here', trashedAt: null } as const;
    await index.setStates([{ id: received.sha256, ...state }]);
    return index.shown({ ...known, ...state });
  }

  /**
   * A file that a crash left without its record is taken for another program's when the library is looked through. It is told
   * as what it was made for after all: without that, a paid answer could never be laid over its original.
   */
  async #claimed(known: IndexedPicture, received: Received, origin: PictureOrigin): Promise<IndexedPicture> {
    const { index, records, marks } = this.#parts;
    const id = received.sha256;
    const { path, file, trashedAt } = (await index.find(id)) ?? known;
    const picture: NewPicture = { record: recordOf(received, origin, known.record.path), path, file, trashedAt };
    await records.replace(picture.record);
    await index.remove(id);
    const [row = -1] = await index.add([picture], await marks.namesOf(id));
    return { ...picture, row };
  }

  async #new(received: Received, origin: PictureOrigin): Promise<Picture> {
    const { layout, records, marks, index, thumbnails, onStep } = this.#parts;
    const id = received.sha256;
    const earlier = await records.read(id);
    const isInPlace = earlier !== null && (await holds(layout.absolute(earlier.path), id, received.bytes));
    const path = isInPlace ? earlier.path : await this.#place(received, earlier ?? origin);
    await onStep('placed');
    const record = earlier ?? recordOf(received, origin, path);
    await records.write(record);
    await onStep('recorded');
    const picture: NewPicture = { record, path, file: 'here', trashedAt: null };
    const [row = -1] = await index.add([picture], await marks.namesOf(id));
    await onStep('indexed');
    await thumbnails.write(id, received.preview);
    await onStep('thumbnailed');
    return index.shown({ ...picture, row });
  }

  /** Gives the file its name, or finds the name that it was given before a crash. */
  async #place(received: Received, { createdAt, prompt }: Pick<PictureOrigin, 'createdAt' | 'prompt'>): Promise<string> {
    const month = monthFolder(createdAt);
    const folder = await makeFolders(this.#parts.layout.folder, month);
    const named = { createdAt, prompt, sha256: received.sha256, kind: received.facts.kind };
    for (const near of new Set([month, monthFolder(createdAt - linksLiveMs)])) {
      const placed = await alreadyIn(this.#parts.layout.absolute(near), received);
      if (placed !== null) return `${near}/${placed}`;
    }
    for (const digits of hashDigits) {
      const name = pictureFileName(named, digits);
      if (await moveIfFree(received.path, join(folder, name))) return `${month}/${name}`;
    }
    throw new Error(`Every name for ${received.sha256} is taken`);
  }
}

async function alreadyIn(folder: string, { sha256, bytes }: StagedFile): Promise<string | null> {
  const all = await readdir(folder).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return []; // a month in which nothing was made
    throw error;
  });
  const names = all.filter((name) => name.includes(sha256.slice(0, hashDigits[0])));
  for (const name of names) if (await holds(join(folder, name), sha256, bytes)) return name;
  return null;
}

function recordOf({ sha256, bytes, facts }: Received, origin: PictureOrigin, path: string): PictureRecord {
  const { kind, widthPx, heightPx } = facts;
  return { version: 1, id: sha256, kind, widthPx, heightPx, bytes, path, ...origin };
}
