import { periods, type Period, type PictureQuery } from '../../../shared/picture.ts';
import type { Language } from '../../../shared/settings.ts';

const dayMs = 24 * 60 * 60 * 1000;

export type Days = Pick<PictureQuery, 'from' | 'until'>;

/** The days of a period that ends with a day. The last one is left open: what is made tomorrow belongs to it too. */
export function daysOf(period: Period, today: number): Days {
  const date = new Date(today * dayMs);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  const from = { today, week: today - 6, month: dayNumber(year, month), year: dayNumber(year, 0) }[period];
  return { from, until: null };
}

/** The period whose days these are; the shortest where two have the same. */
export function periodOf({ from, until }: Days, today: number): Period | null {
  return periods.find((period) => until === null && daysOf(period, today).from === from) ?? null;
}

/** The whole of a year, as days. */
export function daysOfYear(year: number): Days {
  return { from: dayNumber(year, 0), until: dayNumber(year + 1, 0) - 1 };
}

/** The year whose days these are, if they are those of exactly one. */
export function yearOf({ from, until }: Days): number | null {
  if (from === null || until === null) return null;
  const year = yearOfDay(from);
  const whole = daysOfYear(year);
  return whole.from === from && whole.until === until ? year : null;
}

/** Every year from that of the oldest day to that of the newest, newest first. */
export function yearsBetween(oldest: number, newest: number): readonly number[] {
  const last = yearOfDay(newest);
  return Array.from({ length: Math.max(0, last - yearOfDay(oldest)) + 1 }, (_, back) => last - back);
}

/** As a date field writes it: `2026-11-22`; empty for no day. */
export function fieldOfDay(day: number | null): string {
  return day === null ? '' : new Date(day * dayMs).toISOString().slice(0, 10);
}

/** What a date field says, or null while it says nothing whole. */
export function dayOfField(text: string): number | null {
  const time = /^\d{4,6}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return Number.isNaN(time) ? null : time / dayMs;
}

/** `3 Nov 2026`, or `3 – 9 Nov 2026` for both ends. */
export function dayLabel(language: Language, from: number, until = from): string {
  const format = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { timeZone: 'UTC', dateStyle: 'medium' });
  return from === until ? format.format(from * dayMs) : format.formatRange(from * dayMs, until * dayMs);
}

function dayNumber(year: number, month: number): number {
  return Date.UTC(year, month, 1) / dayMs;
}

function yearOfDay(day: number): number {
  return new Date(day * dayMs).getUTCFullYear();
}
