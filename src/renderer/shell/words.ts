import { defineWords } from '../i18n/words.ts';

export const shellWords = defineWords({
  en: {
    navigation: 'Main',
    create: 'Create',
    gallery: 'Gallery',
    activity: 'Activity',
    settings: 'Settings',
    running: (count: number) => (count === 1 ? '1 job running' : `${count} jobs running`),
    practice: 'Practice',
    noKey: 'No API key yet',
    practiceHint: 'Practice mode: pictures are drawn on this computer and cost nothing.',
    balance: (credits: string) => `Balance: ${credits}`,
    balanceUnknown: 'Balance not known',
    keyTrouble: 'Key needs attention',
    notices: 'Notices',
    dismiss: 'Dismiss',
    details: 'Details',
    close: 'Close',
    shortcuts: 'Keyboard shortcuts',
    or: 'or',
    groups: { go: 'Go to', create: 'Create', gallery: 'Pictures', organise: 'Organise', viewer: 'In the viewer', help: 'Help' },
    loading: 'Loading…',
    finished: (prompt: string, count: number) => `${count === 1 ? 'Picture' : `${count} pictures`} finished: ${prompt}`,
    failed: (prompt: string, why: string) => `Failed: ${prompt}. ${why}`,
    journalDamaged: (keptAs: string, saved: number) =>
      `The list of jobs was damaged and had to be written anew. ${saved === 1 ? '1 job was' : `${saved} jobs were`} carried over; ` +
      `what isn’t sent yet is paused, so that you can look through it first. The old list was kept as ${keptAs}.`,
    journalEntriesUnreadable: (count: number) =>
      `${count === 1 ? '1 entry' : `${count} entries`} of the list of jobs can’t be read any more, so those jobs aren’t shown. Nothing was deleted.`,
    journalClosed: {
      'read-only': (file: string) =>
        `Nothing can be sent: the list of jobs, ${file}, can’t be written. Allow Afterglow to write there, then start it again. Your pictures can be used as ever.`,
      locked: (file: string) =>
        `Nothing can be sent: another program is using the list of jobs, ${file}. Close it, then start Afterglow again. Your pictures can be used as ever.`,
      newer: (file: string) =>
        `Nothing can be sent: the list of jobs, ${file}, was written by a newer Afterglow. Please use that version. Your pictures can be used as ever.`,
      unreachable: (file: string) =>
        `Nothing can be sent: the list of jobs, ${file}, can’t be opened. Check its folder and disk, then start Afterglow again. Your pictures can be used as ever.`,
    },
    settingsDamaged: (keptAs: string) =>
      `The settings were damaged and were put back to their defaults. The old ones were kept as ${keptAs}.`,
    libraryUnavailable: (folder: string) =>
      `The library folder ${folder} can’t be used at the moment. Reconnect it, or choose another one in Settings.`,
    openSettings: 'Open Settings',
    startFailed: 'Afterglow couldn’t start',
    startFailedText: 'Something unexpected went wrong while opening. Your pictures are safe on your disk.',
    tryAgain: 'Try again',
    dropHere: 'Drop to use as references',
    dropHint: (limit: string, bytes: string) => `PNG, JPEG or WebP, up to ${limit} pictures of ${bytes}`,
  },
  'zh-CN': {
    navigation: '主导航',
    create: '创作',
    gallery: '图库',
    activity: '动态',
    settings: '设置',
    running: (count) => `${count} 个任务正在进行`,
    practice: '练习',
    noKey: '尚未添加 API 密钥',
    practiceHint: '练习模式：图片在本机绘制，不产生费用。',
    balance: (credits) => `余额：${credits}`,
    balanceUnknown: '余额未知',
    keyTrouble: '密钥需要处理',
    notices: '通知',
    dismiss: '关闭',
    details: '详情',
    close: '关闭',
    shortcuts: '键盘快捷键',
    or: '或',
    groups: { go: '前往', create: '创作', gallery: '图片', organise: '整理', viewer: '查看图片时', help: '帮助' },
    loading: '正在载入…',
    finished: (prompt, count) => `${count} 张图片已完成：${prompt}`,
    failed: (prompt, why) => `失败：${prompt}。${why}`,
    journalDamaged: (keptAs, saved) =>
      `任务记录已损坏，已重新建立，并保留了 ${saved} 个任务。尚未发送的任务已暂停，请先查看再继续。旧文件保存为 ${keptAs}。`,
    journalEntriesUnreadable: (count) => `任务记录中有 ${count} 条无法读取，因此不会显示。没有删除任何内容。`,
    journalClosed: {
      'read-only': (file) => `目前无法发送：任务记录 ${file} 不可写入。请允许 Afterglow 写入，然后重新启动。图片仍可照常使用。`,
      locked: (file) => `目前无法发送：另一个程序正在使用任务记录 ${file}。请关闭该程序，然后重新启动 Afterglow。图片仍可照常使用。`,
      newer: (file) => `目前无法发送：任务记录 ${file} 由更新版本的 Afterglow 写入。请使用该版本。图片仍可照常使用。`,
      unreachable: (file) => `目前无法发送：无法打开任务记录 ${file}。请检查所在文件夹和磁盘，然后重新启动 Afterglow。图片仍可照常使用。`,
    },
    settingsDamaged: (keptAs) => `设置文件已损坏，已恢复为默认设置。旧文件保存为 ${keptAs}。`,
    libraryUnavailable: (folder) => `暂时无法使用图库文件夹 ${folder}。请重新连接它，或在“设置”中另选一个文件夹。`,
    openSettings: '打开设置',
    startFailed: 'Afterglow 无法启动',
    startFailedText: '打开时发生了意外错误。你的图片仍安全地保存在磁盘上。',
    tryAgain: '重试',
    dropHere: '松开即可用作参考图',
    dropHint: (limit, bytes) => `PNG、JPEG 或 WebP，最多 ${limit} 张，每张不超过 ${bytes}`,
  },
});
