export const screens = ['create', 'gallery', 'activity', 'settings'] as const;
export type Screen = (typeof screens)[number];

/** Where the person is: one screen, and a picture opened above it. */
export class Router {
  #screen = $state<Screen>('create');
  #picture = $state<string | null>(null);

  get screen(): Screen {
    return this.#screen;
  }

  /** The picture that the viewer shows, or null when it is closed. */
  get picture(): string | null {
    return this.#picture;
  }

  go(screen: Screen): void {
    this.#screen = screen;
    this.#picture = null;
  }

  openPicture(id: string): void {
    this.#picture = id;
  }

  closePicture(): void {
    this.#picture = null;
  }
}
