import type { Job } from '../../shared/job.ts';
import type { Studio } from '../studio.ts';
import { Announcement } from './announcement.svelte.ts';
import { maskLooks, type MaskLook } from './canvas/messages.ts';
import { canvasWords } from './canvas/words.ts';
import type { CanvasPort } from './canvas-port.ts';
import type { Asked, EditOutcome, EditSession } from './edit-session.svelte.ts';
import type { MaskCommand } from './engine/mask-command.ts';
import type { ToolName, ToolSettings } from './engine/tool.ts';
import { Extending } from './extending/extending.svelte.ts';
import { extendWords } from './extending/words.ts';
import { fittedSentence } from './panel/fitted-sentence.ts';
import { panelWords } from './panel/words.ts';
import { steppedBrush, steppedHardness } from './tools/tool-table.ts';
import { toolWords } from './tools/words.ts';
import { editorWords } from './words.ts';

type Parts = Pick<Studio, 'edits' | 'notices' | 'language'>;

/** What a person does in the editor, by button, key or menu, and what is said of it. */
export class EditorDesk {
  readonly session: EditSession;
  readonly extending: Extending;
  readonly #parts: Parts;
  readonly #canvas: CanvasPort;
  #tools = $state.raw<ToolSettings>();
  #look = $state.raw<MaskLook>('tint');
  readonly #announcement = new Announcement();
  /** The job that was sent last, and what it was sent with: what stood there then, not when the answer came. */
  #sent: { readonly job: string; readonly revision: number; readonly prompt: string } | null = null;

  constructor(parts: Parts, session: EditSession, canvas: CanvasPort) {
    this.#parts = parts;
    this.session = session;
    this.extending = new Extending(session);
    this.#canvas = canvas;
    this.#look = parts.edits.look;
    this.setTools(parts.edits.tools);
  }

  get tools(): ToolSettings {
    return this.#tools ?? this.#parts.edits.tools;
  }

  /** The tool that is in use; null while the canvas is extended, when none is. */
  get toolInUse(): ToolName | null {
    return this.extending.isOn ? null : this.tools.tool;
  }

  get look(): MaskLook {
    return this.#look;
  }

  set look(look: MaskLook) {
    this.#look = look;
    this.#parts.edits.look = look;
    this.say(this.#words.looks[look]);
  }

  /** For who can't see it: said politely. */
  get said(): string {
    return this.#announcement.said;
  }

  say(sentence: string): void {
    this.#announcement.say(sentence);
  }

  setTools(change: Partial<ToolSettings>): void {
    this.#tools = { ...this.tools, ...change };
    this.#parts.edits.tools = this.#tools;
    this.#canvas.setTools(this.#tools);
  }

  choose(tool: ToolName): void {
    this.extending.end();
    this.setTools({ tool });
    const t = this.#toolWords;
    this.say(t.chosen(t.names[tool], t.hints[tool]));
  }

  stepBrush(direction: 1 | -1): void {
    this.setTools({ brushPx: steppedBrush(this.tools.brushPx, direction) });
    const t = this.#toolWords;
    this.say(t.setTo(t.brushSize, t.px(this.#parts.language.format.number(this.tools.brushPx))));
  }

  stepHardness(direction: 1 | -1): void {
    this.setTools({ hardness: steppedHardness(this.tools.hardness, direction) });
    const t = this.#toolWords;
    this.say(t.setTo(t.hardness, this.#parts.language.format.percent(Math.round(this.tools.hardness * 100))));
  }

  nextLook(): void {
    this.look = maskLooks[(maskLooks.indexOf(this.#look) + 1) % maskLooks.length] ?? 'tint';
  }

  swapCombination(): void {
    this.setTools({ combination: this.tools.combination === 'subtract' ? 'add' : 'subtract' });
    this.say(this.#toolWords.combinations[this.tools.combination]);
  }

  run(command: MaskCommand): void {
    if (command.what === 'undo') this.#sayUndone();
    else if (command.what === 'redo') this.#sayRedone();
    this.#canvas.run(command);
  }

  /** The canvas covers what the frame encloses; one step of the history. Says whether that is anything new. */
  extend(): boolean {
    const frame = this.extending.finish();
    if (!frame) return false;
    this.#canvas.setExtent(frame);
    this.say(this.#parts.language.of(extendWords).extended(this.#parts.language.format.pixels(frame.width, frame.height)));
    return true;
  }

  /** Whether a gesture was under way, or extending, which is over now. */
  cancelGesture(): boolean {
    if (this.extending.end()) return true;
    if (!this.#canvas.state?.isDrawing) return false;
    this.#canvas.run({ what: 'cancel-gesture' });
    return true;
  }

  /** Sends what stands there, and says what came of it. `focus` leads to what is wrong. */
  async send(focus: () => void): Promise<void> {
    const { notices, language } = this.#parts;
    const first = this.#firstOfAll();
    if (first !== null) {
      notices.show({ tone: 'plain', text: first });
      return;
    }
    const outcome = await notices.attempt(language, this.session.submit());
    if (outcome?.what === 'problems') focus();
    if (outcome?.what === 'already-being-made') this.#offerAgain(outcome.asked);
    if (outcome?.what === 'taken-back') notices.show({ tone: 'plain', text: this.#panel.takenBack });
    if (outcome?.what === 'sent') this.#noteSent(outcome);
  }

  /** Takes what is marked out of the picture, in words that the service understands. */
  async remove(focus: () => void): Promise<void> {
    if (this.session.prompt.trim() === '') this.session.prompt = this.#panel.removePrompt;
    await this.send(focus);
  }

  /** Whether nothing new was begun since: its answers may come up by themselves. */
  isWaitedFor(job: Job): boolean {
    const { prompt, isSubmitting } = this.session;
    const { job: sent, revision, prompt: asked } = this.#sent ?? {};
    const isIdle = !isSubmitting && !this.extending.isOn;
    return sent === job.id && revision === this.#canvas.state?.revision && asked === prompt && isIdle;
  }

  /** What comes before anything can be sent; null: nothing. */
  #firstOfAll(): string | null {
    const { trouble } = this.#canvas;
    if (trouble === 'picture' || trouble === 'stopped') return this.#words.notSent;
    // What is paid for was looked at before: with the new size, the panel says something else.
    return this.extend() ? this.#parts.language.of(extendWords).extendedFirst : null;
  }

  /** While something is being drawn, that is what is taken back. */
  #sayUndone(): void {
    const { undo, isDrawing } = this.#canvas.state ?? {};
    const { tool } = this.tools;
    const { cornerBack, cancelled } = this.#parts.language.of(canvasWords);
    // An open polygon outlives a look elsewhere.
    if (isDrawing) this.say(tool === 'polygon' || tool === 'pan' ? cornerBack : cancelled);
    else if (undo) this.say(this.#words.undone(this.#words.steps[undo]));
  }

  /** While something is being drawn there is nothing to do again. */
  #sayRedone(): void {
    const { redo, isDrawing } = this.#canvas.state ?? {};
    if (redo && !isDrawing) this.say(this.#words.redone(this.#words.steps[redo]));
  }

  #offerAgain(asked: Asked): void {
    const t = this.#panel;
    const again = async (): Promise<void> => {
      const outcome = await this.#parts.notices.attempt(this.#parts.language, this.session.submitAgain(asked));
      if (outcome?.what === 'sent') this.#noteSent(outcome);
    };
    this.#parts.notices.show({ tone: 'plain', text: t.alreadyBeingMade, action: { label: t.editAgain, run: () => void again() } });
  }

  #noteSent({ submitted, asked: { order, revision } }: Extract<EditOutcome, { what: 'sent' }>): void {
    const { notices, language } = this.#parts;
    if (submitted.made) this.#sent = { job: submitted.job.id, revision, prompt: order.prompt };
    const fitted = fittedSentence(submitted.fitted, this.#panel, language.format);
    if (fitted === null) this.say(this.#panel.sent);
    else notices.show({ tone: 'plain', text: fitted });
  }

  get #words() {
    return this.#parts.language.of(editorWords);
  }

  get #toolWords() {
    return this.#parts.language.of(toolWords);
  }

  get #panel() {
    return this.#parts.language.of(panelWords);
  }
}
