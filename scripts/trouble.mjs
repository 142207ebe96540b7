/** Something that can be expected to go wrong on a machine. Its message is a sentence for the person at the terminal. */
export class Trouble extends Error {}
