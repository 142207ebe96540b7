import { expect, test } from 'vitest';

import type { EditPlan } from '../../../shared/edit-plan.ts';
import { modelFor } from '../../../shared/model.ts';
import { Formats } from '../../i18n/formats.ts';
import { sendingSentences } from './sending-sentences.ts';
import { panelWords } from './words.ts';

const model = modelFor('gpt-4o-image');
const plan: EditPlan = {
  crop: { left: 0, top: 0, width: 1536, height: 1024 },
  sent: { width: 1536, height: 1024 },
  size: '1536x1024',
  resolution: 1,
};
const part = { model, plan, mode: 'precise', marked: 'part' } as const;
const said = (session: Parameters<typeof sendingSentences>[0]) => sendingSentences(session, panelWords.en, new Formats('en'));

test('at full resolution it says so, and that nothing else changes', () => {
  expect(said(part)).toEqual({
    sentences: ['The marked area with its surroundings is sent, 1536×1024, at full resolution.', 'Outside the mask nothing changes.'],
    warns: false,
  });
});

test('a large mask is told at what resolution it comes back, before paying', () => {
  const { sentences, warns } = said({ ...part, plan: { ...plan, resolution: 0.43 } });
  expect(sentences[0]).toContain('at 43% of your picture’s resolution. For more, mark smaller parts.');
  expect(warns).toBe(true);
});

test('the whole picture is re-drawn, and what is outside the mask is kept by the app', () => {
  expect(said({ ...part, mode: 'whole' }).sentences).toEqual([expect.stringContaining('Afterglow keeps your pixels outside the mask')]);
});

test('nothing marked and everything marked are both said, before anything else', () => {
  expect(said({ ...part, plan: null, marked: 'nothing' }).sentences[0]).toContain('Nothing is marked');
  expect(said({ ...part, marked: 'everything' })).toMatchObject({
    sentences: [expect.stringContaining('Everything is marked'), expect.anything()],
    warns: true,
  });
});

test('a model without masks is no dead end', () => {
  expect(said({ ...part, plan: null, model: { ...model, mask: null } }).sentences[0]).toContain('doesn’t work with masks');
});
