import type { Rectangle } from '../../../shared/edit.ts';
import { emptyBox, intersection, isEmpty, union, type Box } from '../engine/geometry.ts';
import type { MaskEditor } from '../engine/mask-editor.ts';
import { AnswerLayer } from './answer-layer.ts';
import type { CanvasPicture } from './canvas-picture.ts';
import { rgbOf } from './colour-reading.ts';
import { drawPreview, previewBox } from './gesture-painter.ts';
import { MaskLayer } from './mask-layer.ts';
import type { FromCanvas, StageLook, StageView } from './messages.ts';
import { PicturePainter, type Context } from './picture-painter.ts';
import { StageGeometry } from './stage-geometry.ts';

const marchMs = 140;

interface Drawing {
  readonly context: Context;
  readonly geometry: StageGeometry;
}

/** Draws everything that lies on the stage: where nothing but the mask changed, only there. */
export class CanvasPainter {
  readonly answer: AnswerLayer;
  readonly #wantFrame: () => void;
  readonly #layer = new MaskLayer();
  readonly #below = new PicturePainter();
  /** The mask's part of the stage on its way to the stage: pixels can't be laid over others without a canvas of their own. */
  readonly #overlay = new OffscreenCanvas(1, 1);
  #context: Context | null = null;
  #view: StageView | null = null;
  #look: StageLook | null = null;
  #isStale = true;
  #drawnExtent: Rectangle | null = null;
  #previewAt: Box = emptyBox;
  #outlined: Box = emptyBox;
  #march: ReturnType<typeof setInterval> | undefined;

  constructor(wantFrame: () => void, tell: (message: FromCanvas) => void) {
    this.#wantFrame = wantFrame;
    this.answer = new AnswerLayer(() => this.invalidate(), tell);
  }

  setCanvas(canvas: OffscreenCanvas): void {
    this.#context = canvas.getContext('2d');
    this.invalidate();
  }

  setView(view: StageView): void {
    this.#view = view;
    this.invalidate();
  }

  setLook(look: StageLook): void {
    this.#look = look;
    this.#layer.setLook(look.mask, rgbOf(look.accent));
    this.#below.setSurface(rgbOf(look.surface));
    clearInterval(this.#march);
    this.#march = look.mask === 'outline' && look.motion && !look.original ? setInterval(() => this.#marchOn(), marchMs) : undefined;
    this.invalidate();
  }

  /** Everything is to be drawn anew with the next frame. */
  invalidate(): void {
    this.#isStale = true;
    this.#wantFrame();
  }

  /** Draws what changed. */
  draw(editor: MaskEditor, picture: CanvasPicture): void {
    const [context, view] = [this.#context, this.#view];
    if (!context || !view || view.width === 0 || view.height === 0) return;
    this.#fit(context, view);
    const { extent } = editor.state;
    const geometry = new StageGeometry(view, extent);
    if (this.#drawnExtent !== extent) this.#isStale = true;
    this.#drawnExtent = extent;
    const dirty = editor.mask.takeDirty();
    this.#layer.forget(editor.mask, dirty);
    const preview = previewBox(editor.preview, geometry);
    const box = this.#isStale ? geometry.stage : union(geometry.touched(dirty), union(this.#previewAt, preview));
    this.#previewAt = preview;
    this.#isStale = false;
    const seen = intersection(box, geometry.stage);
    if (!isEmpty(seen)) this.#drawIn(seen, { context, geometry }, editor, picture);
  }

  #fit({ canvas }: Context, { width, height }: StageView): void {
    if (canvas.width === width && canvas.height === height && this.#overlay.width === width && this.#overlay.height === height) return;
    canvas.width = this.#overlay.width = width;
    canvas.height = this.#overlay.height = height;
    this.#layer.resize(width, height);
    this.#isStale = true;
  }

  #drawIn(box: Box, drawing: Drawing, editor: MaskEditor, picture: CanvasPicture): void {
    const { context, geometry } = drawing;
    context.save();
    context.beginPath();
    context.rect(box.left, box.top, box.right - box.left, box.bottom - box.top);
    context.clip();
    context.clearRect(box.left, box.top, box.right - box.left, box.bottom - box.top);
    const place = geometry.place(picture.area);
    this.#below.draw(
      context,
      picture.levelFor({ width: place.right - place.left, height: place.bottom - place.top }),
      geometry,
      place,
      box,
    );
    if (!this.#look?.original) this.#drawAbove(box, drawing, editor);
    context.restore();
  }

  #drawAbove(box: Box, { context, geometry }: Drawing, editor: MaskEditor): void {
    if (this.answer.isThere) this.answer.draw(context, editor.mask, editor.state.revision, geometry, box);
    else {
      this.#outlined = intersection(geometry.touched(this.#outlinedMask(editor)), geometry.stage);
      this.#layer.draw(editor.mask, geometry, box);
      this.#lay(context, box);
    }
    drawPreview(context, editor.preview, geometry);
  }

  /** While something is being drawn its bounds aren't known: then all of it may be outline. */
  #outlinedMask({ mask, state }: MaskEditor): Box {
    return state.isDrawing ? mask.canvas : state.bounds;
  }

  #lay(context: Context, box: Box): void {
    const image = this.#layer.image;
    const overlay = this.#overlay.getContext('2d', { willReadFrequently: true });
    if (!image || !overlay) return;
    const [width, height] = [box.right - box.left, box.bottom - box.top];
    overlay.putImageData(image, 0, 0, box.left, box.top, width, height);
    context.drawImage(this.#overlay, box.left, box.top, width, height, box.left, box.top, width, height);
  }

  /** The dashes lie where they lay, so nothing below them has to be drawn again. */
  #marchOn(): void {
    if (this.#isStale || this.answer.isThere || !this.#context || isEmpty(this.#outlined)) return;
    this.#layer.march(this.#outlined);
    this.#lay(this.#context, this.#outlined);
  }
}
