import { randomUUID } from 'node:crypto';

import * as v from 'valibot';

import { Failure } from '../../../shared/failure.ts';
import { CollectionId } from '../../../shared/picture.ts';
import { moveOver, type Staging } from '../../files/durable-file.ts';
import { readKept, readToChange, type OnSetAside } from '../versioned-file.ts';

/** Loose, so that what a later version writes beside these survives this one. */
const StoredCollection = v.looseObject({ id: CollectionId, name: v.string(), parent: v.nullable(CollectionId) });
const StoredCollections = v.looseObject({ version: v.literal(1), collections: v.array(StoredCollection) });
export type StoredCollection = v.InferOutput<typeof StoredCollection>;

/** The names of collections and which is inside which; their pictures know by themselves where they belong (`MarkFiles`). */
export class CollectionsFile {
  readonly #path: string;
  readonly #staging: Staging;
  readonly #onSetAside: OnSetAside;

  constructor(path: string, staging: Staging, onSetAside: OnSetAside) {
    this.#path = path;
    this.#staging = staging;
    this.#onSetAside = onSetAside;
  }

  /** As a tree: what another machine made of the file can't lead in circles, or to a parent that isn't there. */
  async all(): Promise<readonly StoredCollection[]> {
    const kept = await readKept(this.#path, StoredCollections);
    return typeof kept === 'object' ? asTree(kept.found.collections) : [];
  }

  /** Replaces the file; throws what `change` throws, and nothing is written then. */
  async change<T>(change: (collections: readonly StoredCollection[]) => { all: readonly StoredCollection[]; answer: T }): Promise<T> {
    const stored = (await readToChange(this.#path, StoredCollections, this.#onSetAside)) ?? { version: 1, collections: [] };
    const { all, answer } = change(asTree(stored.collections));
    const staged = await this.#staging.write(Buffer.from(`${JSON.stringify({ ...stored, collections: all }, null, 2)}\n`));
    await moveOver(staged.path, this.#path);
    return answer;
  }
}

function asTree(collections: readonly StoredCollection[]): StoredCollection[] {
  const byId = new Map(collections.map((collection) => [collection.id, collection]));
  const tree = new Map<string, StoredCollection>();
  for (const collection of byId.values()) {
    const parent = collection.parent !== null && byId.has(collection.parent) ? collection.parent : null;
    const isCircle = parent !== null && above(parent, tree).includes(collection.id);
    tree.set(collection.id, { ...collection, parent: isCircle ? null : parent });
  }
  return [...tree.values()];
}

/** A collection and all those that it is inside of. */
function above(id: string, byId: ReadonlyMap<string, StoredCollection>): string[] {
  const ids: string[] = [];
  for (let at: string | null = id; at !== null && !ids.includes(at); at = byId.get(at)?.parent ?? null) ids.push(at);
  return ids;
}

/** A collection and all those inside it. */
export function within(id: string, all: readonly Pick<StoredCollection, 'id' | 'parent'>[]): string[] {
  const ids = [id];
  for (const outer of ids) ids.push(...all.filter(({ parent }) => parent === outer).map((inner) => inner.id));
  return ids;
}

export function created(name: string, parent: string | null, all: readonly StoredCollection[]) {
  if (parent !== null) mustBeThere(parent, all);
  const collection: StoredCollection = { id: randomUUID(), name, parent };
  return { all: [...all, collection], answer: collection };
}

export function renamed(id: string, name: string, all: readonly StoredCollection[]) {
  mustBeThere(id, all);
  return { all: all.map((collection) => (collection.id === id ? { ...collection, name } : collection)), answer: undefined };
}

export function moved(id: string, parent: string | null, all: readonly StoredCollection[]) {
  mustBeThere(id, all);
  if (parent !== null) mustBeThere(parent, all);
  if (parent !== null && within(id, all).includes(parent)) throw new Failure('invalid', "A collection can't be put inside itself.");
  return { all: all.map((collection) => (collection.id === id ? { ...collection, parent } : collection)), answer: undefined };
}

/** Answers with what is forgotten: the collection and those inside it. */
export function removed(id: string, all: readonly StoredCollection[]) {
  mustBeThere(id, all);
  const gone = new Set(within(id, all));
  return { all: all.filter((other) => !gone.has(other.id)), answer: all.filter((other) => gone.has(other.id)) };
}

/** Puts forgotten ones back; one whose parent is gone meanwhile comes back at the top. */
export function broughtBack(forgotten: readonly StoredCollection[], all: readonly StoredCollection[]) {
  const there = new Set(all.map(({ id }) => id));
  return { all: asTree([...all, ...forgotten.filter(({ id }) => !there.has(id))]), answer: undefined };
}

function mustBeThere(id: string, all: readonly StoredCollection[]): void {
  if (!all.some((collection) => collection.id === id)) throw new Failure('not-found', 'This collection is gone.');
}
