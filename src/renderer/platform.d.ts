import 'svelte/elements';

// What the browser knows and Svelte's types don't yet.
declare module 'svelte/elements' {
  export interface HTMLButtonAttributes {
    /** The id of a hint that is shown while the pointer or the keyboard rests on the button. */
    interestfor?: string | undefined;
  }
  export interface AriaAttributes {
    /** Of ARIA 1.3: what is told besides the name, without an element of its own. */
    'aria-description'?: string | null | undefined;
  }
}
