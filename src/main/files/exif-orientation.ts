const orientationTag = 0x0112;
const short = 3;
const entryBytes = 12;
const [littleEndian, bigEndian] = [0x4949, 0x4d4d];

/**
 * How a picture lies by an Exif block (without its name), as Exif numbers it: 1 is upright, 2 to 4 are turned by a half or
 * mirrored, 5 to 8 lie on their side. What isn't said in so many words is upright.
 */
export function exifOrientation(block: Uint8Array): number {
  const view = new DataView(block.buffer, block.byteOffset, block.byteLength);
  const order = block.byteLength < 8 ? 0 : view.getUint16(0);
  if (order !== littleEndian && order !== bigEndian) return 1;
  const little = order === littleEndian;
  for (const entry of entriesOf(view, little)) {
    const isOne = view.getUint16(entry + 2, little) === short && view.getUint32(entry + 4, little) === 1;
    if (view.getUint16(entry, little) !== orientationTag || !isOne) continue;
    const said = view.getUint16(entry + 8, little);
    return said >= 1 && said <= 8 ? said : 1;
  }
  return 1;
}

/** Where the entries of its first directory are, as far as they are whole. */
function* entriesOf(view: DataView, little: boolean): Generator<number> {
  const directory = view.getUint32(4, little);
  if (directory + 2 > view.byteLength) return;
  const end = Math.min(view.byteLength, directory + 2 + view.getUint16(directory, little) * entryBytes);
  for (let entry = directory + 2; entry + entryBytes <= end; entry += entryBytes) yield entry;
}

/** Whether such an orientation swaps a picture's edges. */
export function isSideways(orientation: number): boolean {
  return orientation >= 5;
}

/** An Exif block (without its name) with nothing in it but how a picture lies. */
export function orientationExif(orientation: number): Buffer {
  const block = Buffer.alloc(8 + 2 + 12 + 4);
  block.write('MM\0*', 0, 'latin1');
  block.writeUInt32BE(8, 4);
  block.writeUInt16BE(1, 8);
  block.writeUInt16BE(orientationTag, 10);
  block.writeUInt16BE(short, 12);
  block.writeUInt32BE(1, 14);
  block.writeUInt16BE(orientation, 18);
  return block;
}
