import { expect, test } from 'vitest';

import { Commands } from './commands.ts';

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
