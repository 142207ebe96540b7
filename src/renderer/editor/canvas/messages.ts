import type { Rectangle } from '../../../shared/edit.ts';
import type { EditorState } from '../engine/editor-state.ts';
import type { MaskCommand } from '../engine/mask-command.ts';
import type { Modifiers, PointerSample, ToolSettings } from '../engine/tool.ts';

/** Where the picture's left upper corner lies on the stage, and how large one of its pixels is there; all in the stage's device pixels. */
export interface StageView {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
  /** The stage, in device pixels. */
  readonly width: number;
  readonly height: number;
  /** Device pixels to one of the page's. */
  readonly pixelRatio: number;
}

/** How the mask is shown: over the picture as a tint, as a marching outline, or alone in black and white. */
export const maskLooks = ['tint', 'outline', 'black-and-white'] as const;
export type MaskLook = (typeof maskLooks)[number];

/** How everything is shown. */
export interface StageLook {
  readonly mask: MaskLook;
  /** Only the picture, while a key is held. */
  readonly original: boolean;
  /** CSS colours, of the theme. */
  readonly accent: string;
  readonly surface: string;
  /** Whether the outline marches. */
  readonly motion: boolean;
}

/** An answer laid over the picture, for looking at. */
export interface ShownAnswer {
  /** `app://afterglow/patch/<answer>`; or, stretched over the crop, `…/picture/<answer>` or `…/heat/<answer>`. */
  readonly address: string;
  /** In the picture's pixels. */
  readonly at: Rectangle;
  readonly strength: number;
  readonly featherPx: number;
  /** `answer`: blended inside the mask. `raw`: the answer as it came, and `heat`: what changed, are drawn over the picture without the mask. */
  readonly as: 'answer' | 'raw' | 'heat';
  /** Left of this part of the canvas' width (0 to 1) the original is shown; null: all of the answer. The line between is the page's to draw. */
  readonly split: number | null;
}

/** A picture to be painted on. */
export interface OpenedPicture {
  /** `app://afterglow/…`, as all addresses here. The worker is told them in the form in which this page can fetch them. */
  readonly address: string;
  /** A smaller one that is there sooner. */
  readonly preview: string;
  /** The picture's size as it is shown. */
  readonly width: number;
  readonly height: number;
}

/** A mask as it is kept, and what was known of exactly this one, also in the middle of a stroke. */
export interface PackedMask {
  readonly png: Uint8Array<ArrayBuffer>;
  readonly state: EditorState;
}

/** Why a mask isn't packed: it is the one that is known, or it is being painted on. */
export type NotPacked = 'known' | 'painting';

/** What the page says to the canvas worker. Pointer samples are in mask pixels. */
export type ToCanvas =
  | {
      readonly what: 'open';
      readonly picture: OpenedPicture;
      /** What the mask covers, in the picture's pixels. */
      readonly extent: Rectangle;
    }
  /** Where to draw, from now on: the page's canvas element may come later than the picture, and be another one after a change of the layout. */
  | { readonly what: 'canvas'; readonly canvas: OffscreenCanvas }
  /** The canvas is another part now (the picture is extended): what is painted stays where it is on the picture. */
  | { readonly what: 'extent'; readonly extent: Rectangle }
  | { readonly what: 'view'; readonly view: StageView }
  | { readonly what: 'look'; readonly look: StageLook }
  | { readonly what: 'tools'; readonly tools: ToolSettings }
  | { readonly what: 'down'; readonly at: PointerSample; readonly modifiers: Modifiers }
  | { readonly what: 'move'; readonly to: readonly PointerSample[]; readonly modifiers: Modifiers }
  | { readonly what: 'up'; readonly modifiers: Modifiers }
  | { readonly what: 'hover'; readonly at: PointerSample | null; readonly modifiers: Modifiers }
  | { readonly what: 'run'; readonly command: MaskCommand }
  /** Takes a picture as the mask: by its alpha if it has any, else by how light it is. Scaled when it is of another size. */
  | { readonly what: 'import'; readonly id: number; readonly address: string }
  /** Another mask in the place of the person's own, which is set aside with all its steps. Answered as an import is; no step itself. */
  | { readonly what: 'exchange'; readonly id: number; readonly address: string; readonly extent: Rectangle }
  /** The person's own mask is there again as it was, with all its steps. */
  | { readonly what: 'bring-back' }
  /** The person's own mask as a PNG, whatever lies in its place; not again when it is of the revision that is known. `atRest`: only if nobody paints on. */
  | { readonly what: 'encode'; readonly id: number; readonly known: number | null; readonly atRest: boolean }
  | { readonly what: 'answer'; readonly answer: ShownAnswer | null };

export type FromCanvas =
  /** The picture can be painted on: `preview` when only the small one is there yet. */
  | { readonly what: 'paintable'; readonly picture: 'preview' | 'full' }
  /** `done`: how many of the messages `open`, `up`, `run`, `extent` and `bring-back` it comes after; each of them is followed by a state, also when it changed nothing. */
  | { readonly what: 'state'; readonly state: EditorState; readonly done: number }
  | { readonly what: 'imported'; readonly id: number; readonly scaledFrom: { readonly width: number; readonly height: number } | null }
  | ({ readonly what: 'encoded'; readonly id: number } & PackedMask)
  | { readonly what: 'not-encoded'; readonly id: number; readonly why: NotPacked }
  /** Something takes longer than a moment (the wand waits for the picture's colours, a large feather). */
  | { readonly what: 'busy'; readonly busy: boolean }
  /** The answer at this address lies over the picture from now on. */
  | { readonly what: 'answer-seen'; readonly address: string }
  /** The colours that the wand looks at are read, maybe anew: that they couldn't be is over. */
  | { readonly what: 'reading' }
  /** Something that was asked for by id. */
  | { readonly what: 'failed'; readonly id: number; readonly doing: 'import' | 'exchange' | 'encode'; readonly why: string }
  /** `picture`, `answer`: it can't be fetched or decoded; `colours`: there is no room for what the wand looks at; `step`: it couldn't be done, and changed nothing. */
  | { readonly what: 'failed'; readonly id: null; readonly doing: 'picture' | 'answer' | 'colours' | 'step'; readonly why: string };
