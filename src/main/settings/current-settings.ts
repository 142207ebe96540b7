import * as v from 'valibot';

import { Failure } from '../../shared/failure.ts';
import { defaultSettings, Settings, SettingsPatch } from '../../shared/settings.ts';
import type { Shelf } from './shelf.ts';

/** Addresses given from outside (the environment). They go before what the person chose and are never written down. */
export type AddressOverrides = Readonly<Partial<Pick<Settings, 'apiUrl' | 'filesUrl'>>>;

/** What the person chose, kept on the shelf; an entry that doesn't hold counts as not chosen. */
export class CurrentSettings {
  readonly #shelf: Shelf;
  readonly #overrides: AddressOverrides;
  readonly #listeners = new Set<(settings: Settings) => void>();
  #chosen: Settings;

  constructor(shelf: Shelf, overrides: AddressOverrides = {}) {
    this.#shelf = shelf;
    this.#overrides = overrides;
    this.#chosen = readChosen(shelf);
  }

  get(): Settings {
    return { ...this.#chosen, ...this.#overrides };
  }

  change(patch: SettingsPatch): Settings {
    const checked = v.safeParse(SettingsPatch, patch);
    if (!checked.success) throw new Failure('invalid', checked.issues.map((issue) => issue.message).join(' '));
    // A name that is there without a value asks for nothing.
    const changes = Object.entries(checked.output).filter(([, value]) => value !== undefined);
    for (const [name, value] of changes) this.#shelf.set(name, value);
    this.#chosen = { ...this.#chosen, ...Object.fromEntries(changes) };
    const settings = this.get();
    for (const listener of this.#listeners) listener(settings);
    return settings;
  }

  onChanged(listener: (settings: Settings) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }
}

/** Each entry by itself, so that one that doesn't hold takes none of the others with it. */
function readChosen(shelf: Shelf): Settings {
  const names = Object.keys(Settings.entries) as (keyof Settings)[];
  const entries = names.map((name) => {
    const read = v.safeParse(Settings.entries[name], shelf.get(name));
    return [name, read.success ? read.output : defaultSettings[name]];
  });
  return Object.fromEntries(entries) as Settings;
}
