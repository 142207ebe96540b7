import type { KeyPress } from './page-watch.ts';

const NAMED: Readonly<Record<string, string>> = {
  plus: '+',
  space: ' ',
  return: 'enter',
  esc: 'escape',
  up: 'arrowup',
  down: 'arrowdown',
  left: 'arrowleft',
  right: 'arrowright',
  del: 'delete',
};
const MODIFIERS: Readonly<Record<string, 'control' | 'shift' | 'alt' | 'meta'>> = {
  commandorcontrol: process.platform === 'darwin' ? 'meta' : 'control',
  cmdorctrl: process.platform === 'darwin' ? 'meta' : 'control',
  command: 'meta',
  cmd: 'meta',
  control: 'control',
  ctrl: 'control',
  alt: 'alt',
  option: 'alt',
  shift: 'shift',
  super: 'meta',
  meta: 'meta',
};

/** Whether a key press is an accelerator of Electron's notation, as `CmdOrCtrl+Shift+Z`. */
export function matches(accelerator: string, press: KeyPress): boolean {
  const parts = accelerator.toLowerCase().replace(/\+\+$/, '+plus').split('+');
  const key = parts.pop() ?? '';
  const wanted = new Set(parts.map((part) => MODIFIERS[part]));
  const modifiersFit = (['control', 'alt', 'meta'] as const).every((name) => press[name] === wanted.has(name));
  const name = NAMED[key] ?? key;
  // A sign may need Shift to be typed at all (`?`, `+`): then the Shift is the sign's, not the accelerator's.
  const isSign = name.length === 1 && !/[a-z0-9 ]/.test(name);
  const shiftFits = press.shift === wanted.has('shift') || (isSign && press.key === name);
  return modifiersFit && shiftFits && (press.key.toLowerCase() === name || keyOf(press.code) === name);
}

/** What is printed on the key itself, whatever Shift or Alt make of it. */
function keyOf(code: string): string {
  return /^(?:Key|Digit)(.)$/.exec(code)?.[1]?.toLowerCase() ?? '';
}
