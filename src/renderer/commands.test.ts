import { expect, test } from 'vitest';

import { Commands, commandsFor } from './commands.ts';

const stroke = { key: '', code: '', ctrlKey: false, metaKey: false, shiftKey: false, altKey: false };
const gridcell = { inLayer: false, inField: false, onControl: false, hasSelectedText: false };

test('the handler that was added last runs, and the earlier one again when it is gone', () => {
  const ran: string[] = [];
  const commands = new Commands('linux');
  commands.handle({ close: () => ran.push('screen') });
  const forget = commands.handle({ close: () => ran.push('viewer') });
  commands.run('close');
  forget();
  commands.run('close');
  expect(ran).toEqual(['viewer', 'screen']);
});

test('a handler that says "not now" leaves the command to an earlier one', () => {
  const ran: string[] = [];
  const commands = new Commands('linux');
  commands.handle({ search: () => ran.push('gallery') });
  commands.handle({ search: () => false });
  expect(commands.run('search')).toBe(true);
  expect(ran).toEqual(['gallery']);
});

test('a command that nothing handles says so', () => {
  expect(new Commands('linux').run('generate')).toBe(false);
});

test('a key press stands for the command with that chord, where nothing else claims it', () => {
  const find = { ...stroke, key: 'f', ctrlKey: true };
  expect(commandsFor(find, gridcell, 'linux')).toEqual(['search']);
  expect(commandsFor(find, { ...gridcell, inField: true }, 'linux')).toEqual(['search']);
  expect(commandsFor({ ...stroke, key: '/' }, { ...gridcell, inField: true }, 'linux')).toEqual([]);
  expect(commandsFor(find, { ...gridcell, inLayer: true }, 'linux')).toEqual([]);
  expect(commandsFor(find, gridcell, 'darwin')).toEqual([]);
});

test('of two commands with the same chord, what lies on top decides', () => {
  const ran: string[] = [];
  const commands = new Commands('linux');
  commands.handle({ 'go-create': () => ran.push('create') });
  const forget = commands.handle({ 'zoom-actual': () => ran.push('1:1') });
  const chord = { ...stroke, key: '1', ctrlKey: true };
  commands.strike(chord, gridcell);
  forget();
  commands.strike(chord, gridcell);
  expect(ran).toEqual(['1:1', 'create']);
});

test('a command that leads to another screen runs once that screen is there, and only once', async () => {
  const commands = new Commands('linux');
  let runs = 0;
  commands.runWhenKnown('search');
  commands.handle({ 'go-gallery': () => undefined });
  commands.handle({ search: () => runs++ });
  await Promise.resolve();
  commands.handle({ search: () => runs++ });
  await Promise.resolve();
  expect(runs).toBe(1);
});
