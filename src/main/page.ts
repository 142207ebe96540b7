/** Where the app's own page is. Everything that must tell "ours" from "not ours" asks here. */
export class Page {
  readonly url: string;
  readonly #protocol: string;
  readonly #host: string;

  constructor(url: string = 'app://afterglow/index.html') {
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

/** The page to show: the development server's, where there is one and the app isn't a packaged one. */
export function pageFor({ isPackaged, devServer }: { readonly isPackaged: boolean; readonly devServer: string | undefined }): Page {
  return isPackaged || devServer === undefined || devServer === '' ? new Page() : new Page(devServer);
}
