import type { Language } from '../../shared/settings.ts';

/** `14:05`, `2:05 PM`: for what stands under its day already. */
export function timeOfDay(time: number, language: Language): string {
  return new Intl.DateTimeFormat(language, { timeStyle: 'short' }).format(time);
}
