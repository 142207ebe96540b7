import { textOf } from './text-budget.ts';
import { userComment } from './user-comment.ts';

export interface ExifTexts {
  readonly description: string | null;
  readonly software: string | null;
  readonly userComment: string | null;
  /** Every other text of the first directory: ComfyUI keeps its graphs under `Make` and `Model`, and what comes before them. */
  readonly others: readonly string[];
  /** When the picture was taken, in ms since 1970. */
  readonly takenAt: number | null;
}

interface Entry {
  readonly tag: number;
  readonly type: number;
  readonly value: Uint8Array;
}

const nothing: ExifTexts = { description: null, software: null, userComment: null, others: [], takenAt: null };
const maxEntries = 500;
const description = 0x010e;
const software = 0x0131;
const exifDirectory = 0x8769;
const dateTimeOriginal = 0x9003;
const offsetTimeOriginal = 0x9011;
const userCommentTag = 0x9286;
const ascii = 2;
/** Bytes of one value of each type, by its number; 0 for those that don't exist. */
const sizes = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8];

/** The texts of an Exif block, with or without its name before it. Whatever it holds, what isn't understood is left out. */
export function exifTexts(block: Uint8Array): ExifTexts {
  const bytes = textOf(block.subarray(0, 6)) === 'Exif\0\0' ? block.subarray(6) : block;
  const order = textOf(bytes.subarray(0, 2));
  if (bytes.byteLength < 8 || (order !== 'II' && order !== 'MM')) return nothing;
  const little = order === 'II';
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const main = entriesAt(view, view.getUint32(4, little), little);
  const inner = directoryIn(view, main, little);
  const comment = inner.find(({ tag }) => tag === userCommentTag)?.value;
  const own = [description, software];
  return {
    description: asText(main, description),
    software: asText(main, software),
    userComment: comment ? userComment(comment, little) : null,
    others: main.filter(({ tag, type }) => type === ascii && !own.includes(tag)).map(({ value }) => upToZero(value)),
    takenAt: takenAt(asText(inner, dateTimeOriginal), asText(inner, offsetTimeOriginal)),
  };
}

function directoryIn(view: DataView, main: readonly Entry[], little: boolean): Entry[] {
  const pointer = main.find(({ tag }) => tag === exifDirectory)?.value;
  if (pointer?.byteLength !== 4) return [];
  return entriesAt(view, new DataView(pointer.buffer, pointer.byteOffset).getUint32(0, little), little);
}

function entriesAt(view: DataView, directory: number, little: boolean): Entry[] {
  if (directory + 2 > view.byteLength) return [];
  const count = Math.min(view.getUint16(directory, little), maxEntries);
  const entries: Entry[] = [];
  for (let at = directory + 2; at + 12 <= view.byteLength && entries.length < count; at += 12) {
    const type = view.getUint16(at + 2, little);
    const bytes = view.getUint32(at + 4, little) * (sizes[type] ?? 0);
    const start = bytes <= 4 ? at + 8 : view.getUint32(at + 8, little);
    const isInside = start + bytes <= view.byteLength;
    entries.push({
      ...{ tag: view.getUint16(at, little), type },
      value: isInside ? new Uint8Array(view.buffer, view.byteOffset + start, bytes) : new Uint8Array(),
    });
  }
  return entries;
}

function asText(entries: readonly Entry[], tag: number): string | null {
  const value = entries.find((entry) => entry.tag === tag)?.value;
  return value ? upToZero(value) || null : null;
}

function upToZero(value: Uint8Array): string {
  const zero = value.indexOf(0);
  return textOf(zero === -1 ? value : value.subarray(0, zero)).trim();
}

/** "2026:11:22 18:30:00", in the place's own time, which is this computer's unless the file tells. */
function takenAt(when: string | null, offset: string | null): number | null {
  const parts = /^(\d{4}):(\d\d):(\d\d) (\d\d):(\d\d):(\d\d)$/.exec(when ?? '');
  if (!parts) return null;
  const [, year, month, day, hour, minute, second] = parts;
  const zone = /^[+-]\d\d:\d\d$/.test(offset ?? '') ? offset : '';
  const ms = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone}`).getTime();
  return Number.isNaN(ms) ? null : ms;
}
