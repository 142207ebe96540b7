import { existsSync, mkdirSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, isAbsolute, join } from 'node:path';

import type {
  MessageBoxOptions,
  MessageBoxReturnValue,
  OpenDialogOptions,
  OpenDialogReturnValue,
  SaveDialogOptions,
  SaveDialogReturnValue,
} from 'electron';

import type { Question } from './dialog-page.ts';
import { ask, type Entered } from './dialog-window.ts';

const PLAIN: Question = { title: '', message: '', detail: '', buttons: ['OK'], checkbox: null, chooser: null, path: null };

const ABOUT_FOLDERS = 'Write its path; or choose one that has files in it. Chromium will speak of uploading them, but nothing is uploaded.';

export async function askOpen(options: OpenDialogOptions): Promise<OpenDialogReturnValue> {
  const { buttonLabel = 'Open', message = '', properties = [] } = options;
  const folder = properties.includes('openDirectory');
  const mayCreate = properties.some((name) => name === 'createDirectory' || name === 'promptToCreate');
  const multiple = properties.includes('multiSelections');
  const title = options.title ?? `Choose ${folder ? 'a folder' : 'files'}`;
  const question: Question = {
    ...PLAIN,
    title,
    message: title,
    detail: folder ? `${message}\n${ABOUT_FOLDERS}`.trim() : message,
    buttons: ['Cancel', buttonLabel],
    chooser: { folder, multiple, accept: acceptOf(options.filters) },
    path: options.defaultPath ?? (folder ? homedir() : ''),
  };
  const filePaths = await ask(question, (entered) => {
    if (entered.button === 0) return undefined;
    if (folder) return [usableFolder(chosenFolder(entered), mayCreate)];
    return entered.files > 0 ? [...entered.filePaths] : [existingFile(entered.path)];
  });
  return { canceled: filePaths === undefined, filePaths: filePaths ?? [] };
}

function acceptOf(filters: OpenDialogOptions['filters'] = []): string {
  const extensions = filters.flatMap((filter) => filter.extensions);
  return extensions.includes('*') ? '' : extensions.map((extension) => `.${extension}`).join(',');
}

/** The folder that all its files were chosen with. */
function chosenFolder({ filePaths: [first], below, path }: Entered): string {
  if (first === undefined) return path;
  const [top = '', ...inside] = below.split('/');
  return join(first.slice(0, -inside.join('/').length - top.length - 1), top);
}

function existingFile(path: string): string {
  if (!isAbsolute(path)) throw new Error('Choose a file, or write its whole path.');
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) throw new Error('There is no such file.');
  return path;
}

function usableFolder(path: string, mayCreate: boolean): string {
  if (!isAbsolute(path)) throw new Error('Write the whole path of the folder.');
  const found = statSync(path, { throwIfNoEntry: false });
  if (found && !found.isDirectory()) throw new Error('That is not a folder.');
  if (!found && !(mayCreate && existsSync(dirname(path)))) throw new Error('There is no such folder.');
  mkdirSync(path, { recursive: true });
  return path;
}

export async function askSave({
  title = 'Save',
  buttonLabel = 'Save',
  message = '',
  defaultPath = '',
}: SaveDialogOptions): Promise<SaveDialogReturnValue> {
  const path = isAbsolute(defaultPath) ? defaultPath : join(homedir(), defaultPath);
  const question: Question = { ...PLAIN, title, message: title, detail: message, buttons: ['Cancel', buttonLabel], path };
  let confirmed = '';
  const filePath = await ask(question, (entered) => {
    if (entered.button === 0) return undefined;
    const folder = usableFolder(dirname(entered.path), false);
    if (statSync(entered.path, { throwIfNoEntry: false })?.isDirectory()) throw new Error('That is a folder: add a name.');
    if (existsSync(entered.path) && confirmed !== entered.path) {
      confirmed = entered.path;
      throw new Error(`There is a file of this name already. ${buttonLabel} again to replace it.`);
    }
    return join(folder, basename(entered.path));
  });
  return { canceled: filePath === undefined, filePath: filePath ?? '' };
}

export async function askMessage(options: MessageBoxOptions): Promise<MessageBoxReturnValue> {
  const { title = '', message, detail = '', checkboxLabel: label, checkboxChecked: checked = false } = options;
  const labels = options.buttons?.length ? options.buttons : ['OK'];
  const order = withLast(options.defaultId ?? 0, labels.length);
  const buttons = order.map((index) => labels[index] ?? '');
  const question: Question = { ...PLAIN, title, message, detail, buttons, checkbox: label ? { label, checked } : null };
  const given = await ask(question, (entered) => ({ response: order[entered.button] ?? 0, checkboxChecked: entered.checked }));
  return given ?? { response: options.cancelId ?? cancelOf(labels), checkboxChecked: checked };
}

/** The numbers below `count`, one of them last, which in the window is what Enter presses. */
function withLast(last: number, count: number): number[] {
  return [...Array(count).keys()].filter((index) => index !== last).concat(last < count ? last : []);
}

/** As Electron finds it: a button called so, or the first. */
function cancelOf(labels: readonly string[]): number {
  return Math.max(
    0,
    labels.findIndex((label) => /^(cancel|no)$/i.test(label.replaceAll('&', ''))),
  );
}
