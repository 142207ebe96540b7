export const maxChangePx = 500;

/** What can be done to a mask at once, as data: keyboard, buttons and tests run the same thing. */
export type MaskCommand =
  | { readonly what: 'undo' }
  | { readonly what: 'redo' }
  | { readonly what: 'invert' | 'clear' | 'fill' }
  /** By so many pixels, 1 to `maxChangePx`. */
  | { readonly what: 'grow' | 'shrink' | 'feather'; readonly px: number }
  /** Closes the polygon that is being drawn. */
  | { readonly what: 'close-polygon' }
  /** Takes the last corner of the polygon that is being drawn back. */
  | { readonly what: 'take-corner-back' }
  /** Ends the gesture that is under way, as if it had never begun. */
  | { readonly what: 'cancel-gesture' }
  /** Lifts the pointer as if it had never been pressed: what was there of an open polygon stays. */
  | { readonly what: 'cancel-press' };

/** What the history calls a step, for the screen's own words. */
export type StepName =
  | 'brush'
  | 'eraser'
  | 'lasso'
  | 'polygon'
  | 'rectangle'
  | 'ellipse'
  | 'wand'
  | 'quick-select'
  | 'invert'
  | 'clear'
  | 'fill'
  | 'grow'
  | 'shrink'
  | 'feather'
  | 'import'
  | 'extend';
