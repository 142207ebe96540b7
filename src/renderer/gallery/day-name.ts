import type { Language } from '../../shared/settings.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** The day of a moment in local time, counted as the outline counts: days since 1970. */
export function dayOf(time: number): number {
  return Math.floor((time - new Date(time).getTimezoneOffset() * 60_000) / dayMs);
}

/** How a day is called above its pictures: `Today`, `Yesterday`, `Saturday, 14 November`, with the year when it isn't this one. */
export function dayName(
  day: number,
  today: number,
  language: Language,
  words: { readonly today: string; readonly yesterday: string },
): string {
  if (day === today) return words.today;
  if (day === today - 1) return words.yesterday;
  const [date, now] = [new Date(day * dayMs), new Date(today * dayMs)];
  const isThisYear = date.getUTCFullYear() === now.getUTCFullYear();
  return formatOf(language, isThisYear).format(date);
}

/** Making one takes longer than a row of pictures, so they are kept. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(language: Language, isThisYear: boolean): Intl.DateTimeFormat {
  const locale = language === 'en' ? 'en-GB' : language;
  const name = `${locale} ${isThisYear}`;
  const known = formats.get(name);
  if (known) return known;
  const year = isThisYear ? {} : ({ year: 'numeric' } as const);
  const made = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', weekday: 'long', day: 'numeric', month: 'long', ...year });
  formats.set(name, made);
  return made;
}
