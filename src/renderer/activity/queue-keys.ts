import type { Step } from '../queue-order.ts';

/** What a key press in a row of the queue asks for. */
export type RowKey = { readonly do: 'move'; readonly step: Step } | { readonly do: 'go'; readonly by: 1 | -1 } | { readonly do: 'cancel' };

type Stroke = Pick<KeyboardEvent, 'key' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey'>;

const withAlt: Partial<Record<string, RowKey>> = {
  ArrowUp: { do: 'move', step: 'up' },
  ArrowDown: { do: 'move', step: 'down' },
  Home: { do: 'move', step: 'first' },
  End: { do: 'move', step: 'last' },
};

const onHandle: Partial<Record<string, RowKey>> = {
  ArrowUp: { do: 'go', by: -1 },
  ArrowDown: { do: 'go', by: 1 },
  Delete: { do: 'cancel' },
  Backspace: { do: 'cancel' },
};

/** Alt moves the row from wherever the keyboard is in it; the plain keys are the handle's. */
export function rowKey({ key, altKey, ctrlKey, metaKey, shiftKey }: Stroke, isOnHandle: boolean): RowKey | undefined {
  if (ctrlKey || metaKey || shiftKey) return undefined;
  if (altKey) return withAlt[key];
  return isOnHandle ? onHandle[key] : undefined;
}
