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

/** A JPEG's size as it lies, by its frame header. Null when there is none. */
export function jpegSize(view: DataView): JpegSize | null {
  for (const segment of jpegSegments(view)) if (isFrame(segment.marker)) return frameSize(view, segment);
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

function frameSize(view: DataView, { start, end }: Segment): JpegSize | null {
  if (end - start < 5) return null;
  return { widthPx: view.getUint16(start + 3), heightPx: view.getUint16(start + 1), animated: false };
}
