import type { Language } from '../../../shared/settings.ts';

const en = {
  empty: 'The file is empty.',
  'not-a-picture': 'This is not a PNG, JPEG or WebP picture, whatever its name says.',
  unsupported: (format: string) => `This is ${format}. Save it as PNG, JPEG or WebP in another program first.`,
  animated: 'This picture moves. Only still ones can be taken in.',
  damaged: 'The picture is damaged or cut off: it can’t be opened.',
  'too-many-pixels': (widthPx: number, heightPx: number) => `${widthPx} × ${heightPx} are more than the 100 megapixels that can be opened.`,
  'too-many-bytes': (maxMB: number) => `The file is larger than ${maxMB} MB.`,
  changing: 'Another program is still writing to this file. Try again when it has finished.',
  link: 'This is a link to another place. Links aren’t followed: choose what it leads to.',
  'no-permission': 'You have no permission to read this.',
  gone: 'This was there a moment ago, and is gone.',
  'strange-name': 'The name isn’t valid text, so the file can’t be opened. Give it another name.',
  'forbidden-name': 'The name holds a \\ or a colon, which not every system can have. Give the file another name.',
  'not-a-file': 'This is neither a file nor a folder, but a device, a pipe or a socket.',
  unreadable: (code: string) => `The system can’t read this (${code}).`,
  'too-deep': 'The folders are nested too deeply.',
  known: (path: string) => `The same picture is in the library: ${path}.`,
  trashed: 'The same picture is in the library’s trash.',
  twice: (file: string) => `The same picture as ${file}.`,
  'newer-record': 'A newer version of Afterglow keeps this picture here. Open the library with that version.',
};

export type ImportWords = typeof en;

const zh: ImportWords = {
  empty: '文件是空的。',
  'not-a-picture': '这不是 PNG、JPEG 或 WebP 图片，无论文件名怎么写。',
  unsupported: (format) => `这是 ${format}。请先用其他程序另存为 PNG、JPEG 或 WebP。`,
  animated: '这是动图，只能导入静态图片。',
  damaged: '图片已损坏或不完整，无法打开。',
  'too-many-pixels': (widthPx, heightPx) => `${widthPx} × ${heightPx} 超过了可打开的 1 亿像素上限。`,
  'too-many-bytes': (maxMB) => `文件超过 ${maxMB} MB。`,
  changing: '另一个程序仍在写入此文件，请等它完成后再试。',
  link: '这是指向别处的链接。不会跟随链接，请直接选择它指向的内容。',
  'no-permission': '你没有读取它的权限。',
  gone: '它刚才还在，现在不见了。',
  'strange-name': '文件名不是有效的文字，无法打开。请重命名。',
  'forbidden-name': '文件名含有 \\ 或冒号，并非所有系统都允许。请重命名。',
  'not-a-file': '这既不是文件也不是文件夹，而是设备、管道或套接字。',
  unreadable: (code) => `系统无法读取它（${code}）。`,
  'too-deep': '文件夹嵌套过深。',
  known: (path) => `图库中已有同一张图片：${path}。`,
  trashed: '图库的废纸篓中已有同一张图片。',
  twice: (file) => `与 ${file} 是同一张图片。`,
  'newer-record': '新版本的 Afterglow 在这里保存着这张图片，请用新版本打开图库。',
};

/** What the report says of a file, for the person who chose it. */
export const importWords: Readonly<Record<Language, ImportWords>> = { en, 'zh-CN': zh };
