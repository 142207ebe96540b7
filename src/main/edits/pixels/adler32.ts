/** RFC 1950, 8: the largest prime below 65,536, and how many bytes are summed up before the sums are (small integers are fast). */
const modulus = 65_521;
const bytesAtOnce = 3_800;

/** The checksum that ends a zlib stream, going on from that of what came before. */
export function adler32(bytes: Uint8Array, before = 1): number {
  let a = before & 0xffff;
  let b = before >>> 16;
  for (let start = 0; start < bytes.length; start += bytesAtOnce) {
    const end = Math.min(bytes.length, start + bytesAtOnce);
    for (let at = start; at < end; at++) {
      a += bytes[at] ?? 0;
      b += a;
    }
    a %= modulus;
    b %= modulus;
  }
  return ((b << 16) | a) >>> 0;
}
