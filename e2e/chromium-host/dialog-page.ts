// Runs in the window of a dialog (types stripped), alone.

/** What a dialog asks, and how. */
export interface Question {
  readonly title: string;
  readonly message: string;
  readonly detail: string;
  /** The last one is what Enter presses. Escape is -1. */
  readonly buttons: readonly string[];
  readonly checkbox: { readonly label: string; readonly checked: boolean } | null;
  /** A button for Chromium's own chooser, of files or of the files in a folder. */
  readonly chooser: { readonly folder: boolean; readonly multiple: boolean; readonly accept: string } | null;
  /** A field for a path, with what it begins with. */
  readonly path: string | null;
}

/** What the person did. */
export interface Given {
  readonly button: number;
  readonly checked: boolean;
  readonly path: string;
  /** How many files were chosen, and the first one's path below the folder that was chosen. */
  readonly files: number;
  readonly below: string;
}

declare function __standInAnswer(given: string): void;

const STYLE = `
  body { font: 15px/1.45 system-ui, sans-serif; margin: 24px; overflow-wrap: anywhere }
  h1 { font-size: 17px; margin: 0 0 8px } p { margin: 0 0 12px; white-space: pre-wrap }
  input[type=text] { font: inherit; width: 100%; box-sizing: border-box; padding: 6px; margin-bottom: 12px }
  footer { display: flex; gap: 8px; justify-content: flex-end; margin-top: 12px }
  button { font: inherit; padding: 6px 16px } [role=alert] { color: light-dark(#b00020, #ff8a80) }
`;

function add<K extends keyof HTMLElementTagNameMap>(parent: Node, name: K, text = ''): HTMLElementTagNameMap[K] {
  const element = document.createElement(name);
  element.textContent = text;
  parent.appendChild(element);
  return element;
}

export function startDialogPage({ title, message, detail, buttons, checkbox, chooser, path }: Question): void {
  document.title = title;
  add(document.head, 'style', STYLE);
  add(document.body, 'h1', message);
  add(document.body, 'p', detail).hidden = detail === '';
  const form = add(document.body, 'form');
  const field = add(form, 'input');
  Object.assign(field, { type: 'text', value: path ?? '', ariaLabel: 'Path', hidden: path === null });
  const label = add(form, 'label', checkbox?.label);
  label.hidden = !checkbox;
  const box = add(label, 'input');
  Object.assign(box, { type: 'checkbox', checked: checkbox?.checked });
  const chosen = add(form, 'input');
  Object.assign(chosen, { type: 'file', hidden: true });
  const problem = add(form, 'p');
  problem.role = 'alert';
  const footer = add(form, 'footer');

  const answer = (button: number): void => {
    const files = [...(chosen.files ?? [])];
    const below = files[0]?.webkitRelativePath ?? '';
    const given: Given = { button, checked: box.checked, path: field.value, files: files.length, below };
    __standInAnswer(JSON.stringify(given));
  };
  const last = buttons.length - 1;
  if (chooser) addChooser(footer, chosen, chooser, () => answer(last));
  for (const [index, text] of buttons.entries()) {
    const button = add(footer, 'button', text);
    button.type = index === last ? 'submit' : 'button';
    if (index < last) button.onclick = () => answer(index);
  }
  form.onsubmit = (event) => {
    event.preventDefault();
    answer(last);
  };
  addEventListener('keydown', ({ key }) => key === 'Escape' && answer(-1));
  footer.querySelector<HTMLElement>(chooser ? 'button' : '[type=submit]')?.focus();
  const standInRefuse = (why: string): void => {
    problem.textContent = why;
    chosen.value = '';
  };
  Object.assign(globalThis, { standInRefuse });
}

function addChooser(footer: Node, chosen: HTMLInputElement, chooser: NonNullable<Question['chooser']>, done: () => void): void {
  const { folder, multiple, accept } = chooser;
  Object.assign(chosen, { webkitdirectory: folder, multiple: multiple || folder, accept, onchange: done });
  const button = add(footer, 'button', folder ? 'Choose a folder with files …' : 'Choose …');
  button.type = 'button';
  button.onclick = () => chosen.click();
}
