interface JpegSize {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly animated: false;
}

interface Segment {
  readonly marker: number;
  readonly start: number;
  readonly end: number;
}

/** A JPEG's size as displayed: its frame header, turned as its Exif orientation says. Null when there is no frame. */
export function jpegSize(view: DataView): JpegSize | null {
  let sideways = false;
  for (const segment of jpegSegments(view)) {
    if (segment.marker === 0xe1) sideways ||= isSideways(view, segment);
    if (isFrame(segment.marker)) return frameSize(view, segment, sideways);
  }
  return null;
}

/** The marked segments before the pixels. */
export function* jpegSegments(view: DataView): Generator<Segment> {
  let at = 2;
  while (at + 4 <= view.byteLength && view.getUint8(at) === 0xff) {
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    // Start of scan: a frame that hasn't come by now doesn't come.
    if (marker === 0xda || marker === 0xd9) return;
    const end = at + 2 + view.getUint16(at + 2);
    if (end < at + 4 || end > view.byteLength) return;
    yield { marker, start: at + 4, end };
    at = end;
  }
}

/** SOF0 to SOF15, without the three markers of that range that mean something else: baseline, progressive and the rest. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

function frameSize(view: DataView, { start, end }: Segment, sideways: boolean): JpegSize | null {
  if (end - start < 5) return null;
  const high = view.getUint16(start + 1);
  const wide = view.getUint16(start + 3);
  return { widthPx: sideways ? high : wide, heightPx: sideways ? wide : high, animated: false };
}

/** How a picture lies, 1 to 8, by an APP1 segment that is Exif (tag 0x0112); null when it doesn't say. */
export function orientationIn(view: DataView, { start, end }: Segment): number | null {
  const tiff = start + 6;
  if (end - start < 14 || view.getUint32(start) !== 0x45786966) return null;
  const little = view.getUint16(tiff) === 0x4949;
  const directory = tiff + view.getUint32(tiff + 4, little);
  if (directory + 2 > end) return null;
  const entries = view.getUint16(directory, little);
  for (let entry = directory + 2; entry + 12 <= Math.min(end, directory + 2 + entries * 12); entry += 12) {
    if (view.getUint16(entry, little) === 0x0112) return view.getUint16(entry + 8, little);
  }
  return null;
}

/** Whether the orientation turns the picture by a quarter. */
function isSideways(view: DataView, segment: Segment): boolean {
  const orientation = orientationIn(view, segment) ?? 1;
  return orientation >= 5 && orientation <= 8;
}
