// Runs on both sides: in Node, and (its types stripped) in the page's isolated world. So it imports nothing.

/** A place in the table: the value itself where JSON has it, otherwise a tag with what the value is made of (places, mostly). */
type Entry = string | number | boolean | null | readonly [tag: string, ...parts: (string | number | readonly unknown[])[]];
type View = { readonly buffer: ArrayBuffer; readonly byteOffset: number; readonly byteLength: number; readonly length?: number };

type Place = (item: unknown) => number;
type At = (place: number) => unknown;

const NOT_CLONEABLE = 'An object could not be cloned.';
const ERRORS = { Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError };
const VIEWS = ['Int8Array', 'Uint8Array', 'Uint8ClampedArray', 'Int16Array', 'Uint16Array', 'Int32Array', 'Uint32Array'].concat([
  'Float16Array',
  'Float32Array',
  'Float64Array',
  'BigInt64Array',
  'BigUint64Array',
  'DataView',
]);

/** Buffers from this size on can travel apart from the text. */
const APART_BYTES = 1 << 16;

/**
 * Structured clone as text. Throws `An object could not be cloned.` for what Electron's serializer refuses, Blobs included.
 * Large buffers are put into `apart` where that is given; `decode` needs them then.
 */
export function encode(value: unknown, apart?: ArrayBuffer[]): string {
  const table: Entry[] = [];
  const places = new Map<unknown, number>();
  const place = (item: unknown): number => {
    const known = places.get(item);
    if (known !== undefined) return known;
    const at = table.push(null) - 1;
    if (typeof item === 'object' && item !== null) places.set(item, at);
    if (typeof item !== 'object' || item === null) table[at] = primitiveEntry(item);
    else table[at] = apartEntry(item, apart) ?? objectEntry(item, place);
    return at;
  };
  place(cloned(value));
  return JSON.stringify(table);
}

export function decode(text: string, apart: readonly ArrayBuffer[] = []): unknown {
  const table = JSON.parse(text) as Entry[];
  const made = new Map<number, unknown>();
  const at = (place: number): unknown => {
    if (made.has(place)) return made.get(place);
    const entry = table[place];
    if (!Array.isArray(entry)) return entry;
    if (entry[0] === 'x') return apart[Number(entry[1])];
    return build(entry as [string, ...never[]], at, (value) => {
      made.set(place, value);
    });
  };
  return at(0);
}

function cloned(value: unknown): unknown {
  try {
    return structuredClone(value);
  } catch {
    throw new Error(NOT_CLONEABLE);
  }
}

function primitiveEntry(value: unknown): Entry {
  if (value === undefined) return ['u'];
  if (typeof value === 'bigint') return ['n', String(value)];
  if (typeof value === 'number' && (!Number.isFinite(value) || Object.is(value, -0)))
    return ['d', Object.is(value, -0) ? '-0' : String(value)];
  return value as Entry;
}

function apartEntry(value: object, apart: ArrayBuffer[] | undefined): Entry | undefined {
  if (!apart || !(value instanceof ArrayBuffer) || value.resizable || value.byteLength < APART_BYTES) return undefined;
  return ['x', apart.push(value) - 1];
}

function objectEntry(value: object, place: Place): Entry {
  if (Array.isArray(value)) return arrayEntry(value, place);
  // Only what structuredClone made of plain objects has this prototype: what the platform adds (Blob, ImageData) has its own.
  if (Object.getPrototypeOf(value) === Object.prototype) return ['o', ...pairs(value, Object.keys(value), place)];
  const entry = collectionEntry(value, place) ?? binaryEntry(value, place) ?? scalarEntry(value, place);
  if (!entry) throw new Error(NOT_CLONEABLE);
  return entry;
}

function collectionEntry(value: object, place: Place): Entry | undefined {
  if (value instanceof Map) return ['m', ...[...value].flat().map(place)];
  if (value instanceof Set) return ['s', ...[...value].map(place)];
  return undefined;
}

function binaryEntry(value: object, place: Place): Entry | undefined {
  if (value instanceof ArrayBuffer) return ['b', toBase64(new Uint8Array(value)), value.resizable ? value.maxByteLength : -1];
  const kind = kindOf(value);
  return VIEWS.includes(kind) ? viewEntry(kind, value as View, place) : undefined;
}

function scalarEntry(value: object, place: Place): Entry | undefined {
  if (value instanceof Date) return ['t', place(value.getTime())];
  if (value instanceof RegExp) return ['r', value.source, value.flags];
  if (value instanceof Error && Object.hasOwn(ERRORS, value.name)) return errorEntry(value, place);
  if (['Number', 'String', 'Boolean', 'BigInt'].includes(kindOf(value))) return ['p', place(value.valueOf())];
  return undefined;
}

function kindOf(value: object): string {
  return Object.prototype.toString.call(value).slice(8, -1);
}

function arrayEntry(value: readonly unknown[], place: Place): Entry {
  const keys = Object.keys(value);
  const dense = keys.length === value.length && keys.every((key, index) => key === String(index));
  return dense ? ['a', ...value.map(place)] : ['h', value.length, ...pairs(value, keys, place)];
}

function pairs(value: object, keys: readonly string[], place: Place): (string | number)[] {
  return keys.flatMap((key) => [key, place((value as Record<string, unknown>)[key])]);
}

function viewEntry(kind: string, view: View, place: Place): Entry {
  return ['v', kind, place(view.buffer), view.byteOffset, view.length ?? view.byteLength];
}

function errorEntry(error: Error, place: Place): Entry {
  const own = ['message', 'stack', 'cause'].filter((key) => Object.hasOwn(error, key));
  return ['e', error.name, ...pairs(error, own, place)];
}

type Made = (value: unknown) => void;

function build([tag, ...parts]: readonly [string, ...never[]], at: At, made: Made): unknown {
  const [first, second] = parts as Parts;
  switch (tag) {
    case 'u':
      return undefined;
    case 'n':
      return BigInt(String(first));
    case 'd':
      return Number(first);
    case 'r':
      return keep(new RegExp(String(first), String(second)), made);
    case 't':
      return keep(new Date(at(Number(first)) as number), made);
    case 'p':
      return keep(Object(at(Number(first))), made);
    default:
      return buildContainer(tag, parts, at, made);
  }
}

type Parts = readonly (string | number)[];

function buildContainer(tag: string, parts: Parts, at: At, made: Made): unknown {
  if (tag === 'b') return keep(buildBuffer(String(parts[0]), Number(parts[1])), made);
  if (tag === 'v') return keep(buildView(parts, at), made);
  if (tag === 'e') return buildError(parts, at, made);
  if (tag === 'o') return fill(keep({}, made), parts, at);
  if (tag === 'h') return fill(keep(new Array<unknown>(Number(parts[0])), made), parts.slice(1), at);
  return buildCollection(tag, parts as readonly number[], at, made);
}

function buildCollection(tag: string, places: readonly number[], at: At, made: Made): unknown {
  if (tag === 'a') {
    const list = keep<unknown[]>([], made);
    for (const place of places) list.push(at(place));
    return list;
  }
  if (tag === 's') {
    const set = keep(new Set(), made);
    for (const place of places) set.add(at(place));
    return set;
  }
  const map = keep(new Map(), made);
  for (let i = 0; i < places.length; i += 2) map.set(at(places[i] ?? -1), at(places[i + 1] ?? -1));
  return map;
}

function keep<T>(value: T, made: Made): T {
  made(value);
  return value;
}

function fill(object: object, parts: Parts, at: At, enumerable = true): object {
  for (let i = 0; i < parts.length; i += 2) {
    // Defined, not assigned: `__proto__` is a key like any other.
    Object.defineProperty(object, String(parts[i]), { value: at(Number(parts[i + 1])), writable: true, enumerable, configurable: true });
  }
  return object;
}

function buildError(parts: Parts, at: At, made: Made): object {
  const error = new ERRORS[parts[0] as keyof typeof ERRORS]();
  delete error.stack;
  return fill(keep(error, made), parts.slice(1), at, false);
}

function buildView(parts: Parts, at: At): object {
  const View = (globalThis as unknown as Record<string, new (buffer: unknown, offset: unknown, length: unknown) => object>)[
    String(parts[0])
  ];
  if (!View) throw new Error(`This side knows no ${String(parts[0])}`);
  return new View(at(Number(parts[1])), parts[2], parts[3]);
}

/** Chromium has these two methods, Node 24 only Buffer. */
interface Base64Bytes {
  readonly toBase64?: () => string;
}
interface Base64Class {
  fromBase64?: (text: string) => Uint8Array<ArrayBuffer>;
}

export function toBase64(bytes: Uint8Array): string {
  const native = (bytes as Base64Bytes).toBase64?.();
  return native ?? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}

export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const { fromBase64: native } = Uint8Array as Base64Class;
  return native ? native.call(Uint8Array, text) : new Uint8Array(Buffer.from(text, 'base64'));
}

function buildBuffer(text: string, maxByteLength: number): ArrayBuffer {
  const bytes = fromBase64(text);
  if (maxByteLength < 0) return bytes.buffer;
  const resizable = new ArrayBuffer(bytes.length, { maxByteLength });
  new Uint8Array(resizable).set(bytes);
  return resizable;
}
