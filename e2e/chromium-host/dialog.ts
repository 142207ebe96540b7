import { personIsThere } from './audience.ts';
import { isReady } from './host.ts';
import { askMessage, askOpen, askSave } from './person-dialogs.ts';
import { fail, record, standIn } from './recorded.ts';
import { strict } from './strict.ts';

/** The scripted answer, or a failure: a dialog that nobody answers would hang a test on real Electron. */
function answer(name: string, options: unknown): unknown {
  record(`dialog.${name}`, options);
  if (standIn.dialogAnswers.length === 0) throw fail(`Unexpected dialog: ${name} ${JSON.stringify(options)}`);
  return standIn.dialogAnswers.shift();
}

/** The window that Electron puts the dialog above may come first. */
const optionsOf = (args: readonly unknown[]): unknown => (args.length > 1 ? args[1] : args[0]);

const asking =
  <R>(name: string, askPerson: (options: never) => Promise<R>) =>
  async (...args: unknown[]): Promise<R> => {
    const options = optionsOf(args);
    if (!personIsThere() || standIn.dialogAnswers.length > 0) return answer(name, options) as R;
    return askPerson((options ?? {}) as never);
  };

/** `dialog`. Specs that also run on Electron replace these functions: `electronApp.evaluate(({ dialog }) => { dialog.showOpenDialog = … })`. */
export const dialog = strict('dialog', {
  showOpenDialog: asking('showOpenDialog', askOpen),
  showSaveDialog: asking('showSaveDialog', askSave),
  showMessageBox: asking('showMessageBox', askMessage),
  showMessageBoxSync: (...args: unknown[]) => answer('showMessageBoxSync', optionsOf(args)) as number,
  showErrorBox: (title: string, content: string): void => {
    record('dialog.showErrorBox', title, content);
    if (standIn.dialogAnswers.length > 0) standIn.dialogAnswers.shift();
    else if (personIsThere()) showError(title, content);
    else fail(`Unexpected dialog: showErrorBox ${title}: ${content}`);
  },
});

/** Before ready there is no window to show it in; Electron on Linux writes it down then, too. */
function showError(title: string, content: string): void {
  process.stderr.write(`${title}\n${content}\n`);
  if (isReady()) void askMessage({ type: 'error', title, message: title, detail: content });
}
