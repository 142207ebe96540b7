import type { AppInfo } from '../shared/app-info.ts';

type Platform = AppInfo['platform'];
/** The part of a keyboard event that decides which chord it is. */
export type Stroke = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>;

/** Whether a key press is this chord (`Mod+Shift+R`), `Mod` being Cmd on macOS and Ctrl elsewhere. */
export function isChord(stroke: Stroke, chord: string, platform: Platform): boolean {
  const { mod, shift, key } = partsOf(chord);
  const [modDown, otherDown] = platform === 'darwin' ? [stroke.metaKey, stroke.ctrlKey] : [stroke.ctrlKey, stroke.metaKey];
  if (modDown !== mod || otherDown || stroke.altKey) return false;
  // A sign such as `?` takes Shift on some keyboards and none on others: only what it types counts.
  const isSign = key === 'Plus' || (key.length === 1 && !/[a-z0-9]/i.test(key));
  return keyOf(stroke) === key.toLowerCase() && (isSign || stroke.shiftKey === shift);
}

/** The keys of a chord as they stand on the keyboard: `⌘`, `⇧`, `R` or `Ctrl`, `Shift`, `R`. */
export function keyCaps(chord: string, platform: Platform): readonly string[] {
  const caps = platform === 'darwin' ? macCaps : otherCaps;
  return chord.split('+').map((key) => caps[key] ?? key);
}

/** Chords that edit text: in a field they belong to the field. */
export function editsText(chord: string): boolean {
  return ['Mod+C', 'Mod+X', 'Mod+V', 'Mod+A', 'Mod+Z', 'Mod+Shift+Z', 'Mod+Y'].includes(chord);
}

export function hasModifier(chord: string): boolean {
  return partsOf(chord).mod;
}

const sharedCaps = { ArrowLeft: '←', ArrowRight: '→', ArrowUp: '↑', ArrowDown: '↓', Plus: '+', '-': '−', PageUp: 'PgUp', PageDown: 'PgDn' };

const macCaps: Readonly<Record<string, string>> = {
  Mod: '⌘',
  Shift: '⇧',
  Enter: '⏎',
  Escape: 'esc',
  Delete: '⌦',
  Backspace: '⌫',
  ...sharedCaps,
};

const otherCaps: Readonly<Record<string, string>> = { Mod: 'Ctrl', Escape: 'Esc', ...sharedCaps };

function partsOf(chord: string): { mod: boolean; shift: boolean; key: string } {
  const keys = chord.split('+');
  return { mod: keys.includes('Mod'), shift: keys.includes('Shift'), key: keys.at(-1) ?? '' };
}

/** On a keyboard that doesn't type Latin letters the place of the key decides. */
function keyOf({ key, code }: Stroke): string {
  if (key === ' ') return 'space';
  // Where the plus needs Shift, it shares its key with the equals sign: nobody holds Shift to zoom in.
  if (key === '+' || key === '=') return 'plus';
  const isForeignLetter = key.length === 1 && key > '\u007f' && code.startsWith('Key');
  return (isForeignLetter ? code.slice(3) : key).toLowerCase();
}
