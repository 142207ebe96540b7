/** A part of a file, both ends included. */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

/**
 * What a Range header asks of a file of that size (RFC 9110, 14.2).
 * Null when it asks for all of it, or in a form that may be answered with all of it: another unit, several ranges, an end before its start.
 */
export function rangeOf(header: string | null, size: number): ByteRange | 'unsatisfiable' | null {
  const bounds = /^bytes=(\d*)-(\d*)$/i.exec(header?.trim() ?? '');
  return bounds ? rangeWithin(bounds[1] ?? '', bounds[2] ?? '', size) : null;
}

function rangeWithin(from: string, to: string, size: number): ByteRange | 'unsatisfiable' | null {
  if (from === '') return to === '' ? null : lastBytes(Number(to), size);
  const first = Number(from);
  const end = to === '' ? Infinity : Number(to);
  if (end < first) return null;
  return first < size ? { first, last: Math.min(end, size - 1) } : 'unsatisfiable';
}

function lastBytes(count: number, size: number): ByteRange | 'unsatisfiable' {
  return count === 0 || size === 0 ? 'unsatisfiable' : { first: Math.max(0, size - count), last: size - 1 };
}
