// Runs in the stand-in's process and in its utility processes.
import v8 from 'node:v8';

/** Structured clone as bytes, by V8's own serializer, which Electron uses too. Throws `An object could not be cloned.` in its words. */
export function cloneToBytes(value: unknown): Buffer {
  const serializer = new v8.Serializer();
  serializer.writeHeader();
  try {
    serializer.writeValue(value);
  } catch (error) {
    throw new Error('An object could not be cloned.', { cause: error });
  }
  return serializer.releaseBuffer();
}

export function cloneFromBytes(bytes: Uint8Array): unknown {
  const deserializer = new v8.Deserializer(bytes);
  deserializer.readHeader();
  return deserializer.readValue();
}
