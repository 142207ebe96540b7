/** What two spellings of the same tag have in common. */
function tagKey(tag: string): string {
  return tag.normalize('NFC').trim().toLowerCase();
}

export function sameTag(one: string, other: string): boolean {
  return one === other || tagKey(one) === tagKey(other);
}

/** Tags as people write them: `Sea` and `sea` are one tag, and the spelling that was there first stays. */
export class TagNames {
  readonly #spellings = new Map<string, string>();

  constructor(known: Iterable<string>) {
    for (const tag of known) this.spelling(tag);
  }

  /** How this tag is spelt here; a new one as it is given, from now on. */
  spelling(tag: string): string {
    const known = this.#spellings.get(tagKey(tag));
    if (known !== undefined) return known;
    const spelt = tag.normalize('NFC').trim();
    this.#spellings.set(tagKey(tag), spelt);
    return spelt;
  }
}
