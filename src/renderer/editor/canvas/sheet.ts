import { MaskEditor, type MaskEditorOptions } from '../engine/mask-editor.ts';
import { WandSight, type WandNews } from './wand-sight.ts';

/** A mask on the stage, and the colours that its wand looks at. */
export class Sheet {
  readonly editor: MaskEditor;
  readonly sight: WandSight;

  constructor(options: MaskEditorOptions, news: Omit<WandNews, 'seen'>) {
    this.editor = new MaskEditor(options);
    this.sight = new WandSight({ ...news, seen: (colours) => this.editor.setColours(colours) });
  }
}
