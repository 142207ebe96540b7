import { beforeEach, expect, test } from 'vitest';

import { serve } from '../../main/bridge/serve.ts';
import type { Language as LanguageCode } from '../../shared/settings.ts';
import { loopback } from '../bridge/loopback.ts';
import { Language } from '../i18n/language.svelte.ts';
import { Notices } from '../notices.svelte.ts';
import { EditMemory } from './edit-memory.ts';
import { EditorDesk } from './editor-desk.svelte.ts';
import type { EditorState } from './engine/editor-state.ts';
import type { ToolName } from './engine/tool.ts';
import { TestCanvas } from './test-canvas.svelte.ts';
import { sessionOver } from './test-session.ts';

let canvas: TestCanvas;
beforeEach(() => {
  canvas = new TestCanvas();
});

function desk(language: LanguageCode = 'en'): EditorDesk {
  const edits = new EditMemory();
  const session = sessionOver(loopback(serve, {}).client, edits);
  return new EditorDesk({ edits, notices: new Notices(), language: new Language(() => language, 'en') }, session, canvas);
}

function stands(change: Partial<EditorState>): void {
  if (canvas.state) canvas.state = { ...canvas.state, ...change };
}

test('what is undone twice is said twice', () => {
  const made = desk();
  stands({ undo: 'brush', redo: 'brush' });
  made.run({ what: 'undo' });
  const first = made.said;
  made.run({ what: 'undo' });
  expect([first, made.said.trim()]).toEqual(['Undone: brush stroke', 'Undone: brush stroke']);
  expect(made.said).not.toBe(first);
  made.run({ what: 'redo' });
  expect(made.said).toBe('Done again: brush stroke');
});

test.each<[ToolName, string]>([
  ['polygon', 'Last corner taken back'],
  ['pan', 'Last corner taken back'],
  ['lasso', 'Given up'],
])('while something is drawn with the tool %s, undo takes that back, and says so', (tool, sentence) => {
  const made = desk();
  made.setTools({ tool });
  stands({ undo: 'brush', redo: 'brush', isDrawing: true });
  made.run({ what: 'undo' });
  expect(made.said).toBe(sentence);
  // Which does nothing then.
  made.run({ what: 'redo' });
  expect([made.said, canvas.done.slice(-2)]).toEqual([sentence, ['undo', 'redo']]);
});

test('the brush’s size and hardness are said as they are stepped', () => {
  const made = desk();
  made.stepBrush(1);
  expect([made.said, made.tools.brushPx]).toEqual(['Brush size: 90 px', 90]);
  made.stepHardness(-1);
  expect([made.said, made.tools.hardness]).toEqual(['Hardness: 75%', 0.75]);
  const chinese = desk('zh-CN');
  chinese.stepBrush(-1);
  expect(chinese.said).toBe('画笔大小：70 像素');
});

test('no tool is in use while the picture is extended; the one that was is there again afterwards', () => {
  const made = desk();
  made.choose('lasso');
  made.extending.begin();
  expect(made.toolInUse).toBeNull();
  made.cancelGesture();
  expect(made.toolInUse).toBe('lasso');
});
