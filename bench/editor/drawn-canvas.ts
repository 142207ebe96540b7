import type { Page } from '@playwright/test';

/** A part of the canvas, each from 0 to 1; without an extent it is one pixel. */
export interface Part {
  readonly x: number;
  readonly y: number;
  readonly height?: number;
}

/** What is to be seen: exactly this, or anything else. */
export type Sight = { readonly is: string } | { readonly isNot: string };

interface Probe {
  readonly look: (parts: readonly Part[]) => string;
  answered: Promise<number>;
}

/** Looks at the pixels of the editor's canvas in the page: the worker says what it has done before anybody sees it. */
export class DrawnCanvas {
  readonly #page: Page;

  private constructor(page: Page) {
    this.#page = page;
  }

  /** Of the editor that is open now. */
  static async of(page: Page): Promise<DrawnCanvas> {
    await page.evaluate(() => {
      const look = (parts: readonly Part[]): string => {
        const canvas = document.querySelector<HTMLCanvasElement>('[role=application] canvas');
        if (!canvas) throw new Error('There is no canvas.');
        const { width, height } = canvas;
        const copy = new OffscreenCanvas(1, height).getContext('2d', { willReadFrequently: true });
        return parts
          .map((part) => {
            const rows = Math.max(1, Math.round((part.height ?? 0) * height));
            copy?.clearRect(0, 0, 1, rows);
            copy?.drawImage(canvas, Math.round(part.x * width), Math.round(part.y * height), 1, rows, 0, 0, 1, rows);
            return copy?.getImageData(0, 0, 1, rows).data.join() ?? '';
          })
          .join(' ');
      };
      Object.assign(globalThis, { drawn: { look } });
    });
    return new DrawnCanvas(page);
  }

  /** What is drawn there. */
  look(parts: readonly Part[]): Promise<string> {
    return this.#page.evaluate((places) => (Reflect.get(globalThis, 'drawn') as Probe).look(places), parts);
  }

  /** Until that is drawn there. */
  async until(parts: readonly Part[], sight: Sight): Promise<void> {
    await this.#page.waitForFunction(
      ({ places, wanted }) => {
        const seen = (Reflect.get(globalThis, 'drawn') as Probe).look(places);
        return 'is' in wanted ? seen === wanted.is : seen !== wanted.isNot;
      },
      { places: parts, wanted: sight },
    );
  }

  /** From the press of a key or of the pointer to the page's first frame in which that is drawn there, in ms. */
  async timed(parts: readonly Part[], sight: Sight, act: () => Promise<void>): Promise<number> {
    await this.#page.evaluate(
      ({ places, wanted }) => {
        const drawn = Reflect.get(globalThis, 'drawn') as Probe;
        const isThere = (): boolean => {
          const seen = drawn.look(places);
          return 'is' in wanted ? seen === wanted.is : seen !== wanted.isNot;
        };
        drawn.answered = new Promise((resolve) => {
          const pressed = ({ timeStamp }: Event): void => {
            for (const name of ['pointerdown', 'keydown']) removeEventListener(name, pressed, { capture: true });
            const frame = (): void => {
              if (isThere()) resolve(performance.now() - timeStamp);
              else requestAnimationFrame(frame);
            };
            requestAnimationFrame(frame);
          };
          for (const name of ['pointerdown', 'keydown']) addEventListener(name, pressed, { capture: true });
        });
      },
      { places: parts, wanted: sight },
    );
    await act();
    return this.#page.evaluate(() => (Reflect.get(globalThis, 'drawn') as Probe).answered);
  }
}
