/** Above this a picture isn't decoded ahead: three of them would take the memory of the whole app. */
const aheadMostPixels = 40_000_000;

interface Fetched {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly id: string;
}

/** Pictures that are decoded before they are shown, so that turning to one shows it without a flash. Holds on to a handful. */
export class Decoded {
  readonly #images = new Map<string, { readonly image: HTMLImageElement; readonly isThere: Promise<boolean> }>();

  /** Whether the picture can be shown, once that is known. */
  load(id: string): Promise<boolean> {
    const known = this.#images.get(id);
    if (known) return known.isThere;
    const image = new Image();
    image.src = `picture/${id}`;
    const isThere = image.decode().then(
      () => true,
      () => this.#forget(id),
    );
    this.#images.set(id, { image, isThere });
    return isThere;
  }

  /** Fetches what will probably be looked at next, and lets go of the rest. */
  keep(shown: string, ahead: readonly Fetched[]): void {
    const kept = new Set([shown, ...ahead.map(({ id }) => id)]);
    for (const id of this.#images.keys()) if (!kept.has(id)) this.#images.delete(id);
    for (const { id, widthPx, heightPx } of ahead) if (widthPx * heightPx <= aheadMostPixels) void this.load(id);
  }

  /** What couldn't be shown is asked for anew the next time. */
  #forget(id: string): false {
    this.#images.delete(id);
    return false;
  }
}
