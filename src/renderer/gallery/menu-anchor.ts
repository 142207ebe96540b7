/** What a menu opens beside: the button that opened it, or the point that was clicked. */
export type MenuAnchor = HTMLElement | { readonly getBoundingClientRect: () => DOMRect };

export function pointOf({ clientX, clientY }: Pick<MouseEvent, 'clientX' | 'clientY'>): MenuAnchor {
  return { getBoundingClientRect: () => new DOMRect(clientX, clientY, 0, 0) };
}
