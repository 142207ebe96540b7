import { textOf } from './text-budget.ts';

const zeros = '\0'.repeat(8);
/** How many characters are looked at to find out which byte comes first. */
const sampleCharacters = 2_000;
/** The high bytes of what people write in: Latin to Arabic, punctuation, kana, ideographs, Hangul, full-width forms. */
const pages: readonly (readonly [from: number, to: number])[] = [
  [0x00, 0x06],
  [0x20, 0x20],
  [0x30, 0x30],
  [0x4e, 0x9f],
  [0xac, 0xd7],
  [0xff, 0xff],
];

/** Exif's UserComment: eight bytes that name the code, then text in it, which many programs take at their own word. */
export function userComment(value: Uint8Array, little: boolean): string | null {
  const code = String.fromCharCode(...value.subarray(0, 8));
  const text = value.subarray(8);
  return trimmed(decoded(code, text, value, little));
}

function decoded(code: string, text: Uint8Array, whole: Uint8Array, little: boolean): string {
  if (code.startsWith('UNICODE')) return wide(text, little);
  if (code.startsWith('JIS')) return new TextDecoder('iso-2022-jp').decode(text);
  // Without a code at all, the text begins at once.
  return textOf(code.startsWith('ASCII') || code === zeros ? text : whole);
}

/** UTF-16 in either order, whatever the block around it says; or UTF-8 all the same. */
function wide(bytes: Uint8Array, little: boolean): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  if (!bytes.includes(0) && isUtf8(bytes)) return textOf(bytes);
  const bigScore = likelyCharacters(bytes, 0);
  const littleScore = likelyCharacters(bytes, 1);
  const isLittle = bigScore === littleScore ? little : littleScore > bigScore;
  return new TextDecoder(isLittle ? 'utf-16le' : 'utf-16be').decode(bytes.subarray(0, bytes.byteLength & ~1));
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** How many characters are of the scripts that people write in, if the high bytes stand at `high` of each two. */
function likelyCharacters(bytes: Uint8Array, high: 0 | 1): number {
  let likely = 0;
  for (let at = 0; at + 1 < Math.min(bytes.byteLength, 2 * sampleCharacters); at += 2) {
    const page = bytes[at + high] ?? 0;
    if (pages.some(([from, to]) => page >= from && page <= to)) likely += 1;
  }
  return likely;
}

function trimmed(text: string): string | null {
  return text.replace(/\0+$/, '').trim() || null;
}
