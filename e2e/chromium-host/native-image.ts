import { readFileSync } from 'node:fs';

import { strict, strictClass } from './strict.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** `NativeImage`: the encoded bytes and the size their header tells. Nothing is decoded; resizing only remembers the new size. */
export class NativeImage {
  readonly #bytes: Buffer;
  readonly #size: Size;
  isMacTemplateImage = false;

  constructor(bytes: Buffer, size: Size) {
    this.#bytes = bytes;
    this.#size = size;
  }

  isEmpty(): boolean {
    return this.#size.width === 0;
  }
  getSize(): Size {
    return { ...this.#size };
  }
  getAspectRatio(): number {
    return this.isEmpty() ? 1 : this.#size.width / this.#size.height;
  }
  toPNG(): Buffer {
    return Buffer.from(this.#bytes);
  }
  toJPEG(): Buffer {
    return Buffer.from(this.#bytes);
  }
  toDataURL(): string {
    return `data:image/png;base64,${this.#bytes.toString('base64')}`;
  }
  resize({ width, height }: { width?: number; height?: number }): NativeImage {
    const ratio = this.getAspectRatio();
    const [w, h] = [width ?? Math.round((height ?? this.#size.height) * ratio), height ?? Math.round((width ?? this.#size.width) / ratio)];
    return new NativeImage(this.#bytes, { width: w, height: h });
  }
  setTemplateImage(option: boolean): void {
    this.isMacTemplateImage = option;
  }
  isTemplateImage(): boolean {
    return this.isMacTemplateImage;
  }
}
strictClass('NativeImage', NativeImage);

/** Empty for what isn't a PNG or JPEG, as Electron's. */
export function createFromBuffer(bytes: Buffer): NativeImage {
  const size = pngSize(bytes) ?? jpegSize(bytes);
  return size ? new NativeImage(bytes, size) : createEmpty();
}

function createEmpty(): NativeImage {
  return new NativeImage(Buffer.alloc(0), { width: 0, height: 0 });
}

export function createFromPath(path: string): NativeImage {
  try {
    return createFromBuffer(readFileSync(path));
  } catch {
    return createEmpty();
  }
}

export const nativeImage = strict('nativeImage', {
  createEmpty,
  createFromBuffer,
  createFromPath,
  createFromDataURL: (url: string) => createFromBuffer(Buffer.from(url.slice(url.indexOf(',') + 1), 'base64')),
  createThumbnailFromPath: (path: string, size: Size) => {
    const image = createFromPath(path);
    return image.isEmpty()
      ? Promise.reject(new Error('unable to retrieve thumbnail preview image for the given path'))
      : Promise.resolve(image.resize(size));
  },
});

function pngSize(bytes: Buffer): Size | undefined {
  if (bytes.length < 24 || bytes.readUInt32BE(0) !== 0x89504e47) return undefined;
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}

function jpegSize(bytes: Buffer): Size | undefined {
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8) return undefined;
  for (let at = 2; at + 9 < bytes.length; at += 2 + bytes.readUInt16BE(at + 2)) {
    const marker = bytes.readUInt16BE(at);
    const isFrame = marker >= 0xffc0 && marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker);
    if (isFrame) return { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
  }
  return undefined;
}
