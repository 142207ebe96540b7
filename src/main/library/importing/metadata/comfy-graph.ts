import { isObject, type FoundObject } from './found-json.ts';

/** To which node's which output an input is connected. */
export type Link = readonly [node: string, slot: number];

export interface Node {
  readonly type: string;
  readonly inputs: ReadonlyMap<string, unknown>;
}

export type Graph = ReadonlyMap<string, Node>;

const maxNodes = 5_000;
const maxLinks = 20_000;
/** What the first text that a person typed into a node is called, by what the node is. */
const checkpointLoader = /load/i;

export function isLink(value: unknown): value is Link {
  return Array.isArray(value) && value.length === 2 && typeof value[0] === 'string' && typeof value[1] === 'number';
}

/** ComfyUI's graph as it was run (`prompt`), else as it stands on the canvas (`workflow`). Empty when it is neither. */
export function comfyGraph(prompt: FoundObject | null, workflow: FoundObject | null): Graph {
  const run = prompt ? runGraph(prompt) : new Map<string, Node>();
  return run.size > 0 || !workflow ? run : drawnGraph(workflow);
}

function runGraph(prompt: FoundObject): Map<string, Node> {
  const graph = new Map<string, Node>();
  for (const [id, node] of Object.entries(prompt).slice(0, maxNodes)) {
    if (!isObject(node) || typeof node.class_type !== 'string' || !isObject(node.inputs)) continue;
    graph.set(id, { type: node.class_type, inputs: new Map(Object.entries(node.inputs)) });
  }
  return graph;
}

function drawnGraph({ nodes, links }: FoundObject): Map<string, Node> {
  const graph = new Map<string, Node>();
  if (!Array.isArray(nodes)) return graph;
  const ends = linkEnds(links);
  for (const node of nodes.slice(0, maxNodes) as unknown[]) {
    if (!isObject(node) || typeof node.type !== 'string' || (typeof node.id !== 'number' && typeof node.id !== 'string')) continue;
    graph.set(String(node.id), { type: node.type, inputs: new Map<string, unknown>([...typedIn(node), ...connected(node.inputs, ends)]) });
  }
  return graph;
}

/** Each is `[id, from node, from slot, to node, to slot, kind]`. */
function linkEnds(links: unknown): Map<number, Link> {
  const ends = new Map<number, Link>();
  for (const link of (Array.isArray(links) ? links.slice(0, maxLinks) : []) as unknown[]) {
    const [id, from, slot] = Array.isArray(link) ? (link as unknown[]) : [];
    if (typeof id === 'number' && (typeof from === 'number' || typeof from === 'string') && typeof slot === 'number') {
      ends.set(id, [String(from), slot]);
    }
  }
  return ends;
}

function connected(inputs: unknown, ends: ReadonlyMap<number, Link>): [string, Link][] {
  if (!Array.isArray(inputs)) return [];
  return (inputs.slice(0, 200) as unknown[]).flatMap((input): [string, Link][] => {
    if (!isObject(input) || typeof input.name !== 'string' || typeof input.link !== 'number') return [];
    const end = ends.get(input.link);
    return end ? [[input.name, end]] : [];
  });
}

/** The canvas knows values only by their order; the first text is the prompt of a prompt's node and the file of a loader's. */
function typedIn({ type, widgets_values: values }: FoundObject): [string, string][] {
  const first: unknown = Array.isArray(values) ? values.find((value) => typeof value === 'string') : null;
  if (typeof first !== 'string') return [];
  return [[checkpointLoader.test(String(type)) ? 'ckpt_name' : 'text', first]];
}
