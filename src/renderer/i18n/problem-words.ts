import type { Problem } from '../../shared/generation.ts';
import type { Formats } from './formats.ts';
import { defineWords } from './words.ts';

/** For every rule of the API that can be broken before sending: what is wrong, and what would be right. */
export const problemWords = defineWords({
  en: {
    'prompt-empty': 'Describe the picture first.',
    'prompt-too-long': (over: string, limit: string) => `${over} characters too many: at most ${limit} are possible.`,
    'size-unknown': 'The chosen model doesn’t offer this size. Pick another one.',
    'count-unknown': 'The chosen model doesn’t make this many pictures at once. Pick another number.',
    'too-many-references': (limit: string) => `At most ${limit} references are possible. Remove some.`,
    'reference-missing': 'The file of a reference is gone. Remove it and add it anew.',
    'reference-too-large': (name: string, limit: string) => `“${name}” is larger than ${limit}. Make it smaller, then add it again.`,
    'mask-unsupported': 'The chosen model doesn’t work with masks. Remove the mask or choose another model.',
    'mask-needs-one-reference': 'A mask works with exactly one reference. Keep only the one that it belongs to.',
    'mask-not-png': 'The mask must be a PNG.',
    'mask-reference-not-png': 'With a mask, the reference must be a PNG, too.',
    'mask-other-size': 'The mask must have exactly as many pixels as the reference.',
    'mask-too-large': (limit: string) => `The mask is larger than ${limit}.`,
    'callback-not-https': 'The address must begin with https://.',
    'callback-not-a-url': 'This isn’t a web address. It should look like https://example.com/hook.',
    'callback-private': 'The service can’t reach an address on a private network. Use a public one.',
    'callback-too-long': (limit: string) => `The address is longer than ${limit} characters.`,
  },
  'zh-CN': {
    'prompt-empty': '请先描述想要的图片。',
    'prompt-too-long': (over, limit) => `超出 ${over} 个字符，最多 ${limit} 个。`,
    'size-unknown': '所选模型不支持此尺寸，请另选。',
    'count-unknown': '所选模型不能一次生成这么多张，请另选数量。',
    'too-many-references': (limit) => `最多可用 ${limit} 张参考图，请移除一些。`,
    'reference-missing': '有一张参考图的文件已不存在，请移除后重新添加。',
    'reference-too-large': (name, limit) => `“${name}”超过 ${limit}，请缩小后重新添加。`,
    'mask-unsupported': '所选模型不支持蒙版，请移除蒙版或换用其他模型。',
    'mask-needs-one-reference': '蒙版只能配合一张参考图使用，请只保留对应的那张。',
    'mask-not-png': '蒙版必须是 PNG。',
    'mask-reference-not-png': '使用蒙版时，参考图也必须是 PNG。',
    'mask-other-size': '蒙版的像素尺寸必须与参考图完全一致。',
    'mask-too-large': (limit) => `蒙版超过 ${limit}。`,
    'callback-not-https': '地址必须以 https:// 开头。',
    'callback-not-a-url': '这不是网址，应类似 https://example.com/hook。',
    'callback-private': '服务无法访问内网地址，请使用公网地址。',
    'callback-too-long': (limit) => `地址超过 ${limit} 个字符。`,
  },
});

type Sentences = (typeof problemWords)['en'];

/** The sentence for a problem. */
export function problemSentence(problem: Problem, t: Sentences, format: Formats): string {
  if (problem.rule === 'prompt-too-long') {
    return t[problem.rule](format.number(problem.characters - problem.limit), format.number(problem.limit));
  }
  if (problem.rule === 'reference-too-large') return t[problem.rule](problem.name, format.bytes(problem.limitBytes));
  if (problem.rule === 'mask-too-large') return t[problem.rule](format.bytes(problem.limitBytes));
  return 'limit' in problem ? t[problem.rule](format.number(problem.limit)) : t[problem.rule];
}
