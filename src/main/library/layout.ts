import { join } from 'node:path';

import type { PictureKind } from '../../shared/input.ts';
import { extensions } from '../files/file-name.ts';
import { makeFolders } from '../files/folder.ts';

/** The folder for everything that isn't a picture of the person's own. */
export const hiddenFolder = '.afterglow';

const folders = ['incoming', 'records', 'marks', 'inputs', 'thumbnails', 'edits', 'drafts', 'trash'] as const;

/** Where everything of a library is. Ids are SHA-256 in hex, checked before they come here. */
export class Layout {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  async makeFolders(): Promise<void> {
    for (const name of folders) await makeFolders(this.folder, `${hiddenFolder}/${name}`);
  }

  get incoming(): string {
    return this.#hidden('incoming');
  }

  get index(): string {
    return this.#hidden('index.db');
  }

  /** One that is being made, beside the one in use. */
  get newIndex(): string {
    return this.#hidden('index.db.new');
  }

  get records(): string {
    return this.#hidden('records');
  }

  get marks(): string {
    return this.#hidden('marks');
  }

  get drafts(): string {
    return this.#hidden('drafts');
  }

  get trash(): string {
    return this.#hidden('trash');
  }

  get collections(): string {
    return this.#hidden('collections.json');
  }

  get searches(): string {
    return this.#hidden('searches.json');
  }

  record(id: string): string {
    return join(this.records, id.slice(0, 2), `${id}.json`);
  }

  thumbnail(id: string): string {
    return this.#hidden('thumbnails', id.slice(0, 2), `${id}.webp`);
  }

  input(id: string, kind: PictureKind): string {
    return this.#hidden('inputs', id.slice(0, 2), `${id}.${extensions[kind]}`);
  }

  inputFacts(id: string): string {
    return this.#hidden('inputs', id.slice(0, 2), `${id}.json`);
  }

  /** What was found out about an answer to a masked edit. All three can be deleted. */
  judgement(id: string): string {
    return this.#hidden('edits', id.slice(0, 2), `${id}.json`);
  }

  /** What is begun on a picture and isn't sent. Nothing else knows it, so it goes only with the picture. */
  draft(id: string): string {
    return join(this.drafts, `${id}.json`);
  }

  /** An answer as it lies over its original (PNG). */
  patch(id: string): string {
    return this.#hidden('edits', id.slice(0, 2), `${id}.patch.png`);
  }

  /** Where an answer changed what it was to keep (PNG). */
  heat(id: string): string {
    return this.#hidden('edits', id.slice(0, 2), `${id}.heat.png`);
  }

  /** A path as records and the index write it, as one of this system. */
  absolute(path: string): string {
    return join(this.folder, ...path.split('/'));
  }

  /** Makes the two-digit folder that the files of an id are in. */
  async makeShard(sort: 'records' | 'inputs' | 'thumbnails' | 'edits', id: string): Promise<void> {
    await makeFolders(this.folder, `${hiddenFolder}/${sort}/${id.slice(0, 2)}`);
  }

  #hidden(...parts: string[]): string {
    return join(this.folder, hiddenFolder, ...parts);
  }
}
