/** Doesn't show, and isn't read out; but a live region that has it after its sentence has changed. */
const noBreakSpace = '\u00a0';

/** What a live region says. A sentence that is said twice is heard twice: a region that stays as it is would be silent. */
export class Announcement {
  #said = $state('');

  get said(): string {
    return this.#said;
  }

  say(sentence: string): void {
    this.#said = sentence === this.#said ? sentence + noBreakSpace : sentence;
  }
}
