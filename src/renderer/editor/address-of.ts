/** Where the page and the canvas' worker find pixels: of an input, or what else there is of a picture. */
export function addressOf(id: string, what: 'input' | 'picture' | 'thumbnail' | 'patch' | 'heat' = 'input'): string {
  return `app://afterglow/${what}/${id}`;
}
