import type { Collection } from '../../../shared/picture.ts';

/** A collection as the tree shows it. */
export interface Branch extends Collection {
  /** 0 at the top. */
  readonly depth: number;
  readonly hasChildren: boolean;
  /** From 1, among those with the same parent. */
  readonly place: number;
  readonly siblings: number;
}

/** The collections in the order of a tree, by name, without what lies in the collapsed ones. */
export function branchesOf(all: readonly Collection[], language: string, collapsed: ReadonlySet<string> = new Set()): readonly Branch[] {
  const collator = new Intl.Collator(language, { numeric: true });
  const ids = new Set(all.map(({ id }) => id));
  const children = Map.groupBy(all, ({ parent }) => (parent !== null && ids.has(parent) ? parent : null));
  const below = (parent: string | null, depth: number): Branch[] => {
    const siblings = (children.get(parent) ?? []).toSorted((one, other) => collator.compare(one.name, other.name));
    return siblings.flatMap((collection, index) => {
      const hasChildren = children.has(collection.id);
      const branch = { ...collection, depth, hasChildren, place: index + 1, siblings: siblings.length };
      return hasChildren && !collapsed.has(collection.id) ? [branch, ...below(collection.id, depth + 1)] : [branch];
    });
  };
  return below(null, 0);
}

/** A collection and all those inside it, itself first. */
export function withThoseInside(all: readonly Collection[], id: string): readonly string[] {
  return [id, ...all.filter(({ parent }) => parent === id).flatMap((child) => withThoseInside(all, child.id))];
}

/** Whether a collection may be put into another one, or at the top: not into itself, nor where it is already. */
export function canMove(all: readonly Collection[], id: string, parent: string | null): boolean {
  const moved = all.find((collection) => collection.id === id);
  if (!moved || moved.parent === parent) return false;
  return parent === null || !withThoseInside(all, id).includes(parent);
}

/** Where a step with the keyboard puts a collection: `in` the one above it, or `out` beside its parent; undefined when there is no such place. */
export function stepOf(all: readonly Collection[], language: string, id: string, step: 'in' | 'out'): string | null | undefined {
  const branches = branchesOf(all, language);
  const branch = branches.find((other) => other.id === id);
  if (!branch) return undefined;
  if (step === 'in') return branches.find(({ parent, place }) => parent === branch.parent && place === branch.place - 1)?.id;
  return branch.parent === null ? undefined : (all.find((other) => other.id === branch.parent)?.parent ?? null);
}
