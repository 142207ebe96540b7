/** A row of any table, as a page of an SQLite file holds it. */
export interface FoundRow {
  readonly rowid: number;
  readonly values: readonly (string | number | null)[];
}

const magic = 'SQLite format 3\0';
const usualPageBytes = 4096;
const leafOfTable = 0x0d;
/** The log of a database in WAL mode: a header, then frames of a header and a page each. */
const logHeaderBytes = 32;
const frameHeaderBytes = 24;

type PageOf = (number: number) => Buffer | undefined;

/**
 * Every row that a whole page of a database file or of its log still holds, whatever has become of the other pages: SQLite
 * itself finds rows through pages that may be the damaged ones. Some rows come more than once, in an older form too.
 * The form of the file: sqlite.org/fileformat2.html
 */
export function* rowsIn(file: Buffer, log: Buffer): Generator<FoundRow> {
  const pageBytes = pageBytesOf(file);
  const inFile = pagesOf(file, 0, 0, pageBytes);
  const inLog = pagesOf(log, logHeaderBytes, frameHeaderBytes, pageBytes);
  const newest = new Map(inLog.map((page, at) => [log.readUInt32BE(logHeaderBytes + at * (frameHeaderBytes + pageBytes)), page]));
  const pageOf: PageOf = (number) => newest.get(number) ?? inFile[number - 1];
  for (const [at, page] of inFile.entries()) yield* rowsOfPage(page, at === 0 ? 100 : 0, pageOf);
  for (const page of inLog) yield* rowsOfPage(page, 0, pageOf);
}

function pageBytesOf(file: Buffer): number {
  if (file.length < 100 || file.toString('latin1', 0, 16) !== magic) return usualPageBytes;
  const told = file.readUInt16BE(16);
  const isPossible = told >= 512 && told <= 32_768 && (told & (told - 1)) === 0;
  return isPossible ? told : usualPageBytes;
}

/** Whole pages only. */
function pagesOf(bytes: Buffer, skip: number, headerBytes: number, pageBytes: number): Buffer[] {
  const pages: Buffer[] = [];
  const each = headerBytes + pageBytes;
  for (let end = skip + each; end <= bytes.length; end += each) pages.push(bytes.subarray(end - pageBytes, end));
  return pages;
}

function* rowsOfPage(page: Buffer, start: number, pageOf: PageOf): Generator<FoundRow> {
  if (page[start] !== leafOfTable) return;
  const cells = Math.min(page.readUInt16BE(start + 3), Math.floor((page.length - start - 8) / 2));
  for (let cell = 0; cell < cells; cell++) {
    const row = rowAt(page, page.readUInt16BE(start + 8 + cell * 2), pageOf);
    if (row) yield row;
  }
}

/** Null for what is no row: what a damaged page says may point anywhere. */
function rowAt(page: Buffer, at: number, pageOf: PageOf): FoundRow | null {
  try {
    const size = varint(page, at);
    const rowid = varint(page, size.end);
    const payload = payloadAt(page, rowid.end, size.value, pageOf);
    return payload && { rowid: rowid.value, values: valuesOf(payload) };
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function payloadAt(page: Buffer, at: number, bytes: number, pageOf: PageOf): Buffer | null {
  const mostHere = page.length - 35;
  if (bytes <= mostHere) return at + bytes <= page.length ? page.subarray(at, at + bytes) : null;
  const leastHere = Math.floor(((page.length - 12) * 32) / 255) - 23;
  const fitting = leastHere + ((bytes - leastHere) % (page.length - 4));
  const here = fitting <= mostHere ? fitting : leastHere;
  const pieces = [page.subarray(at, at + here)];
  let left = bytes - here;
  for (let next = page.readUInt32BE(at + here); left > 0;) {
    const further = pageOf(next);
    if (!further) return null;
    pieces.push(further.subarray(4, 4 + left));
    left -= further.length - 4;
    next = further.readUInt32BE(0);
  }
  return Buffer.concat(pieces);
}

function valuesOf(payload: Buffer): (string | number | null)[] {
  const header = varint(payload, 0);
  const values: (string | number | null)[] = [];
  let at = header.value;
  for (let next = header.end; next < header.value;) {
    const type = varint(payload, next);
    const bytes = bytesOf(type.value);
    if (at + bytes > payload.length) throw new RangeError('A value reaches beyond its row');
    values.push(valueOf(type.value, payload.subarray(at, at + bytes)));
    at += bytes;
    next = type.end;
  }
  return values;
}

function bytesOf(type: number): number {
  return type >= 12 ? Math.floor((type - 12) / 2) : ([0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0][type] ?? 0);
}

/** Blobs are none of ours: null. */
function valueOf(type: number, bytes: Buffer): string | number | null {
  if (type >= 13 && type % 2 === 1) return bytes.toString('utf8');
  if (type === 8 || type === 9) return type - 8;
  if (type === 7) return bytes.readDoubleBE();
  if (type === 6) return Number(bytes.readBigInt64BE());
  return type >= 1 && type <= 5 ? bytes.readIntBE(0, bytes.length) : null;
}

/** One to nine bytes, seven bits each, the last one eight. */
function varint(bytes: Buffer, at: number): { readonly value: number; readonly end: number } {
  let value = 0;
  for (let read = 0; read < 9; read++) {
    const byte = bytes.readUInt8(at + read);
    value = read === 8 ? value * 256 + byte : value * 128 + (byte & 0x7f);
    if (byte < 0x80) return { value, end: at + read + 1 };
  }
  return { value, end: at + 9 };
}
