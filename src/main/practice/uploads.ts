import { UploadRefusal } from './answers.ts';
import { pictureKind } from './picture-kind.ts';
import { randomName } from './randomness.ts';
import type { PracticeOptions } from './practice-options.ts';
import type { Store } from './store.ts';
import type { Upload } from './upload-record.ts';

const lifeMs = 72 * 60 * 60 * 1000;

export interface NewFile {
  readonly bytes: Buffer;
  readonly originalName: string;
  readonly folder: string | undefined;
  readonly name: string | undefined;
}

/** The file host: pictures that live for 72 hours, up to a quota. */
export class Uploads {
  readonly #store: Store;
  readonly #options: PracticeOptions;
  readonly #random: () => number;

  constructor(store: Store, options: PracticeOptions, random: () => number) {
    this.#store = store;
    this.#options = options;
    this.#random = random;
  }

  /** Keeps a picture. The same folder and name overwrites, and is then not counted twice. */
  async keep(file: NewFile): Promise<Upload> {
    const { bytes } = file;
    if (bytes.length > this.#options.maxUploadBytes) throw new UploadRefusal(413, 40001, 'File is too large');
    const kind = pictureKind(bytes);
    if (!kind) throw new UploadRefusal(400, 40002, 'File type is not supported: jpeg, png, gif, webp');
    const id = `file_${randomName(this.#random, 16)}`;
    const path = pathOf(file, `${id}.${kind === 'jpeg' ? 'jpg' : kind}`);
    const stored = await this.#store.put(bytes);
    const others = this.live().filter((upload) => upload.path !== path);
    if (others.length >= this.#options.uploadQuota) throw new UploadRefusal(403, 40003, 'File quota is used up');
    const uploadedMs = this.#options.now();
    const upload: Upload = {
      id,
      path,
      originalName: file.originalName,
      size: bytes.length,
      mimeType: `image/${kind}`,
      bytes: stored,
      uploadedMs,
      expiresMs: uploadedMs + lifeMs,
    };
    this.#store.state.uploads = [...others, upload];
    await this.#store.save();
    return upload;
  }

  /** Uploads that have not run out. */
  live(): Upload[] {
    const now = this.#options.now();
    return this.#store.state.uploads.filter(({ expiresMs }) => expiresMs > now);
  }

  byId(id: string): Upload | undefined {
    return this.live().find((upload) => upload.id === id);
  }

  byPath(path: string): Upload | undefined {
    return this.live().find((upload) => upload.path === path);
  }

  async remove(id: string): Promise<void> {
    if (!this.byId(id)) throw new UploadRefusal(404, 40400, 'File not found');
    this.#store.state.uploads = this.live().filter((upload) => upload.id !== id);
    await this.#store.save();
  }

  quota(): Record<string, unknown> {
    const used = this.live().length;
    const total = this.#options.uploadQuota;
    return { total_files: total, used_files: used, remaining_files: Math.max(0, total - used), user_group: 'default' };
  }

  bytes(upload: Upload): Promise<Buffer | undefined> {
    return this.#store.get(upload.bytes);
  }
}

/** The `data` of an upload's answer. */
export function uploadData(upload: Upload, base: string): Record<string, unknown> {
  return {
    file_id: upload.id,
    file_name: upload.path.slice(upload.path.lastIndexOf('/') + 1),
    original_name: upload.originalName,
    file_size: upload.size,
    mime_type: upload.mimeType,
    upload_path: upload.path.slice(0, Math.max(0, upload.path.lastIndexOf('/'))),
    file_url: `${base}/files/${upload.path.split('/').map(encodeURIComponent).join('/')}`,
    download_url: `${base}/api/v1/files/download/${upload.id}`,
    upload_time: beijingTime(upload.uploadedMs),
    expires_at: beijingTime(upload.expiresMs),
  };
}

function pathOf({ folder, name }: NewFile, fallback: string): string {
  const parts = [...(folder ?? '').split('/'), name?.trim() ?? ''].filter((part) => part !== '');
  if (!name?.trim()) parts.push(fallback);
  const plain = parts.every((part) => part !== '.' && part !== '..' && !/[\\\p{Cc}]/u.test(part));
  if (!plain) throw new UploadRefusal(400, 40000, 'upload_path or file_name is not valid');
  return parts.join('/');
}

// The service writes its times with Beijing's offset.
function beijingTime(ms: number): string {
  return `${new Date(ms + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`;
}
