import { expect, test } from 'vitest';

import type { Fidelity } from '../../../shared/edit.ts';
import { Language } from '../../i18n/language.svelte.ts';
import { fidelitySentence } from './fidelity-sentence.ts';

const [english, chinese] = [new Language(() => 'en', 'en'), new Language(() => 'zh-CN', 'en')];

function sentence(changedShare: number, shiftPx: Fidelity['shiftPx'] = null, language = english): string {
  return fidelitySentence({ changedShare, shiftPx, gain: [1, 1, 1], offset: [0, 0, 0] }, language);
}

test('says how much changed and how far the picture was re-framed', () => {
  expect(sentence(0.514, { x: 2.4, y: -1.8 })).toBe('Outside the mask: 51% changed, re\u2011framed by 3 px');
  expect(sentence(0.514, { x: 2.4, y: -1.8 }, chinese)).toBe('蒙版之外：51% 有变化，画面移动 3 像素');
});

test('says nothing of a shift that nobody sees or that can’t be told', () => {
  expect(sentence(0.07, { x: 0.3, y: 0.2 })).toBe('Outside the mask: 7% changed');
  expect(sentence(0.07)).toBe('Outside the mask: 7% changed');
});

test('doesn’t round a little to nothing, or almost everything to everything', () => {
  expect(sentence(0.0004)).toBe('Outside the mask: less than 1% changed');
  expect(sentence(0.9999)).toBe('Outside the mask: 99% changed');
  expect(sentence(1)).toBe('Outside the mask: 100% changed');
  expect(sentence(0)).toBe('Outside the mask: nothing visibly changed');
});
