import { keyboardPlace } from '../key-claims.ts';

/** The files of a paste that is meant for the screen: none while a dialog or a menu is open, or when a field takes the words that came with them. */
export function pastedFiles({ clipboardData, target }: ClipboardEvent): readonly File[] {
  const { inLayer, inField } = keyboardPlace(target);
  const isForField = inField && clipboardData?.types.includes('text/plain');
  return inLayer || isForField ? [] : [...(clipboardData?.files ?? [])];
}
