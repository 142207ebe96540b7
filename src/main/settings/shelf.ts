/** A small file of named values. What lies on it is whatever was in the file: whoever takes something down checks it. */
export interface Shelf {
  get(name: string): unknown;
  /** On disk when it returns; the other values stay as they are. */
  set(name: string, value: unknown): void;
}
