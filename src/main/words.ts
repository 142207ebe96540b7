import type { CommandGroup } from '../shared/command.ts';
import type { Language, Settings } from '../shared/settings.ts';

/** The few sentences that the main process says itself: menus, notifications, the system's dialogs. */
export interface Words {
  readonly language: Language;
  readonly menus: Readonly<Record<CommandGroup | 'edit' | 'view' | 'window', string>>;
  readonly roles: Readonly<Record<MenuRole, string>>;
  readonly finished: (pictures: number) => string;
  readonly failed: string;
  readonly needsDecision: string;
  readonly chooseReferences: string;
  readonly pictureFiles: string;
  readonly chooseLibraryFolder: string;
  readonly chooseExportFolder: string;
  readonly chooseExportZip: string;
  readonly chooseImportFiles: string;
  readonly chooseImportFolder: string;
  readonly chooseNewPlace: string;
  readonly exportLedger: string;
  readonly choosePicture: string;
  readonly chooseMask: string;
  readonly exportMask: string;
  readonly maskFile: string;
  readonly saveReport: string;
  readonly textFiles: string;
  /** Stands at the head of the report. */
  readonly reportIntro: string;
}

export type MenuRole =
  | 'about'
  | 'hide'
  | 'hideOthers'
  | 'unhide'
  | 'services'
  | 'quit'
  | 'undo'
  | 'redo'
  | 'cut'
  | 'copy'
  | 'paste'
  | 'selectAll'
  | 'resetZoom'
  | 'zoomIn'
  | 'zoomOut'
  | 'togglefullscreen'
  | 'minimize'
  | 'zoom'
  | 'front'
  | 'close';

const english: Words = {
  language: 'en',
  menus: {
    go: 'Go',
    create: 'Create',
    gallery: 'Gallery',
    organise: 'Organise',
    viewer: 'Picture',
    editor: 'Editor',
    help: 'Help',
    edit: 'Edit',
    view: 'View',
    window: 'Window',
  },
  roles: {
    about: 'About Afterglow',
    hide: 'Hide Afterglow',
    hideOthers: 'Hide Others',
    unhide: 'Show All',
    services: 'Services',
    quit: 'Quit Afterglow',
    undo: 'Undo',
    redo: 'Redo',
    cut: 'Cut',
    copy: 'Copy',
    paste: 'Paste',
    selectAll: 'Select All',
    resetZoom: 'Actual Size',
    zoomIn: 'Zoom In',
    zoomOut: 'Zoom Out',
    togglefullscreen: 'Full Screen',
    minimize: 'Minimize',
    zoom: 'Zoom',
    front: 'Bring All to Front',
    close: 'Close Window',
  },
  finished: (pictures) => (pictures === 1 ? 'Your picture is ready' : `Your ${pictures} pictures are ready`),
  failed: 'A picture could not be made',
  needsDecision: 'A picture needs your decision',
  chooseReferences: 'Choose references',
  pictureFiles: 'Pictures (PNG, JPEG, WebP)',
  chooseLibraryFolder: 'Choose the library folder',
  chooseExportFolder: 'Choose a folder to export to',
  chooseExportZip: 'Export as a ZIP file',
  chooseImportFiles: 'Choose pictures to import',
  chooseImportFolder: 'Choose a folder to import',
  chooseNewPlace: 'Choose an empty folder to move the library to',
  exportLedger: 'Export the ledger',
  choosePicture: 'Choose a picture to edit',
  chooseMask: 'Choose a picture to use as a mask',
  exportMask: 'Export the mask',
  maskFile: 'mask',
  saveReport: 'Save the diagnostics report',
  textFiles: 'Text',
  reportIntro: [
    'This is for a support request. Read it before you send it: you can take out whatever you like.',
    'It says what the app and its jobs did. It holds no API key, no prompt, no picture, no name of a file or folder of yours,',
    'and no link that leads to a picture; where such a text stood, only its length is given.',
  ].join('\n'),
};

const chinese: Words = {
  language: 'zh-CN',
  menus: {
    go: '前往',
    create: '创作',
    gallery: '图库',
    organise: '整理',
    viewer: '图片',
    editor: '编辑器',
    help: '帮助',
    edit: '编辑',
    view: '显示',
    window: '窗口',
  },
  roles: {
    about: '关于 Afterglow',
    hide: '隐藏 Afterglow',
    hideOthers: '隐藏其他',
    unhide: '全部显示',
    services: '服务',
    quit: '退出 Afterglow',
    undo: '撤销',
    redo: '重做',
    cut: '剪切',
    copy: '拷贝',
    paste: '粘贴',
    selectAll: '全选',
    resetZoom: '实际大小',
    zoomIn: '放大',
    zoomOut: '缩小',
    togglefullscreen: '全屏幕',
    minimize: '最小化',
    zoom: '缩放',
    front: '前置全部窗口',
    close: '关闭窗口',
  },
  finished: (pictures) => (pictures === 1 ? '图片已生成' : `${pictures} 张图片已生成`),
  failed: '有一张图片未能生成',
  needsDecision: '有一张图片需要你来决定',
  chooseReferences: '选择参考图',
  pictureFiles: '图片（PNG、JPEG、WebP）',
  chooseLibraryFolder: '选择图库文件夹',
  chooseExportFolder: '选择导出到的文件夹',
  chooseExportZip: '导出为 ZIP 文件',
  chooseImportFiles: '选择要导入的图片',
  chooseImportFolder: '选择要导入的文件夹',
  chooseNewPlace: '选择一个空文件夹，把图库移到那里',
  exportLedger: '导出账目',
  choosePicture: '选择要编辑的图片',
  chooseMask: '选择用作蒙版的图片',
  exportMask: '导出蒙版',
  maskFile: '蒙版',
  saveReport: '保存诊断报告',
  textFiles: '文本',
  reportIntro: [
    '此报告用于向客服求助。发送之前请先看一遍，不想提供的内容可以删去。',
    '报告只说明应用和任务做了什么，不含 API 密钥、提示词、图片、你的文件名和文件夹名，也不含图片链接；',
    '原有这些文字的地方只留下长度。',
  ].join('\n'),
};

export const words: Readonly<Record<Language, Words>> = { en: english, 'zh-CN': chinese };

/** What `system` means: Chinese where the system speaks Chinese of any kind, otherwise English. */
export function languageOf(locale: string): Language {
  return /^zh\b/i.test(locale) ? 'zh-CN' : 'en';
}

/** The language that the settings ask for. */
export function languageIn({ language }: Settings, systemLanguage: Language): Language {
  return language === 'system' ? systemLanguage : language;
}
