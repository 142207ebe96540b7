import type { Language } from './settings.ts';

/** Where a command stands in the menu and in the list of shortcuts. */
export const commandGroups = ['go', 'create', 'gallery', 'organise', 'viewer', 'editor', 'help'] as const;
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
  'import-files': { group: 'gallery', label: { en: 'Add pictures…', 'zh-CN': '添加图片…' }, keys: ['Mod+Shift+I'], menu: true },
  'import-folder': { group: 'gallery', label: { en: 'Add a folder…', 'zh-CN': '添加文件夹…' }, keys: ['Mod+Shift+O'], menu: true },
  favourite: { group: 'gallery', label: { en: 'Favourite', 'zh-CN': '收藏' }, keys: ['F'], menu: false },
  'reuse-settings': { group: 'gallery', label: { en: 'Reuse settings', 'zh-CN': '沿用设置' }, keys: ['R'], menu: false },
  'use-as-reference': { group: 'gallery', label: { en: 'Use as reference', 'zh-CN': '用作参考图' }, keys: ['U'], menu: false },
  'edit-picture': { group: 'gallery', label: { en: 'Edit', 'zh-CN': '编辑' }, keys: ['E'], menu: true },
  'copy-picture': { group: 'gallery', label: { en: 'Copy', 'zh-CN': '复制' }, keys: ['Mod+C'], menu: false },
  'export-picture': { group: 'gallery', label: { en: 'Export…', 'zh-CN': '导出…' }, keys: ['Mod+E'], menu: true },
  'show-in-folder': { group: 'gallery', label: { en: 'Show in folder', 'zh-CN': '在文件夹中显示' }, keys: ['Mod+Shift+R'], menu: true },
  'move-to-trash': { group: 'gallery', label: { en: 'Move to trash', 'zh-CN': '移到废纸篓' }, keys: ['Delete', 'Backspace'], menu: false },
  undo: { group: 'gallery', label: { en: 'Undo', 'zh-CN': '撤销' }, keys: ['Mod+Z'], menu: false },
  'rate-0': { group: 'gallery', label: { en: 'No stars', 'zh-CN': '不评分' }, keys: ['0'], menu: false },
  'rate-1': { group: 'gallery', label: { en: 'One star', 'zh-CN': '一星' }, keys: ['1'], menu: false },
  'rate-2': { group: 'gallery', label: { en: 'Two stars', 'zh-CN': '二星' }, keys: ['2'], menu: false },
  'rate-3': { group: 'gallery', label: { en: 'Three stars', 'zh-CN': '三星' }, keys: ['3'], menu: false },
  'rate-4': { group: 'gallery', label: { en: 'Four stars', 'zh-CN': '四星' }, keys: ['4'], menu: false },
  'rate-5': { group: 'gallery', label: { en: 'Five stars', 'zh-CN': '五星' }, keys: ['5'], menu: false },
  pick: { group: 'gallery', label: { en: 'Pick, or not any more', 'zh-CN': '选用或取消选用' }, keys: ['P'], menu: false },
  reject: { group: 'gallery', label: { en: 'Reject, or not any more', 'zh-CN': '弃用或取消弃用' }, keys: ['X'], menu: false },
  'compare-pictures': { group: 'gallery', label: { en: 'Compare…', 'zh-CN': '比较…' }, keys: ['C'], menu: true },
  'open-picture': { group: 'gallery', label: { en: 'Open', 'zh-CN': '打开' }, keys: ['Enter', 'Space'], menu: false },
  'previous-picture': {
    group: 'gallery',
    label: { en: 'Previous picture', 'zh-CN': '上一张' },
    keys: ['ArrowLeft', 'PageUp'],
    menu: false,
  },
  'next-picture': { group: 'gallery', label: { en: 'Next picture', 'zh-CN': '下一张' }, keys: ['ArrowRight', 'PageDown'], menu: false },
  close: { group: 'gallery', label: { en: 'Close', 'zh-CN': '关闭' }, keys: ['Escape'], menu: false },
  filter: { group: 'organise', label: { en: 'Filter pictures', 'zh-CN': '筛选图片' }, keys: ['Mod+Shift+F'], menu: true },
  'save-search': { group: 'organise', label: { en: 'Save this search…', 'zh-CN': '保存此搜索…' }, keys: ['Mod+S'], menu: true },
  'new-collection': { group: 'organise', label: { en: 'New collection', 'zh-CN': '新建图集' }, keys: ['Mod+Shift+N'], menu: true },
  'toggle-rail': { group: 'organise', label: { en: 'Show or hide the sidebar', 'zh-CN': '显示或隐藏侧边栏' }, keys: ['Mod+B'], menu: true },
  curate: { group: 'organise', label: { en: 'Curate…', 'zh-CN': '挑选…' }, keys: ['Mod+Shift+K'], menu: true },
  'edit-tags': { group: 'organise', label: { en: 'Tags…', 'zh-CN': '标签…' }, keys: ['T'], menu: false },
  'edit-collections': { group: 'organise', label: { en: 'Add to a collection…', 'zh-CN': '加入图集…' }, keys: ['A'], menu: false },
  unflag: { group: 'organise', label: { en: 'Neither, while curating', 'zh-CN': '取消标记（挑选时）' }, keys: ['U'], menu: false },
  'show-family': { group: 'viewer', label: { en: 'Family tree', 'zh-CN': '来历图' }, keys: ['G'], menu: true },
  'back-in-family': {
    group: 'viewer',
    label: { en: 'Back along the family', 'zh-CN': '沿来历返回' },
    keys: ['Mod+ArrowLeft'],
    menu: false,
  },
  'show-details': { group: 'viewer', label: { en: 'Details', 'zh-CN': '详情' }, keys: ['I'], menu: true },
  'previous-of-job': {
    group: 'viewer',
    label: { en: 'Previous of the same job', 'zh-CN': '同一任务的上一张' },
    keys: ['Shift+ArrowLeft'],
    menu: false,
  },
  'next-of-job': {
    group: 'viewer',
    label: { en: 'Next of the same job', 'zh-CN': '同一任务的下一张' },
    keys: ['Shift+ArrowRight'],
    menu: false,
  },
  'zoom-fit': { group: 'viewer', label: { en: 'Fit in the window', 'zh-CN': '适合窗口' }, keys: ['Mod+0'], menu: false },
  'zoom-actual': { group: 'viewer', label: { en: 'Actual pixels (1:1)', 'zh-CN': '实际像素（1:1）' }, keys: ['Mod+1'], menu: false },
  'zoom-in': { group: 'viewer', label: { en: 'Zoom in', 'zh-CN': '放大' }, keys: ['Plus', 'Mod+Plus'], menu: false },
  'zoom-out': { group: 'viewer', label: { en: 'Zoom out', 'zh-CN': '缩小' }, keys: ['-', 'Mod+-'], menu: false },
  'pan-left': { group: 'viewer', label: { en: 'Move left when zoomed in', 'zh-CN': '放大时左移' }, keys: ['ArrowLeft'], menu: false },
  'pan-right': { group: 'viewer', label: { en: 'Move right when zoomed in', 'zh-CN': '放大时右移' }, keys: ['ArrowRight'], menu: false },
  'pan-up': { group: 'viewer', label: { en: 'Move up when zoomed in', 'zh-CN': '放大时上移' }, keys: ['ArrowUp'], menu: false },
  'pan-down': { group: 'viewer', label: { en: 'Move down when zoomed in', 'zh-CN': '放大时下移' }, keys: ['ArrowDown'], menu: false },
  'compare-side-by-side': { group: 'viewer', label: { en: 'Compare side by side', 'zh-CN': '并排比较' }, keys: ['S'], menu: false },
  'compare-slider': { group: 'viewer', label: { en: 'Compare with a slider', 'zh-CN': '滑块比较' }, keys: ['L'], menu: false },
  blink: { group: 'viewer', label: { en: 'Compare by blinking', 'zh-CN': '闪烁比较' }, keys: ['B'], menu: false },
  'open-for-editing': {
    group: 'editor',
    label: { en: 'Open a picture to edit…', 'zh-CN': '打开要编辑的图片…' },
    keys: ['Mod+O'],
    menu: true,
  },
  'send-edit': { group: 'editor', label: { en: 'Edit picture', 'zh-CN': '编辑图片' }, keys: ['Mod+Enter'], menu: false },
  'tool-brush': { group: 'editor', label: { en: 'Brush', 'zh-CN': '画笔' }, keys: ['B'], menu: false },
  'tool-eraser': { group: 'editor', label: { en: 'Eraser', 'zh-CN': '橡皮擦' }, keys: ['E'], menu: false },
  'tool-lasso': { group: 'editor', label: { en: 'Lasso', 'zh-CN': '套索' }, keys: ['L'], menu: false },
  'tool-polygon': { group: 'editor', label: { en: 'Polygon', 'zh-CN': '多边形' }, keys: ['P'], menu: false },
  'tool-rectangle': { group: 'editor', label: { en: 'Rectangle', 'zh-CN': '矩形' }, keys: ['M', 'R'], menu: false },
  'tool-ellipse': { group: 'editor', label: { en: 'Ellipse', 'zh-CN': '椭圆' }, keys: ['O'], menu: false },
  'tool-wand': { group: 'editor', label: { en: 'Magic wand', 'zh-CN': '魔棒' }, keys: ['W'], menu: false },
  'tool-quick-select': { group: 'editor', label: { en: 'Quick select', 'zh-CN': '快速选择' }, keys: ['Q'], menu: false },
  'tool-pan': { group: 'editor', label: { en: 'Pan', 'zh-CN': '移动视图' }, keys: ['H'], menu: false },
  'brush-smaller': { group: 'editor', label: { en: 'Smaller brush', 'zh-CN': '缩小画笔' }, keys: ['['], menu: false },
  'brush-larger': { group: 'editor', label: { en: 'Larger brush', 'zh-CN': '放大画笔' }, keys: [']'], menu: false },
  'brush-softer': { group: 'editor', label: { en: 'Softer brush', 'zh-CN': '柔化画笔' }, keys: ['{'], menu: false },
  'brush-harder': { group: 'editor', label: { en: 'Harder brush', 'zh-CN': '硬化画笔' }, keys: ['}'], menu: false },
  'swap-combination': { group: 'editor', label: { en: 'Add or subtract', 'zh-CN': '切换添加与减去' }, keys: ['X'], menu: false },
  'mask-invert': { group: 'editor', label: { en: 'Invert the mask', 'zh-CN': '反选蒙版' }, keys: ['Mod+I'], menu: true },
  'mask-fill': { group: 'editor', label: { en: 'Mark everything', 'zh-CN': '全部标记' }, keys: ['Mod+A'], menu: true },
  'mask-clear': { group: 'editor', label: { en: 'Clear the mask', 'zh-CN': '清除蒙版' }, keys: ['Mod+D'], menu: true },
  'last-mask': { group: 'editor', label: { en: 'Last mask', 'zh-CN': '上次的蒙版' }, keys: ['Mod+Shift+D'], menu: true },
  redo: { group: 'editor', label: { en: 'Redo', 'zh-CN': '重做' }, keys: ['Mod+Shift+Z', 'Mod+Y'], menu: false },
  'mask-look': { group: 'editor', label: { en: 'Show the mask differently', 'zh-CN': '切换蒙版显示方式' }, keys: ['V'], menu: false },
  shortcuts: { group: 'help', label: { en: 'Keyboard shortcuts', 'zh-CN': '键盘快捷键' }, keys: ['?', 'Mod+/'], menu: true },
} as const satisfies Readonly<Record<string, Command>>;

export type CommandId = keyof typeof commands;
