/** Scripts that are written without spaces (and emoji): each character is a word of its own, so that a single one is found. */
const unspaced =
  '\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Hangul}\\p{sc=Bopomofo}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}\\p{Extended_Pictographic}';
const word = new RegExp(`[${unspaced}]\\p{M}*|[[\\p{L}\\p{N}\\p{M}]--[${unspaced}]]+`, 'gv');
const maxTerms = 64;

/** Words that stand together in a `searchable` text; of a beginning, the last one may go on. */
export interface SearchTerm {
  readonly words: string;
  readonly isBeginning: boolean;
}

/** What a search box says: what is to be there, all of it, and what is not to be there, none of it. */
interface TextSearch {
  readonly wanted: readonly SearchTerm[];
  readonly unwanted: readonly SearchTerm[];
}

/** The words of a text, folded, with single spaces between: what goes into the full-text index (tokenizer `ascii`). */
export function searchable(text: string): string {
  return wordsOf(text).join(' ');
}

/**
 * Words are all to be there, each as a beginning ("sun" finds "sunset"); "quoted words" stand together as they are;
 * -word and -"quoted words" are not to be there. Every text has a meaning; none is an error.
 */
export function parseSearch(text: string): TextSearch {
  const terms = [...text.replace(/[“”„＂]/g, '"').matchAll(/(-?)(?:"([^"]*)("?)|(\S+?)(?=["\s]|$))/gu)].slice(0, maxTerms);
  const wanted: SearchTerm[] = [];
  const unwanted: SearchTerm[] = [];
  for (const [, minus, quoted, closing, plain] of terms) {
    const words = searchable(quoted ?? plain ?? '');
    if (words === '') continue;
    if (minus === '-') unwanted.push({ words, isBeginning: false });
    // Without its closing quote a phrase is still being typed.
    else wanted.push({ words, isBeginning: closing !== '"' });
  }
  return { wanted, unwanted };
}

/** A term as an FTS5 expression. Our words hold letters and digits only: nothing in them can end the string. */
export function expressionOf({ words, isBeginning }: SearchTerm): string {
  return isBeginning ? `"${words}" *` : `"${words}"`;
}

/** Whether a `searchable` text has what a term says: what the full-text index would answer for it. */
export function isIn({ words, isBeginning }: SearchTerm, text: string): boolean {
  return isBeginning ? ` ${text}`.includes(` ${words}`) : ` ${text} `.includes(` ${words} `);
}

function wordsOf(text: string): string[] {
  return fold(text).match(word) ?? [];
}

/** Case, width and the diacritics of alphabets are no difference; those of other scripts are. */
function fold(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('ς', 'σ')
    .replace(/(?<=[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]\p{M}*)\p{M}/gu, '')
    .normalize('NFC');
}
