import { commands, type CommandId } from '../src/shared/command.ts';
import { expect, test } from './app.ts';
import { CommandTrial } from './command-trial.ts';
import { makeLibrary } from './library-maker.ts';

const ids = Object.keys(commands) as CommandId[];

test.describe('with pictures in the gallery', () => {
  test.beforeEach(async ({ home }) => {
    await makeLibrary(home, [
      { prompt: 'a fox', size: '1:1' },
      { prompt: 'a hare', size: '1:1', count: 2 },
    ]);
  });

  test('each command does the same by each of its keys and from the menu', async ({ app, elsewhere }) => {
    // A hundred small tests in one: minutes, on a machine that does other things.
    test.setTimeout(600_000);
    const trial = new CommandTrial(app, elsewhere);
    await trial.prepare();
    for (const id of ids) {
      for (const chord of commands[id].keys) await test.step(`${id}: ${chord}`, () => trial.run(id, () => trial.press(chord)));
      if (commands[id].menu) await test.step(`${id}: menu`, () => trial.run(id, () => trial.chooseFromMenu(id)));
    }
    expect(app.errors).toEqual([]);
  });
});

test('the sheet lists every command with its keys', async ({ app }) => {
  await app.page.keyboard.press('?');
  const sheet = app.page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  for (const id of ids) await expect(sheet.getByRole('term').filter({ hasText: exactly(commands[id].label.en) })).toHaveCount(1);
  await expect(sheet.getByRole('definition')).toHaveCount(ids.length);
});

function exactly(text: string): RegExp {
  return new RegExp(`^\\s*${RegExp.escape(text)}\\s*$`);
}
