const maxCharacters = 4 * 1024 * 1024;
/** Graphs of nodes stand ten deep. */
const maxDepth = 100;
const steps: ReadonlyMap<string, number> = new Map([
  ['{', 1],
  ['[', 1],
  ['}', -1],
  [']', -1],
]);

export type FoundObject = Readonly<Record<string, unknown>>;

/** An object from a stranger's JSON; null for anything else, and for what is too large or too deep. */
export function foundObject(text: string | null | undefined): FoundObject | null {
  const trimmed = text?.trim() ?? '';
  if (!trimmed.startsWith('{') || trimmed.length > maxCharacters || isTooDeep(trimmed)) return null;
  // ComfyUI writes Python's NaN, which JSON doesn't know.
  return parsed(trimmed) ?? (trimmed.includes('NaN') ? parsed(trimmed.replace(/([:,[] ?)NaN(?=[,\]} ])/g, '$1null')) : null);
}

export function isObject(value: unknown): value is FoundObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The first of these fields that holds some text. */
export function textIn(object: unknown, ...names: readonly string[]): string | null {
  if (!isObject(object)) return null;
  for (const name of names) {
    const value = Object.hasOwn(object, name) ? object[name] : null;
    if (typeof value === 'string' && value.trim() !== '') return value;
  }
  return null;
}

function parsed(text: string): FoundObject | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

function isTooDeep(text: string): boolean {
  let depth = 0;
  let isInString = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === '"') isInString = !isInString;
    else if (isInString) at += character === '\\' ? 1 : 0;
    else depth += steps.get(character) ?? 0;
    if (depth > maxDepth) return true;
  }
  return false;
}
