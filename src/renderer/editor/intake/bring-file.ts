import type { Bridge } from '../../../shared/bridge.ts';
import { Failure } from '../../../shared/failure.ts';
import { droppedFileMaxBytes } from '../../../shared/input.ts';
import type { Picture } from '../../../shared/picture.ts';

/** Takes one dropped or pasted picture into the library: by its path where it has one, so that its name is known and a large file needn't cross. */
export async function bringFile(edits: Pick<Bridge['edits'], 'bring'>, pathOf: (file: File) => string, file: File): Promise<Picture> {
  const path = pathOf(file);
  if (path !== '') return edits.bring({ path });
  if (file.size > droppedFileMaxBytes) {
    const because = { why: 'file-too-large', file: file.name, mostBytes: droppedFileMaxBytes } as const;
    throw new Failure('too-large', `${file.name} is larger than 64 MB.`, { because });
  }
  return edits.bring({ name: file.name.slice(0, 500), bytes: new Uint8Array(await file.arrayBuffer()) });
}
