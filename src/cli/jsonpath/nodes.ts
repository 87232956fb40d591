import type { GoInt } from '../../go/value.ts';

/** A part of a JSONPath template: text, or what stands between braces, whose parts apply one after the other. */
export type Node =
  | { readonly kind: 'list'; readonly nodes: Node[] }
  | { readonly kind: 'literal'; readonly value: string | boolean | number | GoInt; readonly isText: boolean }
  | { readonly kind: 'identifier'; readonly name: string }
  | { readonly kind: 'field'; readonly name: string }
  | { readonly kind: 'wildcard' | 'recursive' }
  | { readonly kind: 'union'; readonly lists: readonly NodeList[] }
  | { readonly kind: 'slice'; readonly slice: Slice }
  | { readonly kind: 'filter'; readonly left: NodeList; readonly operator: string; readonly right: NodeList };

export type NodeList = Extract<Node, { kind: 'list' }>;

/** `[from:to:step]`; `[3]` is the slice from 3 to the next, which `isSingle`. What is left out is undefined. */
export interface Slice {
  readonly from: number | undefined;
  readonly to: number | undefined;
  readonly step: number | undefined;
  readonly isSingle: boolean;
}
