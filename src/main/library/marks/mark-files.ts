import { readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';

import * as v from 'valibot';

import { errorCode } from '../../files/disk-failure.ts';
import type { Staging } from '../../files/durable-file.ts';
import { syncFolder } from '../../files/folder.ts';
import { namesIn } from '../json-files.ts';
import type { Layout } from '../layout.ts';
import { readKept, readToChange, type OnSetAside } from '../versioned-file.ts';
import { namesOfMark, type StoredMark } from './stored-mark.ts';

/** The marks of a file by the pictures' ids. */
export type MarksById = Record<string, StoredMark>;

// By hand, because a schema would copy each of half a million.
const MarksById = v.custom<MarksById>((value) => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const marks = value as Readonly<Record<string, unknown>>;
  for (const id in marks) if (typeof marks[id] !== 'object' || marks[id] === null) return false;
  return true;
});
const StoredMarks = v.looseObject({ version: v.literal(1), marks: MarksById });

/**
 * What a person decided about pictures, beside the records because records never change. 256 files by the first two
 * digits of the id: one mark rewrites one small file, half a million rewrite 256
 * (docs/decisions/0010-marks-beside-records.md).
 */
export class MarkFiles {
  readonly #layout: Layout;
  readonly #staging: Staging;
  readonly #onSetAside: OnSetAside;

  constructor(layout: Layout, staging: Staging, onSetAside: OnSetAside) {
    this.#layout = layout;
    this.#staging = staging;
    this.#onSetAside = onSetAside;
  }

  /**
   * Changes the marks of the pictures whose ids begin with two digits, in place. The file is replaced as a whole; that it
   * has its name also after a power cut is sure only after `sync`, which serves any number of files.
   */
  async change(digits: string, work: (marks: MarksById) => void): Promise<void> {
    const path = this.#path(digits);
    const stored = (await readToChange(path, StoredMarks, this.#onSetAside)) ?? { version: 1, marks: {} };
    work(stored.marks);
    const staged = await this.#staging.write(Buffer.from(`${JSON.stringify(stored)}\n`));
    await rename(staged.path, path);
  }

  /** Drops the marks of pictures, if there are any. */
  async forget(digits: string, ids: readonly string[]): Promise<void> {
    const stored = await this.#read(digits);
    if (!ids.some((id) => Object.hasOwn(stored, id))) return;
    await this.change(digits, (marks) => {
      for (const id of ids) Reflect.deleteProperty(marks, id);
    });
  }

  async sync(): Promise<void> {
    await syncFolder(this.#layout.marks);
  }

  /** The names under which the index holds a picture's marks. Nearly all that are asked for have none, which is seen without parsing a file. */
  async namesOf(id: string): Promise<string[]> {
    try {
      if (!(await readFile(this.#path(id.slice(0, 2)))).includes(id)) return [];
    } catch (error) {
      if (['ENOENT', 'EACCES', 'EISDIR'].includes(errorCode(error))) return [];
      throw error;
    }
    return namesOfMark((await this.#read(id.slice(0, 2)))[id] ?? {});
  }

  /** All marks of the library, a file at a time. What can't be read counts as not marked, and stays as it is. */
  async *all(): AsyncGenerator<MarksById> {
    for (const name of await namesIn(this.#layout.marks)) {
      const digits = /^([0-9a-f]{2})\.json$/.exec(name)?.[1];
      if (digits !== undefined) yield await this.#read(digits);
    }
  }

  async #read(digits: string): Promise<MarksById> {
    const kept = await readKept(this.#path(digits), StoredMarks);
    return typeof kept === 'object' ? kept.found.marks : {};
  }

  #path(digits: string): string {
    return join(this.#layout.marks, `${digits}.json`);
  }
}
