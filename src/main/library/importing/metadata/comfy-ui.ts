import { comfyGraph, isLink, type Graph, type Link, type Node } from './comfy-graph.ts';
import type { FoundObject } from './found-json.ts';
import type { Restored } from './restored.ts';

/** No prompt is put together from more nodes than this. */
const maxSteps = 500;

/** Where nodes keep text, as a value or as a link to another node. */
const textInputs = [
  'text',
  'prompt',
  'text_g',
  'text_l',
  't5xxl',
  'clip_l',
  'positive',
  'positive_prompt',
  'populated_text',
  'wildcard_text',
];
const valueInputs = ['string', 'value', 'String', 'text_positive', 'result', 'output_text'];
const conditioningInputs = ['conditioning', 'conditioning_1', 'conditioning_2', 'conditioning_to', 'conditioning_from'];
const anyInputs = ['any', 'anything', 'input', 'source', 'any_01', 'value_1', ''];
const joined = /^(?:string|text|prompt|input)_?(?:[a-h]|\d{1,2})$/i;
const modelInputs = ['ckpt_name', 'unet_name', 'model_name'];

/** The prompt that a ComfyUI graph gives its sampler, from the graph that was run or the one that was drawn. */
export function comfyUi(prompt: FoundObject | null, workflow: FoundObject | null): Restored | null {
  const graph = comfyGraph(prompt, workflow);
  if (graph.size === 0) return null;
  return { prompt: promptOf(graph), model: modelOf(graph), software: 'ComfyUI' };
}

function promptOf(graph: Graph): string {
  const nodes = [...graph.values()];
  const samplers = nodes.filter(({ type }) => /sampler/i.test(type));
  // What the sampler is given comes first; some leave it to a guider, and some nodes are all in one.
  for (const node of [...samplers, ...nodes.filter(({ type }) => /guider/i.test(type)), ...nodes]) {
    const link = [node.inputs.get('positive'), node.inputs.get('conditioning')].find(isLink);
    const text = link ? new Following(graph).text(link).trim() : '';
    if (text !== '') return text;
  }
  return '';
}

function modelOf(graph: Graph): string {
  for (const { type, inputs } of graph.values()) {
    if (!/load/i.test(type)) continue;
    const name = modelInputs.map((input) => inputs.get(input)).find((value) => typeof value === 'string');
    if (typeof name === 'string' && name !== '')
      return (name.split(/[/\\]/).at(-1) ?? '').replace(/\.(safetensors|ckpt|gguf|pth?|sft)$/i, '');
  }
  return '';
}

/** One way through the graph, against its arrows. Each node is looked at once, so circles end. */
class Following {
  readonly #graph: Graph;
  readonly #seen = new Set<string>();

  constructor(graph: Graph) {
    this.#graph = graph;
  }

  text([id, slot]: Link): string {
    const node = this.#graph.get(id);
    if (!node || this.#seen.has(id) || this.#seen.size >= maxSteps) return '';
    this.#seen.add(id);
    return this.#passedOn(node, slot) ?? this.#joined(node) ?? this.#own(node);
  }

  /** A node that changes conditionings hands the positive on first, the negative second. */
  #passedOn({ inputs }: Node, slot: number): string | null {
    const [positive, negative] = [inputs.get('positive'), inputs.get('negative')];
    if (isLink(positive) && isLink(negative)) return this.text(slot === 1 ? negative : positive);
    return null;
  }

  #joined({ inputs }: Node): string | null {
    const names = [...inputs.keys()].filter((name) => joined.test(name)).sort();
    if (names.length < 2) return null;
    const given = inputs.get('delimiter') ?? inputs.get('separator');
    const delimiter = typeof given === 'string' ? given.slice(0, 20).replaceAll('\\n', '\n') : ' ';
    return this.#texts(names, inputs).join(delimiter);
  }

  #own({ inputs }: Node): string {
    for (const names of [textInputs, valueInputs]) {
      const texts = this.#texts(names, inputs);
      // The same words for two encoders are one prompt.
      if (texts.length > 0) return [...new Set(texts)].join('\n');
    }
    return this.#texts([...conditioningInputs, ...anyInputs], inputs).join('\n');
  }

  #texts(names: readonly string[], inputs: Node['inputs']): string[] {
    return names
      .map((name) => inputs.get(name))
      .map((value) => (isLink(value) ? this.text(value) : typeof value === 'string' ? value.trim() : ''))
      .filter((text) => text !== '');
  }
}
