import type { Picture } from '../../shared/picture.ts';
import type { ExportChoice } from './library-store.svelte.ts';

/** What a pattern of file names can tell of each picture: see `ExportOptions.naming`. */
export const tokens = ['date', 'time', 'prompt', 'size', 'number', 'id', 'model'] as const;
export type Token = (typeof tokens)[number];

const endings = { png: 'png', jpeg: 'jpg', webp: 'webp' } as const;
const mostShown = 40;

/** About what the first picture would be called: the library has the last word about what file systems allow. */
export function exampleName(pattern: string, picture: Picture, format: ExportChoice['format']): string {
  const at = new Date(picture.createdAt);
  const two = (value: number): string => String(value).padStart(2, '0');
  const facts: Readonly<Record<string, string>> = {
    date: `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`,
    time: `${two(at.getHours())}-${two(at.getMinutes())}-${two(at.getSeconds())}`,
    prompt: Array.from(picture.prompt.replace(/[<>:"/\\|?*\s]+/g, ' ').trim())
      .slice(0, mostShown)
      .join('')
      .trim(),
    size: `${picture.widthPx}×${picture.heightPx}`,
    number: '1',
    id: picture.id.slice(0, 12),
    model: 'gpt-4o-image',
  };
  const filled = pattern.replace(/\{(\w+)\}/g, (token, name: string) => facts[name] ?? token);
  return `${filled.trim()}.${endings[format === 'original' ? picture.kind : format]}`;
}
