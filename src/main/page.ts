/** Where the app's own page is. Everything that must tell "ours" from "not ours" asks here. */
export class Page {
  readonly url: string;
  readonly #protocol: string;
  readonly #host: string;

  constructor(url = 'app://afterglow/index.html') {
    const { protocol, host } = new URL(url);
    this.url = url;
    this.#protocol = protocol;
    this.#host = host;
  }

  /** Compares parsed parts: `origin` is "null" for a scheme that Node doesn't know, and a prefix can be forged. */
  owns(url: string): boolean {
    if (!URL.canParse(url)) return false;
    const { protocol, host, username, password } = new URL(url);
    return protocol === this.#protocol && host === this.#host && username === '' && password === '';
  }
}
