import { firstWords } from '../../files/file-name.ts';

/** What a name can tell of a picture. */
export interface Nameable {
  readonly id: string;
  readonly prompt: string;
  readonly model: string;
  readonly createdAt: number;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** File systems allow 255 bytes; the ending and a number need some. */
const maxStemBytes = 200;
const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
/** Windows keeps these for devices, with whatever ending. */
const device = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])$/i;

/** The name that a pattern gives a picture, without its ending: fit for all three systems. `number` counts from 1. */
export function nameOf(pattern: string, picture: Nameable, number: number, total: number): string {
  const facts: Readonly<Record<string, string>> = {
    ...dateOf(picture.createdAt),
    prompt: firstWords(picture.prompt),
    model: firstWords(picture.model),
    size: `${picture.widthPx}×${picture.heightPx}`,
    number: String(number).padStart(String(total).length, '0'),
    id: picture.id.slice(0, 12),
  };
  const filled = pattern.replace(/\{(\w+)\}/g, (token, name: string) => facts[name] ?? token);
  const stem = fitting(allowed(filled));
  if (stem === '') return facts['id'] ?? 'picture';
  return device.test(stem) ? `${stem}_` : stem;
}

function dateOf(createdAt: number): { readonly date: string; readonly time: string } {
  const at = new Date(createdAt);
  const padded = (value: number, length = 2): string => String(value).padStart(length, '0');
  return {
    date: [padded(at.getFullYear(), 4), padded(at.getMonth() + 1), padded(at.getDate())].join('-'),
    time: [at.getHours(), at.getMinutes(), at.getSeconds()].map((part) => padded(part)).join('-'),
  };
}

function allowed(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFC')
    .replace(/[<>:"/\\|?*\uFFFD]/g, ' ')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, ' ')
    .replace(/[\p{Cf}\p{Co}\p{Cn}\p{Cs}]/gu, '')
    .replace(/\s+/g, ' ')
    .replace(/^[\s.]+|[\s.]+$/g, '');
}

function fitting(text: string): string {
  let kept = '';
  let bytes = 0;
  for (const { segment } of graphemes.segment(text)) {
    bytes += Buffer.byteLength(segment);
    if (bytes > maxStemBytes) break;
    kept += segment;
  }
  return kept.replace(/[\s.]+$/, '');
}
