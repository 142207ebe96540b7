import type { Coverage } from './coverage.ts';

/** A tag or a collection that pictures can be given. */
export interface Mark {
  readonly id: string;
  readonly name: string;
  /** In a tree, from 0. */
  readonly depth?: number;
  readonly coverage?: Coverage | undefined;
}
