import type { TagCount } from '../../../shared/picture.ts';

/** What there is to filter by. */
export interface FilterOptions {
  readonly models: readonly string[];
  readonly tags: readonly TagCount[];
  /** In the order of the tree, the depth of each from 0. */
  readonly collections: readonly { readonly id: string; readonly name: string; readonly depth: number }[];
  /** Newest first. */
  readonly years: readonly number[];
  readonly today: number;
}
