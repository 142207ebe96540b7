import type { Reason } from '../../shared/failure-reason.ts';
import type { FailureCode, FailureData } from '../../shared/failure.ts';
import { failureWords } from './failure-words.ts';
import type { Language } from './language.svelte.ts';
import { defineWords } from './words.ts';

/** Why exactly something could not be done, and what would help. */
const reasonWords = defineWords({
  en: {
    'not-a-picture': 'This is not a PNG, JPEG or WebP picture, whatever its name says.',
    damaged: 'The picture is damaged or cut off, so it can’t be opened.',
    animated: 'This picture moves. Only still ones can be used.',
    'too-many-pixels': 'The picture has more than the 100 megapixels that can be opened.',
    'file-gone': 'The picture’s file isn’t in the library folder any more. Put it back, then try again.',
    'file-changed': 'Another program has changed the picture’s file.',
    'not-in-library': 'The picture isn’t in the library any more.',
    'nothing-painted': 'Nothing is marked, so nothing would change. Paint over what should change, then try again.',
    'no-masks': 'The chosen model doesn’t work with masks. Clear the mask, or choose another model in Settings.',
    'mask-with-references': 'With a mask, no further pictures can be sent. Remove them, or clear the mask.',
    'mask-gone': 'The mask is gone from the library folder. Paint it anew.',
    'mask-not-usable': 'This file isn’t a mask that can be used.',
    'mask-other-size': 'The mask isn’t as large as the picture that is edited. Clear it, then paint it anew.',
    'extended-too-far': 'The extended picture would have more than 100 megapixels. Extend it by less.',
    'picture-other-size': 'The picture isn’t as large any more as when it was opened here. Open it anew.',
    'other-picture': 'The answer shows another picture than the one that was sent, so it can’t be laid over it.',
    'not-an-answer': 'This picture isn’t the answer to a masked edit.',
    'source-gone': 'What this edit is made from is gone from the library folder.',
    'source-changed': 'Another program has changed what this edit was made from, so nothing was laid over it.',
    'unkeepable-mask-gone':
      'What was painted for this edit is gone from the library folder, so no answer could be laid over the picture. Nothing was sent or charged. Open the picture in the editor and paint it anew.',
    'unkeepable-sent-gone':
      'What is sent for this edit is gone from the library folder, so no answer could be laid over the picture. Nothing was sent or charged. Open the picture in the editor and ask for it anew.',
    'unkeepable-original-gone':
      'The picture that this edit is of is gone from the library folder, so no answer could be laid over it. Nothing was sent or charged. Put its file back, or edit another picture.',
    'work-ended': 'The work on the picture broke off before it was done. Nothing was changed.',
    'disk-has-no-room': 'There is no room left on the disk.',
    'library-away': 'The library folder is gone, or can’t be written.',
    'library-interrupted': 'What looks after the library had to be started anew meanwhile.',
    'gone-at-service': 'The picture is no longer at the service.',
    'link-not-followed': 'The service named a link for the picture that isn’t safe to follow.',
    'too-many-bytes': (most: string) => `The file is larger than ${most}.`,
    'file-too-large': (file: string, most: string) => `“${file}” is larger than ${most}. Save a smaller copy, and choose that.`,
    'file-unreadable': (file: string) => `“${file}” can’t be read.`,
    'too-little-memory': (needed: string, room: string, all: string) =>
      `To lay an answer over this picture would take ${needed} of memory. Of this computer’s ${all}, Afterglow takes ${room} at most.`,
    'too-little-room': (needed: string, free: string) => `${needed} are needed on the library’s disk, and ${free} are free.`,
    'some-kept': (kept: string, all: string) => `${kept} of ${all} pictures are in the library.`,
  },
  'zh-CN': {
    'not-a-picture': '这不是 PNG、JPEG 或 WebP 图片，无论文件名怎么写。',
    damaged: '图片已损坏或不完整，无法打开。',
    animated: '这是动图，只能使用静态图片。',
    'too-many-pixels': '图片超过了可打开的 1 亿像素上限。',
    'file-gone': '图片文件已不在图库文件夹中。请放回原处后重试。',
    'file-changed': '图片文件被其他程序改动过。',
    'not-in-library': '这张图片已不在图库中。',
    'nothing-painted': '没有标记任何部分，因此不会有任何改变。请涂抹要改变的部分后重试。',
    'no-masks': '所选模型不支持蒙版。请清除蒙版，或在“设置”中选择其他模型。',
    'mask-with-references': '使用蒙版时不能再发送其他图片。请移除它们，或清除蒙版。',
    'mask-gone': '蒙版已不在图库文件夹中，请重新涂抹。',
    'mask-not-usable': '这个文件不能用作蒙版。',
    'mask-other-size': '蒙版与正在编辑的图片大小不同。请清除后重新涂抹。',
    'extended-too-far': '扩展后的图片会超过 1 亿像素。请减小扩展范围。',
    'picture-other-size': '图片的大小与在此打开时不同，请重新打开。',
    'other-picture': '结果与发送的不是同一张图片，无法叠加在上面。',
    'not-an-answer': '这张图片不是蒙版编辑的结果。',
    'source-gone': '此编辑所依据的文件已不在图库文件夹中。',
    'source-changed': '此编辑所依据的文件被其他程序改动过，因此没有叠加任何内容。',
    'unkeepable-mask-gone':
      '此编辑涂抹的蒙版已不在图库文件夹中，结果将无法叠加到图片上。没有发送任何内容，也没有扣费。请在编辑器中打开图片并重新涂抹。',
    'unkeepable-sent-gone':
      '此编辑要发送的文件已不在图库文件夹中，结果将无法叠加到图片上。没有发送任何内容，也没有扣费。请在编辑器中打开图片并重新提交。',
    'unkeepable-original-gone':
      '要编辑的图片已不在图库文件夹中，结果将无法叠加到它上面。没有发送任何内容，也没有扣费。请把文件放回原处，或编辑其他图片。',
    'work-ended': '图片处理中途中断，没有任何改变。',
    'disk-has-no-room': '磁盘已没有剩余空间。',
    'library-away': '图库文件夹不存在或无法写入。',
    'library-interrupted': '其间管理图库的程序不得不重新启动。',
    'gone-at-service': '服务上已没有这张图片。',
    'link-not-followed': '服务给出的图片链接不安全，没有打开。',
    'too-many-bytes': (most) => `文件超过 ${most}。`,
    'file-too-large': (file, most) => `“${file}”超过 ${most}。请另存为较小的副本，然后选择该副本。`,
    'file-unreadable': (file) => `无法读取“${file}”。`,
    'too-little-memory': (needed, room, all) =>
      `把结果叠加到这张图片上需要 ${needed} 内存。这台电脑共有 ${all}，Afterglow 最多使用 ${room}。`,
    'too-little-room': (needed, free) => `图库所在的磁盘需要 ${needed}，现有 ${free}。`,
    'some-kept': (kept, all) => `${all} 张图片中有 ${kept} 张已在图库中。`,
  },
});

/** Their general sentence only says that there are details, or less than these. */
const saidByReasons: readonly FailureCode[] = ['invalid', 'bad-picture', 'too-large'];

/** What is said of a failure where there is room for one sentence. */
export function failureSentence(failure: Pick<FailureData, 'code' | 'because'>, language: Language): string {
  const exact = saidByReasons.includes(failure.code) ? reasonsOf(failure, language) : null;
  return exact ?? language.of(failureWords)[failure.code];
}

/** Why exactly, in the person's language; null where there is no more than the original message. */
export function reasonsOf({ because = [] }: Pick<FailureData, 'because'>, language: Language): string | null {
  if (because.length === 0) return null;
  return because.map((reason) => sentenceOf(reason, language)).join(language.current === 'en' ? ' ' : '');
}

function sentenceOf(reason: Reason, language: Language): string {
  const t = language.of(reasonWords);
  const { format } = language;
  if (reason.why === 'said') return reason.words;
  if (reason.why === 'file-unreadable') return t[reason.why](reason.file);
  if (reason.why === 'file-too-large') return t[reason.why](reason.file, format.bytes(reason.mostBytes));
  if (reason.why === 'too-many-bytes') return t[reason.why](format.bytes(reason.mostBytes));
  if (reason.why === 'too-little-room') return t[reason.why](format.bytes(reason.neededBytes), format.bytes(reason.freeBytes));
  if (reason.why === 'some-kept') return t[reason.why](format.number(reason.kept), format.number(reason.all));
  if (reason.why !== 'too-little-memory') return t[reason.why];
  return t[reason.why](format.bytes(reason.neededBytes), format.bytes(reason.roomBytes), format.bytes(reason.memoryBytes));
}
