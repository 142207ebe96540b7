import { defineWords } from '../i18n/words.ts';

/** The library's part of the settings. */
export const librarySectionWords = defineWords({
  en: {
    library: 'Library',
    text: 'Your pictures are plain files in plain folders, and stay when the app goes.',
    folder: 'Library folder',
    move: 'Move…',
    openOther: 'Open another…',
    showFolder: 'Show in folder',
    holds: (count: number, formatted: string, bytes: string) => (count === 1 ? `1 picture, ${bytes}.` : `${formatted} pictures, ${bytes}.`),
    inTrash: (_count: number, formatted: string) => `${formatted} in the trash.`,
    records: 'What is known of them lies beside them in .afterglow; the index there can be deleted and comes back.',
    trouble: {
      missing: {
        fact: (count: number, formatted: string) => (count === 1 ? '1 picture is missing.' : `${formatted} pictures are missing.`),
        hint: 'Their files aren’t in the library folder any more. Put them back, wherever in it, and they are found.',
      },
      damaged: {
        fact: (count: number, formatted: string) => (count === 1 ? '1 picture is damaged.' : `${formatted} pictures are damaged.`),
        hint: 'Their files hold other bytes than they did. A copy of the right one, put into the folder, makes them whole.',
      },
    },
    showThem: 'Show in the gallery',
    known: 'Libraries',
    isOpen: 'Open now',
    notThere: 'Not there now',
    open: 'Open',
    openNamed: (name: string) => `Open ${name}`,
    forget: 'Forget',
    forgetNamed: (name: string) => `Forget ${name}`,
    forgetHint: 'Forgetting takes a library off this list. Its files stay where they are.',
    moveTitle: 'Move the library?',
    moveText:
      'Choose an empty folder, or make a new one. On the same disk it takes a moment. To another disk every file is copied and compared first, and only then removed here. You can go on working, and call it off until the copies are complete.',
    moveNow: 'Choose a folder…',
    care: {
      verify: {
        name: 'Check every picture',
        hint: 'Reads each file and compares it with what it was when it came. Finds what a disk has lost.',
        action: 'Check',
      },
      rebuild: {
        name: 'Rebuild the index',
        hint: 'Makes the index anew from the files and what is recorded of them. The gallery can be used meanwhile.',
        action: 'Rebuild',
      },
      duplicates: {
        name: 'Find duplicates',
        hint: 'Looks for files in the library folder that hold the same picture more than once.',
        action: 'Find',
      },
    },
  },
  'zh-CN': {
    library: '图库',
    text: '图片是普通文件夹里的普通文件，即使不再使用本应用也依然存在。',
    folder: '图库文件夹',
    move: '移动…',
    openOther: '打开其他图库…',
    showFolder: '在文件夹中显示',
    holds: (_count, formatted, bytes) => `${formatted} 张图片，${bytes}。`,
    inTrash: (_count, formatted) => `废纸篓中有 ${formatted} 张。`,
    records: '图片的相关记录在旁边的 .afterglow 中；其中的索引可以删除，会自动重建。',
    trouble: {
      missing: {
        fact: (_count, formatted) => `${formatted} 张图片的文件缺失。`,
        hint: '文件已不在图库文件夹中。放回文件夹内的任意位置，就会被重新找到。',
      },
      damaged: {
        fact: (_count, formatted) => `${formatted} 张图片的文件已损坏。`,
        hint: '文件内容与原来不同。将完好的副本放入文件夹，即可恢复。',
      },
    },
    showThem: '在图库中显示',
    known: '图库列表',
    isOpen: '当前打开',
    notThere: '目前不在',
    open: '打开',
    openNamed: (name) => `打开 ${name}`,
    forget: '移除',
    forgetNamed: (name) => `移除 ${name}`,
    forgetHint: '移除只会让图库从此列表中消失，文件保持原样。',
    moveTitle: '移动图库？',
    moveText:
      '请选择一个空文件夹，或新建一个。在同一磁盘上只需片刻；移到其他磁盘时，会先复制并核对每个文件，然后才删除原处的文件。期间可以继续使用，在复制完成之前也可以取消。',
    moveNow: '选择文件夹…',
    care: {
      verify: { name: '检查每张图片', hint: '读取每个文件，并与存入时的内容比较，找出磁盘上丢失的数据。', action: '检查' },
      rebuild: { name: '重建索引', hint: '根据文件和记录重新建立索引。期间可以继续使用图库。', action: '重建' },
      duplicates: { name: '查找重复图片', hint: '查找图库文件夹中内容相同的重复文件。', action: '查找' },
    },
  },
});
