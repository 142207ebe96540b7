import type { Picture } from '../../shared/picture.ts';
import type { ExportChoice } from './library-store.svelte.ts';

/** What a pattern of file names can tell of each picture: see `ExportOptions.naming`. */
export const tokens = ['date', 'time', 'prompt', 'size', 'number', 'id', 'model'] as const;
export type Token = (typeof tokens)[number];

const endings = { png: 'png', jpeg: 'jpg', webp: 'webp' } as const;
/** Like the library's own names: whole words where there are any, up to about as many characters. */
const mostCharacters = 60;

/** About what the first picture would be called: the library has the last word about what file systems allow. */
export function exampleName(pattern: string, picture: Picture, format: ExportChoice['format']): string {
  const at = new Date(picture.createdAt);
  const two = (value: number): string => String(value).padStart(2, '0');
  const facts: Readonly<Record<string, string>> = {
    date: `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`,
    time: `${two(at.getHours())}-${two(at.getMinutes())}-${two(at.getSeconds())}`,
    prompt: beginningOf(picture.prompt),
    size: `${picture.widthPx}×${picture.heightPx}`,
    number: '1',
    id: picture.id.slice(0, 12),
    model: 'gpt-4o-image',
  };
  const filled = pattern.replace(/\{(\w+)\}/g, (token, name: string) => facts[name] ?? token);
  return `${filled.trim()}.${endings[format === 'original' ? picture.kind : format]}`;
}

function beginningOf(prompt: string): string {
  const words = Array.from(prompt.replace(/[<>:"/\\|?*\s]+/g, ' ').trim());
  const kept = words.slice(0, mostCharacters).join('');
  const wholeWords = words.length > mostCharacters ? kept.replace(/\s\S*$/, '') : kept;
  return wholeWords.replace(/[\s.]+$/, '');
}
