const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** Puts a grey PNG together from chunks. */
export class ChunkWriter {
  readonly #parts: Uint8Array[] = [Uint8Array.from(signature)];

  /** 8 bits, grey, not interlaced. */
  header(width: number, height: number): void {
    const header = new Uint8Array(13);
    const fields = new DataView(header.buffer);
    fields.setUint32(0, width);
    fields.setUint32(4, height);
    header[8] = 8;
    this.#chunk('IHDR', header);
  }

  /** The next part of the compressed pixels. */
  data(bytes: Uint8Array): void {
    if (bytes.length > 0) this.#chunk('IDAT', bytes);
  }

  finish(): Uint8Array<ArrayBuffer> {
    this.#chunk('IEND', new Uint8Array(0));
    const file = new Uint8Array(this.#parts.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const part of this.#parts) {
      file.set(part, at);
      at += part.length;
    }
    return file;
  }

  #chunk(type: string, data: Uint8Array): void {
    const frame = new Uint8Array(data.length + 12);
    const fields = new DataView(frame.buffer);
    fields.setUint32(0, data.length);
    for (let at = 0; at < 4; at += 1) frame[4 + at] = type.charCodeAt(at);
    frame.set(data, 8);
    fields.setUint32(data.length + 8, checksum(frame.subarray(4, data.length + 8)));
    this.#parts.push(frame);
  }
}

/** CRC-32 as PNG has it, half a byte at a time: its table is made without any work at import. */
function checksum(bytes: Uint8Array): number {
  let crc = -1;
  for (const byte of bytes) {
    crc ^= byte;
    crc = (crc >>> 4) ^ (nibbles[crc & 15] ?? 0);
    crc = (crc >>> 4) ^ (nibbles[crc & 15] ?? 0);
  }
  return ~crc >>> 0;
}

const nibbles = [
  ...[0x00000000, 0x1db71064, 0x3b6e20c8, 0x26d930ac, 0x76dc4190, 0x6b6b51f4, 0x4db26158, 0x5005713c],
  ...[0xedb88320, 0xf00f9344, 0xd6d6a3e8, 0xcb61b38c, 0x9b64c2b0, 0x86d3d2d4, 0xa00ae278, 0xbdbdf21c],
];
