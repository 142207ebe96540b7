/** Where the page and the canvas' worker find an input's pixels. */
export function addressOf(input: string): string {
  return `app://afterglow/input/${input}`;
}
