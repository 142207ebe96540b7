/** Pictures that would be deleted for good, once the person has confirmed it. */
export class Deletion {
  isOpen = $state(false);
  #count = $state(0);
  #run: () => unknown = () => undefined;

  get count(): number {
    return this.#count;
  }

  ask(count: number, run: () => unknown): void {
    this.#count = count;
    this.#run = run;
    this.isOpen = true;
  }

  confirm(): void {
    this.#run();
  }
}
