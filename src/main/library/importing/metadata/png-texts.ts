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
    const read = readers[type];
    if (!read) continue;
    const nul = content.subarray(0, maxKeywordBytes + 1).indexOf(0);
    if (nul < 1) continue;
    const keyword = textOf(content.subarray(0, nul));
    const text = texts.has(keyword) ? null : read(content.subarray(nul + 1), budget);
    if (text) texts.set(keyword, textOf(text));
  }
  return { texts, exif };
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
