type NumberArray = Float64Array | Float32Array | Uint32Array | Uint16Array | Uint8Array;

/** One value per row. */
export class ColumnArrays {
  readonly createdAt: Float64Array<ArrayBuffer>;
  /** NaN where unknown. */
  readonly credits: Float64Array<ArrayBuffer>;
  readonly ratio: Float32Array<ArrayBuffer>;
  readonly bytes: Uint32Array<ArrayBuffer>;
  readonly jobKey: Uint32Array<ArrayBuffer>;
  readonly idKey: Uint32Array<ArrayBuffer>;
  readonly model: Uint16Array<ArrayBuffer>;
  readonly jobIndex: Uint16Array<ArrayBuffer>;
  readonly source: Uint8Array<ArrayBuffer>;
  readonly state: Uint8Array<ArrayBuffer>;
  readonly length: number;

  constructor(length: number) {
    this.length = length;
    this.createdAt = new Float64Array(length);
    this.credits = new Float64Array(length);
    this.ratio = new Float32Array(length);
    this.bytes = new Uint32Array(length);
    this.jobKey = new Uint32Array(length);
    this.idKey = new Uint32Array(length);
    this.model = new Uint16Array(length);
    this.jobIndex = new Uint16Array(length);
    this.source = new Uint8Array(length);
    this.state = new Uint8Array(length);
  }

  grownTo(length: number): ColumnArrays {
    const grown = new ColumnArrays(length);
    const arrays = grown.#all();
    for (const [at, array] of this.#all().entries()) arrays[at]?.set(array);
    return grown;
  }

  /** Some rows of all columns, one column after the other. */
  packed(from: number, rows: number): Uint8Array {
    const packed = new Uint8Array(rows * rowBytes);
    let at = 0;
    for (const array of this.#all()) {
      const bytes = bytesOf(array, from, rows);
      packed.set(bytes, at);
      at += bytes.byteLength;
    }
    return packed;
  }

  unpack(from: number, rows: number, packed: Uint8Array): void {
    let at = 0;
    for (const array of this.#all()) {
      const bytes = bytesOf(array, from, rows);
      bytes.set(packed.subarray(at, at + bytes.byteLength));
      at += bytes.byteLength;
    }
  }

  #all(): readonly NumberArray[] {
    const { createdAt, credits, ratio, bytes, jobKey, idKey, model, jobIndex, source, state } = this;
    return [createdAt, credits, ratio, bytes, jobKey, idKey, model, jobIndex, source, state];
  }
}

export const rowBytes = 8 + 8 + 4 + 4 + 4 + 4 + 2 + 2 + 1 + 1;

function bytesOf(array: NumberArray, from: number, rows: number): Uint8Array {
  const { BYTES_PER_ELEMENT: size, byteOffset, buffer } = array;
  return new Uint8Array(buffer, byteOffset + from * size, rows * size);
}
