import type { Language } from './settings.ts';

/** Where a command stands in the menu and in the list of shortcuts. */
export const commandGroups = ['go', 'create', 'gallery', 'help'] as const;
export type CommandGroup = (typeof commandGroups)[number];

export interface Command {
  readonly group: CommandGroup;
  readonly label: Readonly<Record<Language, string>>;
  /** Key chords, `Mod` being Cmd on macOS and Ctrl elsewhere; the first is the one that is shown. */
  readonly keys: readonly string[];
  /** Whether it stands in the application menu. */
  readonly menu: boolean;
}

/** Every command, once: the menu, the keyboard, the list of shortcuts and the tests all read this table. */
export const commands = {
  'go-create': { group: 'go', label: { en: 'Create', 'zh-CN': '创作' }, keys: ['Mod+1', 'Mod+N'], menu: true },
  'go-gallery': { group: 'go', label: { en: 'Gallery', 'zh-CN': '图库' }, keys: ['Mod+2'], menu: true },
  'go-activity': { group: 'go', label: { en: 'Activity', 'zh-CN': '动态' }, keys: ['Mod+3'], menu: true },
  'go-settings': { group: 'go', label: { en: 'Settings', 'zh-CN': '设置' }, keys: ['Mod+,'], menu: true },
  generate: { group: 'create', label: { en: 'Generate', 'zh-CN': '生成' }, keys: ['Mod+Enter'], menu: true },
  'add-references': { group: 'create', label: { en: 'Add references…', 'zh-CN': '添加参考图…' }, keys: ['Mod+O'], menu: true },
  'focus-prompt': { group: 'create', label: { en: 'Go to the prompt', 'zh-CN': '回到提示词' }, keys: ['Mod+L'], menu: true },
  'pause-queue': {
    group: 'create',
    label: { en: 'Pause or resume sending', 'zh-CN': '暂停或继续发送' },
    keys: ['Mod+Shift+P'],
    menu: true,
  },
  search: { group: 'gallery', label: { en: 'Search pictures', 'zh-CN': '搜索图片' }, keys: ['Mod+F', '/'], menu: true },
  favourite: { group: 'gallery', label: { en: 'Favourite', 'zh-CN': '收藏' }, keys: ['F'], menu: false },
  'reuse-settings': { group: 'gallery', label: { en: 'Reuse settings', 'zh-CN': '沿用设置' }, keys: ['R'], menu: false },
  'use-as-reference': { group: 'gallery', label: { en: 'Use as reference', 'zh-CN': '用作参考图' }, keys: ['U'], menu: false },
  'copy-picture': { group: 'gallery', label: { en: 'Copy', 'zh-CN': '复制' }, keys: ['Mod+C'], menu: false },
  'export-picture': { group: 'gallery', label: { en: 'Export…', 'zh-CN': '导出…' }, keys: ['Mod+E'], menu: true },
  'show-in-folder': { group: 'gallery', label: { en: 'Show in folder', 'zh-CN': '在文件夹中显示' }, keys: ['Mod+Shift+R'], menu: true },
  'move-to-trash': { group: 'gallery', label: { en: 'Move to trash', 'zh-CN': '移到废纸篓' }, keys: ['Delete', 'Backspace'], menu: false },
  'undo-trash': { group: 'gallery', label: { en: 'Undo move to trash', 'zh-CN': '撤销移到废纸篓' }, keys: ['Mod+Z'], menu: false },
  'open-picture': { group: 'gallery', label: { en: 'Open', 'zh-CN': '打开' }, keys: ['Enter', 'Space'], menu: false },
  'previous-picture': { group: 'gallery', label: { en: 'Previous picture', 'zh-CN': '上一张' }, keys: ['ArrowLeft'], menu: false },
  'next-picture': { group: 'gallery', label: { en: 'Next picture', 'zh-CN': '下一张' }, keys: ['ArrowRight'], menu: false },
  close: { group: 'gallery', label: { en: 'Close', 'zh-CN': '关闭' }, keys: ['Escape'], menu: false },
  shortcuts: { group: 'help', label: { en: 'Keyboard shortcuts', 'zh-CN': '键盘快捷键' }, keys: ['?', 'Mod+/'], menu: true },
} as const satisfies Readonly<Record<string, Command>>;

export type CommandId = keyof typeof commands;
