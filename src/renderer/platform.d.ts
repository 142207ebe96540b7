import 'svelte/elements';

// What the browser knows and Svelte's types don't yet.
declare module 'svelte/elements' {
  export interface HTMLButtonAttributes {
    /** The id of a hint that is shown while the pointer or the keyboard rests on the button. */
    interestfor?: string | undefined;
  }
}
