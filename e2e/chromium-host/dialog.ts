import type { MessageBoxReturnValue, OpenDialogReturnValue, SaveDialogReturnValue } from 'electron';

import { fail, record, standIn } from './recorded.ts';
import { strict } from './strict.ts';

/** The scripted answer, or a failure: a dialog that nobody answers would hang a test on real Electron. */
function answer(name: string, args: readonly unknown[]): unknown {
  const options = args.length > 1 ? args[1] : args[0];
  record(`dialog.${name}`, options);
  if (standIn.dialogAnswers.length === 0) throw fail(`Unexpected dialog: ${name} ${JSON.stringify(options)}`);
  return standIn.dialogAnswers.shift();
}

const asking =
  <R>(name: string) =>
  (...args: unknown[]): Promise<R> =>
    Promise.try(() => answer(name, args) as R);

/** `dialog`. Specs that also run on Electron replace these functions: `electronApp.evaluate(({ dialog }) => { dialog.showOpenDialog = … })`. */
export const dialog = strict('dialog', {
  showOpenDialog: asking<OpenDialogReturnValue>('showOpenDialog'),
  showSaveDialog: asking<SaveDialogReturnValue>('showSaveDialog'),
  showMessageBox: asking<MessageBoxReturnValue>('showMessageBox'),
  showMessageBoxSync: (...args: unknown[]) => answer('showMessageBoxSync', args) as number,
  showErrorBox: (title: string, content: string): void => {
    record('dialog.showErrorBox', title, content);
    if (standIn.dialogAnswers.length === 0) fail(`Unexpected dialog: showErrorBox ${title}: ${content}`);
    else standIn.dialogAnswers.shift();
  },
});
