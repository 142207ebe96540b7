interface WebpHeader {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly animated: boolean;
}

const vp8 = 0x56503820;
const vp8l = 0x5650384c;
const vp8x = 0x56503858;

/** The canvas of a WebP by its first chunk, in each of the three forms that there are; null when it is none of them. */
export function webpHeader(view: DataView): WebpHeader | null {
  if (view.byteLength < 30) return null;
  switch (view.getUint32(12)) {
    case vp8:
      return lossy(view);
    case vp8l:
      return lossless(view);
    case vp8x:
      return extended(view);
    default:
      return null;
  }
}

function lossy(view: DataView): WebpHeader | null {
  const isKeyFrame = (view.getUint8(20) & 1) === 0;
  const startCode = (view.getUint8(23) << 16) | (view.getUint8(24) << 8) | view.getUint8(25);
  if (!isKeyFrame || startCode !== 0x9d012a) return null;
  return { widthPx: view.getUint16(26, true) & 0x3fff, heightPx: view.getUint16(28, true) & 0x3fff, animated: false };
}

function lossless(view: DataView): WebpHeader | null {
  if (view.getUint8(20) !== 0x2f) return null;
  const bits = view.getUint32(21, true);
  return { widthPx: (bits & 0x3fff) + 1, heightPx: ((bits >>> 14) & 0x3fff) + 1, animated: false };
}

function extended(view: DataView): WebpHeader {
  const uint24 = (at: number) => view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
  return { widthPx: uint24(24) + 1, heightPx: uint24(27) + 1, animated: (view.getUint8(20) & 0x02) !== 0 };
}

/** The chunks of a WebP by their four letters, as far as they are whole. */
export function* webpChunks(bytes: Uint8Array): Generator<{ readonly type: string; readonly content: Uint8Array }> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 12;
  while (at + 8 <= bytes.byteLength) {
    const end = at + 8 + view.getUint32(at + 4, true);
    if (end > bytes.byteLength) return;
    yield { type: String.fromCharCode(...bytes.subarray(at, at + 4)), content: bytes.subarray(at + 8, end) };
    // Each begins at an even place.
    at = end + (end & 1);
  }
}
