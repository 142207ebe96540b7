import type { BrowserWindow, Dialog, OpenDialogOptions } from 'electron';

interface ChoosingDesk {
  readonly dialog: Pick<Dialog, 'showOpenDialog'>;
  readonly window: () => BrowserWindow | null;
}

/** Asks for files or folders; empty when the person changed their mind. */
export async function choosePaths({ dialog, window }: ChoosingDesk, options: OpenDialogOptions): Promise<readonly string[]> {
  const parent = window();
  const { canceled, filePaths } = await (parent ? dialog.showOpenDialog(parent, options) : dialog.showOpenDialog(options));
  return canceled ? [] : filePaths;
}

export async function chooseFolder(desk: ChoosingDesk, title: string): Promise<string | null> {
  const [folder] = await choosePaths(desk, { title, properties: ['openDirectory', 'createDirectory'] });
  return folder ?? null;
}
