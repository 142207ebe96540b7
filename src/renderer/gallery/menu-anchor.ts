/** What a menu opens beside: the button that opened it, or the point that was clicked, in CSS pixels of the window. */
export type MenuAnchor = HTMLElement | { readonly leftPx: number; readonly topPx: number };

export function pointOf({ clientX, clientY }: Pick<MouseEvent, 'clientX' | 'clientY'>): MenuAnchor {
  return { leftPx: clientX, topPx: clientY };
}
