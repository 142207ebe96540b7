const orientationTag = 0x0112;
const thumbnailTag = 0x0201;
const thumbnailLengthTag = 0x0202;
const entryBytes = 12;

/**
 * An Exif block (without its name) for a picture that was edited: the small preview in it shows what isn't there any more,
 * so it goes. How the picture lay is in its pixels by now. What isn't understood stays as it is.
 */
export function tidiedExif(block: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(block);
  const view = new DataView(bytes.buffer);
  if (bytes.byteLength < 8) return bytes;
  const little = view.getUint16(0) === 0x4949;
  const main = directoryAt(view, view.getUint32(4, little), little);
  if (!main) return bytes;
  const orientation = main.entries.get(orientationTag);
  if (orientation !== undefined) makeUpright(view, orientation, little);
  if (main.next !== null) removePreview(view, main.next, little);
  return bytes;
}

/** Whatever it was, it is one short number from here on. */
function makeUpright(view: DataView, value: number, little: boolean): void {
  view.setUint16(value - 6, 3, little);
  view.setUint32(value - 4, 1, little);
  view.setUint16(value, 1, little);
}

/** The second directory describes the preview. It is blanked out, not cut away: other places in the block are counted from its start. */
function removePreview(view: DataView, next: number, little: boolean): void {
  const preview = directoryAt(view, view.getUint32(next, little), little);
  const start = preview?.entries.get(thumbnailTag);
  const length = preview?.entries.get(thumbnailLengthTag);
  if (start !== undefined && length !== undefined) {
    const from = view.getUint32(start, little);
    new Uint8Array(view.buffer).fill(0, from, from + view.getUint32(length, little));
  }
  view.setUint32(next, 0, little);
}

interface Directory {
  /** Where the value of each tag is. */
  readonly entries: ReadonlyMap<number, number>;
  /** Where the place of the next directory is written. */
  readonly next: number | null;
}

function directoryAt(view: DataView, start: number, little: boolean): Directory | null {
  if (start < 8 || start + 2 > view.byteLength) return null;
  const end = start + 2 + view.getUint16(start, little) * entryBytes;
  if (end > view.byteLength) return null;
  const entries = new Map<number, number>();
  for (let at = start + 2; at < end; at += entryBytes) entries.set(view.getUint16(at, little), at + 8);
  return { entries, next: end + 4 <= view.byteLength ? end : null };
}
