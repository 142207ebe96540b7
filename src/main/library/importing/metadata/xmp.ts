import { xmpNamespace } from '../../embedded-record.ts';

export interface XmpTexts {
  readonly description: string | null;
  readonly title: string | null;
  readonly creatorTool: string | null;
  /** Exif's UserComment, which some programs only write here. */
  readonly userComment: string | null;
  /** Our own. */
  readonly record: string | null;
}

const dublinCore = 'http://purl.org/dc/elements/1.1/';
const wanted: Readonly<Record<string, keyof XmpTexts>> = {
  [`${dublinCore}description`]: 'description',
  [`${dublinCore}title`]: 'title',
  'http://ns.adobe.com/xap/1.0/CreatorTool': 'creatorTool',
  'http://ns.adobe.com/exif/1.0/UserComment': 'userComment',
  [`${xmpNamespace}record`]: 'record',
};
const maxDepth = 64;
const maxTags = 20_000;
const maxKeyCharacters = 200;
const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/**
 * The few properties of an XMP packet that we know. Not an XML parser: it knows no entities but XML's own five, refuses
 * whatever declares some, goes through the text once, and takes what it got when something doesn't fit.
 */
export function xmpTexts(packet: string): XmpTexts {
  const reader = new XmpReader(packet);
  reader.read();
  return reader.found;
}

class XmpReader {
  readonly found: { -readonly [Name in keyof XmpTexts]: string | null } = {
    ...{ description: null, title: null, creatorTool: null, userComment: null, record: null },
  };
  readonly #text: string;
  /** Prefixes as they were first declared, anywhere. */
  readonly #spaces = new Map<string, string>();
  #depth = 0;
  /** The property that is being read, and how deep it stands. */
  #inside: { readonly name: keyof XmpTexts; readonly depth: number } | null = null;
  #collected = '';

  constructor(text: string) {
    this.#text = text;
  }

  read(): void {
    let at = 0;
    for (let tags = 0; tags < maxTags && this.#depth <= maxDepth; tags += 1) {
      const start = this.#text.indexOf('<', at);
      if (start === -1) return;
      this.#hear(unescaped(this.#text.slice(at, start)));
      const end = this.#tag(start);
      if (end === null) return;
      at = end;
    }
  }

  /** Deals with what begins at `start`; where it ends, or null when nothing more is to be read. */
  #tag(start: number): number | null {
    if (this.#text.startsWith('<!--', start)) return this.#after('-->', start);
    if (this.#text.startsWith('<?', start)) return this.#after('?>', start);
    if (this.#text.startsWith('<![CDATA[', start)) {
      const end = this.#after(']]>', start);
      if (end !== null) this.#hear(this.#text.slice(start + 9, end - 3));
      return end;
    }
    // A document type declares entities; no program writes one here.
    if (this.#text[start + 1] === '!') return null;
    const end = this.#tagEnd(start);
    if (end === null) return null;
    const inner = this.#text.slice(start + 1, end);
    if (inner.startsWith('/')) this.#close();
    else this.#open(inner.replace(/\/$/, ''), inner.endsWith('/'));
    return end + 1;
  }

  #after(mark: string, from: number): number | null {
    const at = this.#text.indexOf(mark, from);
    return at === -1 ? null : at + mark.length;
  }

  /** The `>` that isn't inside of an attribute's value. */
  #tagEnd(start: number): number | null {
    let at = start + 1;
    let close = -1;
    for (;;) {
      if (close < at) close = this.#text.indexOf('>', at);
      if (close === -1) return null;
      const quote = this.#text.slice(at, close).search(/["']/);
      if (quote === -1) return close;
      const end = this.#text.indexOf(this.#text[at + quote] ?? '"', at + quote + 1);
      if (end === -1) return null;
      at = end + 1;
    }
  }

  #open(tag: string, isEmpty: boolean): void {
    const name = /^[^\s]+/.exec(tag)?.[0] ?? '';
    const attributes = attributesOf(tag);
    for (const [key, value] of attributes) {
      if (key.startsWith('xmlns:') && !this.#spaces.has(key.slice(6))) this.#spaces.set(key.slice(6), value);
    }
    for (const [key, value] of attributes) this.#keep(this.#known(key), value);
    if (isEmpty) return;
    this.#depth += 1;
    const property = this.#known(name);
    if (this.#inside || !property) return;
    this.#inside = { name: property, depth: this.#depth };
    this.#collected = '';
  }

  #close(): void {
    if (this.#inside) {
      // Of an alternative in several languages the first one that says something.
      this.#keep(this.#inside.name, this.#collected);
      this.#collected = '';
      if (this.#inside.depth === this.#depth) this.#inside = null;
    }
    this.#depth -= 1;
  }

  #hear(text: string): void {
    if (this.#inside) this.#collected += text;
  }

  #known(name: string): keyof XmpTexts | null {
    const colon = name.indexOf(':');
    return wanted[`${this.#spaces.get(name.slice(0, colon)) ?? ''}${name.slice(colon + 1)}`] ?? null;
  }

  #keep(name: keyof XmpTexts | null, text: string): void {
    if (name !== null) this.found[name] ??= text.trim() || null;
  }
}

/** By hand: a pattern for this takes minutes on a megabyte that was made for it. */
function attributesOf(tag: string): [key: string, value: string][] {
  const attributes: [string, string][] = [];
  let at = 0;
  for (;;) {
    const equals = tag.indexOf('=', at);
    if (equals === -1) return attributes;
    const key =
      tag
        .slice(Math.max(at, equals - maxKeyCharacters), equals)
        .trimEnd()
        .split(/\s/)
        .at(-1) ?? '';
    const start = tag.slice(equals).search(/["']/) + equals;
    const end = start < equals ? -1 : tag.indexOf(tag[start] ?? '"', start + 1);
    if (end === -1) return attributes;
    attributes.push([key, unescaped(tag.slice(start + 1, end))]);
    at = end + 1;
  }
}

function unescaped(text: string): string {
  return text.replace(/&(?:#x([0-9a-fA-F]{1,6})|#([0-9]{1,7})|([a-z]{2,4}));/g, (whole, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return Object.hasOwn(named, name) ? (named[name] ?? whole) : whole;
    const point = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
  });
}
