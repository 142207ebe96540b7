import type { Modifiers, PointerSample } from '../engine/tool.ts';
import type { Point } from '../engine/geometry.ts';

/** Where a point of the page lies on the mask. */
export type ToMask = (clientX: number, clientY: number) => Point;

/** All places where a pointer was since the last event, not only the last one. */
export function samplesOf(event: PointerEvent, toMask: ToMask): readonly PointerSample[] {
  const all = event.getCoalescedEvents();
  return (all.length > 0 ? all : [event]).map((each) => sampleOf(each, toMask));
}

/** A finger and a mouse press with half of what a pen can. */
export function sampleOf(event: PointerEvent, toMask: ToMask): PointerSample {
  const { clientX, clientY, pointerType, pressure, tiltX, tiltY } = event;
  const isPen = pointerType === 'pen';
  return { ...toMask(clientX, clientY), pressure: isPen ? pressure : 0.5, tiltX: isPen ? tiltX : 0, tiltY: isPen ? tiltY : 0 };
}

interface Keys {
  readonly shiftKey: boolean;
  readonly altKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
}

export function modifiersOf({ shiftKey, altKey, ctrlKey, metaKey }: Keys, space: boolean): Modifiers {
  return { shift: shiftKey, alt: altKey, mod: ctrlKey || metaKey, space };
}

/** The buttons of a pointer event, as `buttons` has them. */
export const pressed = { primary: 1, middle: 4, eraser: 32 } as const;
