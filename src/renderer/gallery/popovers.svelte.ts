/** What is open above the gallery: opened by its button, by a command or from the menu. */
export class Popovers {
  filters = $state(false);
  saveSearch = $state(false);
  tags = $state(false);
  collections = $state(false);
  /** A collection at the top is getting its name. */
  newCollection = $state(false);
}
