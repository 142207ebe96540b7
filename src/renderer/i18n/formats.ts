import type { Language } from '../../shared/settings.ts';

const creditsPerUnit = { USD: 68, CNY: 10 } as const;
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** Numbers, money, sizes and times as the language writes them. */
export class Formats {
  readonly #language: Language;
  /** By the most fraction digits: a grid writes hundreds of numbers at a time. */
  readonly #numbers = new Map<number, Intl.NumberFormat>();

  constructor(language: Language) {
    this.#language = language;
  }

  number(value: number, maximumFractionDigits = 2): string {
    const format = this.#numbers.get(maximumFractionDigits) ?? new Intl.NumberFormat(this.#language, { maximumFractionDigits });
    this.#numbers.set(maximumFractionDigits, format);
    return format.format(value);
  }

  /** `2.5 credits`, `2.5 积分`. */
  credits(credits: number): string {
    if (this.#language === 'zh-CN') return `${this.number(credits)} 积分`;
    return `${this.number(credits)} ${credits === 1 ? 'credit' : 'credits'}`;
  }

  /** `1,000`, `11.2K`, `1.1万`: for where there is little room. */
  compact(value: number): string {
    if (value < 10_000) return this.number(value, 1);
    return new Intl.NumberFormat(this.#language, { notation: 'compact', maximumFractionDigits: 1 }).format(value);
  }

  /** What credits are worth, in the currency that the language's readers pay in. */
  money(credits: number): string {
    const currency = this.#language === 'zh-CN' ? 'CNY' : 'USD';
    const amount = credits / creditsPerUnit[currency];
    const smallest = amount > 0 && amount < 0.01 ? 4 : 2;
    return new Intl.NumberFormat(this.#language, { style: 'currency', currency, maximumFractionDigits: smallest }).format(amount);
  }

  /** A whole-number percentage from 0–100. */
  percent(percentage: number): string {
    return new Intl.NumberFormat(this.#language, { style: 'percent' }).format(percentage / 100);
  }

  /** Bytes in the largest unit that leaves a number above one, in powers of 1024 as the API counts its limits. */
  bytes(bytes: number): string {
    const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;
    const step = Math.min(Math.floor(Math.log2(Math.max(bytes, 1)) / 10), units.length - 1);
    const unit = units[step] ?? 'byte';
    const maximumFractionDigits = step > 1 ? 1 : 0;
    const unitDisplay = step === 0 ? 'long' : 'short';
    return new Intl.NumberFormat(this.#language, { style: 'unit', unit, unitDisplay, maximumFractionDigits }).format(bytes / 1024 ** step);
  }

  date(time: number): string {
    return new Intl.DateTimeFormat(this.#language, { dateStyle: 'long' }).format(time);
  }

  dateTime(time: number): string {
    return new Intl.DateTimeFormat(this.#language, { dateStyle: 'medium', timeStyle: 'short' }).format(time);
  }

  /** `3 minutes ago`, up to a week; the date beyond. */
  relative(time: number, now: number): string {
    const passed = Math.max(0, now - time);
    if (passed >= 7 * dayMs) return this.date(time);
    const format = new Intl.RelativeTimeFormat(this.#language, { numeric: 'auto' });
    // Chinese has a word for it that people say; the formatter's is the one of the philosophers.
    if (passed < minuteMs) return this.#language === 'zh-CN' ? '刚刚' : format.format(0, 'second');
    if (passed < hourMs) return format.format(-Math.floor(passed / minuteMs), 'minute');
    if (passed < dayMs) return format.format(-Math.floor(passed / hourMs), 'hour');
    return format.format(-Math.floor(passed / dayMs), 'day');
  }

  /** `45s`, `1m 20s`, `2h 5m`: short enough to stand on a tile. */
  duration(durationMs: number): string {
    const seconds = Math.max(0, Math.round(durationMs / 1000));
    const unit = (value: number, of: 'second' | 'minute' | 'hour'): string =>
      new Intl.NumberFormat(this.#language, { style: 'unit', unit: of, unitDisplay: 'narrow' })
        .format(value)
        // As everywhere else on the screen: a space between a number and a Chinese word.
        .replace(/(\d)(\p{sc=Han})/u, '$1 $2');
    if (seconds < 60) return unit(seconds, 'second');
    if (seconds < 3600)
      return [unit(Math.floor(seconds / 60), 'minute'), ...(seconds % 60 ? [unit(seconds % 60, 'second')] : [])].join(' ');
    return `${unit(Math.floor(seconds / 3600), 'hour')} ${unit(Math.floor((seconds % 3600) / 60), 'minute')}`;
  }

  /** `1024×1536` */
  pixels(widthPx: number, heightPx: number): string {
    return `${widthPx}×${heightPx}`;
  }
}

/** A size of the API as people read it: `1024x1536` with a real multiplication sign. */
export function sizeLabel(size: string): string {
  return size.replace(/^(\d+)x(\d+)$/, '$1×$2');
}
