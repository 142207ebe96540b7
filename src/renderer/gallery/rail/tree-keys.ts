import type { Branch } from './collection-tree.ts';

/** What a key press on a collection asks for. */
export type TreeWish =
  | { readonly do: 'focus'; readonly id: string }
  | { readonly do: 'expand'; readonly isExpanded: boolean }
  | { readonly do: 'step'; readonly step: 'in' | 'out' }
  | { readonly do: 'go' | 'rename' | 'remove' };

type Stroke = Pick<KeyboardEvent, 'key' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey'>;

/** The keys of a tree, as everywhere; Alt with an arrow puts the collection in or out. Null when the key is nothing here. */
export function treeWish(stroke: Stroke, branches: readonly Branch[], id: string, isExpanded: boolean): TreeWish | null {
  if (stroke.ctrlKey || stroke.metaKey || stroke.shiftKey) return null;
  return stroke.altKey ? stepWish(stroke.key) : plainWish(stroke.key, branches, id, isExpanded);
}

function plainWish(key: string, branches: readonly Branch[], id: string, isExpanded: boolean): TreeWish | null {
  const branch = branches.find((other) => other.id === id);
  const opens = isExpanded ? 'ArrowLeft' : 'ArrowRight';
  if (branch?.hasChildren && key === opens) return { do: 'expand', isExpanded: !isExpanded };
  const next = branch && neighbourOf(key, branches, branch);
  return next ? { do: 'focus', id: next.id } : actionOf(key);
}

function neighbourOf(key: string, branches: readonly Branch[], branch: Branch): Branch | undefined {
  const index = branches.indexOf(branch);
  const places: Readonly<Record<string, number>> = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: branches.length - 1 };
  if (key === 'ArrowLeft') return branches.find((other) => other.id === branch.parent);
  if (key === 'ArrowRight') return branch.hasChildren ? branches[index + 1] : undefined;
  return branches[places[key] ?? -1];
}

function stepWish(key: string): TreeWish | null {
  if (key === 'ArrowRight') return { do: 'step', step: 'in' };
  return key === 'ArrowLeft' ? { do: 'step', step: 'out' } : null;
}

function actionOf(key: string): TreeWish | null {
  if (key === 'Enter' || key === ' ') return { do: 'go' };
  if (key === 'F2') return { do: 'rename' };
  return key === 'Delete' ? { do: 'remove' } : null;
}
