import * as v from 'valibot';

import { Failure } from '../../shared/failure.ts';

/** What the forms of all answers share. Unknown fields are ignored; what is let through can be reckoned with and be put into an address. */

/** A field that may be missing or of any other form: then it is null. */
export const loose = <T>(schema: v.GenericSchema<unknown, T>) => v.fallback(v.nullable(schema), null);

/** Ids become part of an address, where dots alone would climb. The service's own look like `task-unified-1757156493-imcg5zqt`. */
export const Id = v.pipe(v.string(), v.regex(/^(?!\.+$)[\w.~:@+=-]{1,200}$/, 'is no id that could be asked for'));

/** JSON may hold 1e999, which is read as Infinity; and 1e308 is a number too, but no price. */
export const Credits = v.pipe(v.number(), v.minValue(0), v.maxValue(1_000_000));

export const Link = v.pipe(v.string(), v.url(), v.maxLength(8192));

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Failure('bad-answer', 'The answer is not JSON.', { cause });
  }
}

/** The body in its form, or a failure that names what is wrong. */
export function read<T>(schema: v.GenericSchema<unknown, T>, body: unknown, what: string): T {
  const result = v.safeParse(schema, body);
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new Failure(
    'bad-answer',
    `The service's answer (${what}) has an unexpected form: ${v.getDotPath(issue) ?? 'the whole'}: ${issue.message.slice(0, 200)}`,
  );
}
