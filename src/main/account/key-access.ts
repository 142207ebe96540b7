import type { Access } from '../evolink/access.ts';
import type { SecretKey } from './secret-key.ts';

/** The two base URLs that a key is used with. */
export interface Addresses {
  readonly apiUrl: string;
  readonly filesUrl: string;
}

/** The paid service with the person's own key. The key is a getter: JSON, inspect and structuredClone leave it out. */
export class KeyAccess implements Access {
  readonly apiUrl: string;
  readonly filesUrl: string;
  readonly practice = false;
  readonly #key: SecretKey;

  constructor({ apiUrl, filesUrl }: Addresses, key: SecretKey) {
    this.apiUrl = apiUrl;
    this.filesUrl = filesUrl;
    this.#key = key;
  }

  get key(): string {
    return this.#key.reveal();
  }
}
