import * as v from 'valibot';

import type { Shelf } from './shelf.ts';

/** Where a window stood. `maximized` keeps the bounds that it returns to. */
export const WindowPlace = v.object({
  x: v.pipe(v.number(), v.integer()),
  y: v.pipe(v.number(), v.integer()),
  width: v.pipe(v.number(), v.integer(), v.minValue(1)),
  height: v.pipe(v.number(), v.integer(), v.minValue(1)),
  maximized: v.boolean(),
});
export type WindowPlace = v.InferOutput<typeof WindowPlace>;

const Folder = v.pipe(v.string(), v.minLength(1), v.maxLength(4096));

/** What the app remembers by itself, with what it begins with. Nothing secret: this is written to disk as it stands. */
const facts = {
  account: v.fallback(
    v.object({
      mode: v.picklist(['none', 'key', 'practice']),
      /** The last four characters of the key that is in the keychain: that one was saved, and which. */
      keyEnding: v.nullable(v.pipe(v.string(), v.maxLength(4))),
    }),
    { mode: 'none', keyEnding: null },
  ),
  /** Folders of libraries that were open, the latest first. */
  libraries: v.fallback(v.pipe(v.array(Folder), v.maxLength(20)), []),
  /** A library that is on its way to another folder: told before anything is done, forgotten once nothing is left to do. */
  move: v.fallback(v.nullable(v.object({ from: Folder, to: Folder })), null),
  /** Whether the person has paused the queue. */
  paused: v.fallback(v.boolean(), false),
  window: v.fallback(v.nullable(WindowPlace), null),
};

type Facts = { readonly [F in keyof typeof facts]: v.InferOutput<(typeof facts)[F]> };

/** One remembered fact: what it is now, and how to change it. */
export interface Fact<T> {
  load(): T;
  save(value: T): void;
}

/** The named fact on the shelf; what doesn't hold counts as not remembered. */
export function remembered<F extends keyof Facts>(shelf: Shelf, name: F): Fact<Facts[F]> {
  const key = `remembered.${name}`;
  return {
    load: () => v.parse(facts[name], shelf.get(key)) as Facts[F],
    save: (value) => {
      shelf.set(key, value);
    },
  };
}
