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
  if (stroke.altKey) return stepWish(stroke.key);
  const index = branches.findIndex((branch) => branch.id === id);
  const branch = branches[index];
  if (!branch) return null;
  const focus = (other: Branch | undefined): TreeWish | null => (other ? { do: 'focus', id: other.id } : null);
  switch (stroke.key) {
    case 'ArrowDown':
      return focus(branches[index + 1]);
    case 'ArrowUp':
      return focus(branches[index - 1]);
    case 'Home':
      return focus(branches[0]);
    case 'End':
      return focus(branches.at(-1));
    case 'ArrowRight':
      return branch.hasChildren && !isExpanded
        ? { do: 'expand', isExpanded: true }
        : focus(branch.hasChildren ? branches[index + 1] : undefined);
    case 'ArrowLeft':
      return branch.hasChildren && isExpanded
        ? { do: 'expand', isExpanded: false }
        : focus(branches.find((other) => other.id === branch.parent));
    default:
      return actionOf(stroke.key);
  }
}

function stepWish(key: string): TreeWish | null {
  if (key === 'ArrowRight') return { do: 'step', step: 'in' };
  return key === 'ArrowLeft' ? { do: 'step', step: 'out' } : null;
}

function actionOf(key: string): TreeWish | null {
  const wish = ({ Enter: 'go', ' ': 'go', F2: 'rename', Delete: 'remove' } as const)[key as 'Enter'];
  return wish ? { do: wish } : null;
}
