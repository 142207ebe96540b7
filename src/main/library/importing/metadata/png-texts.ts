import { pngChunks } from '../../../files/png-chunks.ts';
import { textOf, type TextBudget } from './text-budget.ts';

const maxKeywordBytes = 79;
const maxChunks = 100_000;

export interface PngTexts {
  /** By keyword; of several under one keyword the first. */
  readonly texts: ReadonlyMap<string, string>;
  readonly exif: Uint8Array | null;
}

/** What the text chunks of a PNG say, wherever they stand. */
export function pngTexts(bytes: Uint8Array, budget: TextBudget): PngTexts {
  const texts = new Map<string, string>();
  let exif: Uint8Array | null = null;
  let seen = 0;
  for (const { type, data, end } of pngChunks(bytes)) {
    if ((seen += 1) > maxChunks || end > bytes.byteLength) break;
    const content = bytes.subarray(data, end - 4);
    if (type === 'eXIf') exif ??= budget.plain(content);
    const keyword = keywordOf(type, content);
    const text = keyword === null || texts.has(keyword) ? null : textIn(type, content, budget);
    if (keyword !== null && text) texts.set(keyword, textOf(text));
  }
  return { texts, exif };
}

/** Under which keyword a chunk holds a text; null when it is no chunk of text. */
export function keywordOf(type: string, content: Uint8Array): string | null {
  const nul = readers[type] ? nameEnd(content) : 0;
  return nul < 1 ? null : textOf(content.subarray(0, nul));
}

/** The text of a chunk that has a keyword, unpacked, in its own encoding; null when it can't be read, or is beyond the budget. */
export function textIn(type: string, content: Uint8Array, budget: TextBudget): Uint8Array | null {
  return readers[type]?.(content.subarray(nameEnd(content) + 1), budget) ?? null;
}

function nameEnd(content: Uint8Array): number {
  return content.subarray(0, maxKeywordBytes + 1).indexOf(0);
}

type Read = (content: Uint8Array, budget: TextBudget) => Uint8Array | null;

const readers: Readonly<Partial<Record<string, Read>>> = {
  tEXt: (content, budget) => budget.plain(content),
  zTXt: (content, budget) => (content[0] === 0 ? budget.inflated(content.subarray(1)) : null),
  iTXt: (content, budget) => {
    // Two bytes about compression, the language and the translated keyword, each ended by a zero.
    const language = content.indexOf(0, 2);
    const translated = language === -1 ? -1 : content.indexOf(0, language + 1);
    if (translated === -1) return null;
    const text = content.subarray(translated + 1);
    if (content[0] === 0) return budget.plain(text);
    return content[0] === 1 && content[1] === 0 ? budget.inflated(text) : null;
  },
};
