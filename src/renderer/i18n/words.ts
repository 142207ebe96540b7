import type { Language } from '../../shared/settings.ts';

/** A sentence, or a function that makes one; groups of them may nest. */
export type Entry = string | ((...values: never[]) => string) | { readonly [name: string]: Entry };

type Translated<E> = E extends string
  ? string
  : E extends (...values: infer V) => string
    ? (...values: V) => string
    : { readonly [K in keyof E]: Translated<E[K]> };

/** The same words in every language. */
export type Words<T> = Readonly<Record<Language, T>>;

/** Declares the words of a feature: English leads, and every other language must have the same names and take the same values. */
export function defineWords<E extends Readonly<Record<string, Entry>>>(table: {
  readonly en: E;
  readonly 'zh-CN': NoInfer<Translated<E>>;
}): Words<Translated<E>> {
  return table as unknown as Words<Translated<E>>;
}
