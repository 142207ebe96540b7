import { inflateSync } from 'node:zlib';

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** What the pixels need. Text, Exif and everything unknown is left out: compressed text of 50 kB can unfold to 50 MB. */
const pixelChunks = new Set(['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'gAMA', 'cHRM', 'sRGB', 'cICP', 'sBIT']);
const maxProfileBytes = 4 * 1024 * 1024;

interface Chunk {
  readonly type: string;
  /** Where the chunk begins (its length field), where its data does, and where the next chunk would. */
  readonly start: number;
  readonly data: number;
  readonly end: number;
}

export function isPng(bytes: Uint8Array): boolean {
  return signature.every((byte, at) => bytes[at] === byte);
}

export function pngHeader(bytes: Uint8Array): { widthPx: number; heightPx: number; animated: boolean } | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [first] = pngChunks(bytes);
  if (first?.type !== 'IHDR' || first.end - first.data !== 17 || first.end > bytes.byteLength) return null;
  return { widthPx: view.getUint32(first.data), heightPx: view.getUint32(first.data + 4), animated: isAnimated(bytes) };
}

function isAnimated(bytes: Uint8Array): boolean {
  for (const { type } of pngChunks(bytes)) {
    if (type === 'acTL') return true;
    if (type === 'IDAT') return false;
  }
  return false;
}

/** The same picture as a PNG that holds only what its pixels need: safe to give to a decoder. */
export function withoutText(bytes: Uint8Array): Uint8Array {
  const kept: [start: number, end: number][] = [[0, signature.length]];
  for (const chunk of pngChunks(bytes)) {
    if (!pixelChunks.has(chunk.type) && !isSmallProfile(bytes, chunk)) continue;
    const last = kept.at(-1);
    if (last?.[1] === chunk.start) last[1] = chunk.end;
    else kept.push([chunk.start, chunk.end]);
  }
  if (kept.length === 1 && kept[0]?.[1] === bytes.byteLength) return bytes;
  return Buffer.concat(kept.map(([start, end]) => bytes.subarray(start, end)));
}

/** A colour profile is compressed as well, but colours need it: it stays when it unfolds to something reasonable. */
function isSmallProfile(bytes: Uint8Array, { type, data, end }: Chunk): boolean {
  if (type !== 'iCCP') return false;
  const name = bytes.subarray(data, Math.min(data + 80, end)).indexOf(0);
  if (name === -1) return false;
  try {
    inflateSync(bytes.subarray(data + name + 2, end - 4), { maxOutputLength: maxProfileBytes });
    return true;
  } catch {
    return false; // too large, or not a profile at all: the picture is as good without
  }
}

/** The chunks up to IEND. A last one that is cut off is told too: the decoder is to see that it is. */
export function* pngChunks(bytes: Uint8Array): Generator<Chunk> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let start = signature.length;
  while (start + 8 <= bytes.byteLength) {
    const type = String.fromCharCode(...bytes.subarray(start + 4, start + 8));
    const end = start + 12 + view.getUint32(start);
    yield { type, start, data: start + 8, end };
    if (type === 'IEND') return;
    start = end;
  }
}
