/** What Electron hands to listeners first: `preventDefault`, plus what belongs to the one event. */
export interface ElectronEvent {
  preventDefault(): void;
  readonly defaultPrevented: boolean;
}

export function electronEvent<T extends object>(members: T): ElectronEvent & T {
  let prevented = false;
  const event = {
    preventDefault: () => {
      prevented = true;
    },
    get defaultPrevented() {
      return prevented;
    },
  };
  return Object.defineProperties(event, Object.getOwnPropertyDescriptors(members)) as typeof event & T;
}
