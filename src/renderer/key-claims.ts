import { editsText, hasModifier } from './chord.ts';

/** Where the keyboard is, as far as it matters to shortcuts. */
export interface KeyboardPlace {
  /** In a menu or another popover, or below a modal dialog. */
  readonly inLayer: boolean;
  /** In a field that takes text. */
  readonly inField: boolean;
  /** On a button, a choice, a link: something that Enter or the space bar sets off. */
  readonly onControl: boolean;
  readonly hasSelectedText: boolean;
}

const typingFields = 'input:not([type=button], [type=checkbox], [type=radio], [type=range]), textarea, select, [contenteditable]';
/** While one writes these mean italics and the like to one's hands: nothing that isn't looked at may change. */
const meantForText: readonly string[] = ['Mod+I', 'Mod+D'];
const controls = 'button, input, a[href], summary, [role=button]';

export function keyboardPlace(target: EventTarget | null): KeyboardPlace {
  const element = target instanceof Element ? target : null;
  const isIn = (selector: string): boolean => element?.closest(selector) != null;
  return {
    inLayer: isIn('[role=menu], [popover]') || document.querySelector(':modal') !== null,
    inField: isIn(typingFields),
    onControl: isIn(controls),
    hasSelectedText: getSelection()?.isCollapsed === false,
  };
}

/** Whether what has the keyboard uses this chord for itself, so that it is no shortcut there. */
export function isClaimed(chord: string, place: KeyboardPlace): boolean {
  if (place.inLayer) return true;
  if (chord === 'Mod+C' && place.hasSelectedText) return true;
  if (place.inField && (!hasModifier(chord) || editsText(chord) || meantForText.includes(chord))) return true;
  return place.onControl && (chord === 'Enter' || chord === 'Space');
}
