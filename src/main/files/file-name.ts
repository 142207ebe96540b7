import type { PictureKind } from '../../shared/input.ts';

export const extensions = { png: 'png', jpeg: 'jpg', webp: 'webp' } as const satisfies Record<PictureKind, string>;

const maxWordsCharacters = 60;
const maxWordsBytes = 130;
/** Digits of the hash in a name: enough at first, more when another picture has the name already. */
export const hashDigits = [6, 12, 64] as const;

interface NamedPicture {
  /** Ms since 1970; the name carries its local date. */
  readonly createdAt: number;
  readonly prompt: string;
  readonly sha256: string;
  readonly kind: PictureKind;
}

/** "2026-11-22 sunset over the sea 3f9a2c.png": fit for all three systems, at most 180 bytes with six digits. */
export function pictureFileName(picture: NamedPicture, digits: (typeof hashDigits)[number] = 6): string {
  const { year, month, day } = localDate(picture.createdAt);
  const words = firstWords(picture.prompt);
  const stem = [`${year}-${month}-${day}`, words, picture.sha256.slice(0, digits)].filter((part) => part !== '').join(' ');
  return `${stem}.${extensions[picture.kind]}`;
}

/** "2026/11", by the local date. */
export function monthFolder(createdAt: number): string {
  const { year, month } = localDate(createdAt);
  return `${year}/${month}`;
}

function localDate(ms: number): { year: string; month: string; day: string } {
  const date = new Date(ms);
  const padded = (value: number, length: number) => String(value).padStart(length, '0');
  return { year: padded(date.getFullYear(), 4), month: padded(date.getMonth() + 1, 2), day: padded(date.getDate(), 2) };
}

/**
 * The beginning of a prompt as part of a file name. Windows forbids the punctuation, all systems the control characters;
 * format characters (bidi controls, zero-width ones) could make a name look like another one.
 */
export function firstWords(prompt: string): string {
  const plain = prompt
    .slice(0, 2000)
    .toWellFormed()
    .normalize('NFC')
    .replace(/[<>:"/\\|?*\uFFFD]/g, ' ')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, ' ')
    .replace(/[\p{Cf}\p{Co}\p{Cn}\p{Cs}]/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
  return trimEnd(fitting(plain));
}

function fitting(text: string): string {
  const pieces = [...new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text)].map(({ segment }) => segment);
  let kept = '';
  for (const piece of pieces) {
    const longer = kept + piece;
    if (Array.from(longer).length > maxWordsCharacters || Buffer.byteLength(longer) > maxWordsBytes) return atWordEnd(kept, piece);
    kept = longer;
  }
  return kept;
}

/** Drops a word that was cut in two, unless it is most of what there is (as in Chinese, which has no spaces). */
function atWordEnd(kept: string, next: string): string {
  const lastSpace = kept.lastIndexOf(' ');
  return next === ' ' || lastSpace < kept.length / 2 ? kept : kept.slice(0, lastSpace);
}

function trimEnd(text: string): string {
  return text.replace(/[\s.,;:!~\-–—、。，；：！·…]+$/u, '');
}
