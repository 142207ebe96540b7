/** Scripts that are written without spaces (and emoji): each character is a word of its own, so that a single one is found. */
const unspaced =
  '\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Hangul}\\p{sc=Bopomofo}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}\\p{Extended_Pictographic}';
const word = new RegExp(`[${unspaced}]\\p{M}*|[[\\p{L}\\p{N}\\p{M}]--[${unspaced}]]+`, 'gv');
const maxTerms = 64;

/** What a search box says, as two FTS5 expressions over `searchable` text; null where there is nothing to match. */
interface TextSearch {
  readonly match: string | null;
  readonly exclude: string | null;
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
  const matches: string[] = [];
  const excluded: string[] = [];
  for (const [, minus, quoted, closing, plain] of terms) {
    const words = wordsOf(quoted ?? plain ?? '');
    if (words.length === 0) continue;
    // Our words hold letters and digits only: nothing in them can end the string.
    const phrase = `"${words.join(' ')}"`;
    if (minus === '-') excluded.push(phrase);
    // Without its closing quote a phrase is still being typed.
    else matches.push(closing === '"' ? phrase : `${phrase} *`);
  }
  return { match: joined(matches, ' AND '), exclude: joined(excluded, ' OR ') };
}

function joined(terms: readonly string[], by: string): string | null {
  return terms.length === 0 ? null : terms.join(by);
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
