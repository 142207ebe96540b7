import { createFromPath, NativeImage } from './native-image.ts';
import { record } from './recorded.ts';

/** What `webContents.startDrag` is given, by an app that may have no types. */
export interface DragItem {
  readonly file?: string;
  /** Before `file`. */
  readonly files?: readonly string[];
  readonly icon?: unknown;
}

/** Only writes down what would be dragged: no pointer can carry it out of Chromium. Refuses what Electron refuses. */
export function startDrag({ file, files = file === undefined ? [] : [file], icon }: DragItem): void {
  if (icon === undefined) throw new Error("'icon' parameter is required");
  if (imageOf(icon).isEmpty()) return;
  if (files.length === 0) throw new Error("Must specify either 'file' or 'files' option");
  record('webContents.startDrag', files);
}

function imageOf(icon: unknown): NativeImage {
  if (icon instanceof NativeImage) return icon;
  if (typeof icon !== 'string') throw new Error('Argument must be a file path or a NativeImage');
  const image = createFromPath(icon);
  if (image.isEmpty()) throw new Error(`Failed to load image from path '${icon}'`);
  return image;
}
