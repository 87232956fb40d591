/**
 * The part of Handlebars' syntax tree that this engine reads and rewrites. Handlebars' own types mix it with its run
 * time and omit fields that its parser sets.
 */
export namespace hbs {
  export interface Location {
    readonly start: { readonly line: number; readonly column: number };
    readonly end: { readonly line: number; readonly column: number };
  }
  export interface Node {
    type: string;
    loc: Location;
  }
  export type Statement = Node;
  export interface Program extends Node {
    body: Statement[];
    blockParams?: string[];
    /** Whether it comes from `{{else if}}`: a single block. */
    chained?: boolean;
  }
  export interface ContentStatement extends Node {
    value: string;
    original: string;
  }
  export interface Call {
    path: Expression;
    params: Expression[];
    hash?: Hash | undefined;
  }
  export interface MustacheStatement extends Node, Call {
    escaped: boolean;
    strip: object;
  }
  export interface BlockStatement extends Node, Call {
    program?: Program;
    inverse?: Program;
  }
  export interface DecoratorBlock extends Node, Call {
    program: Program;
  }
  export interface PartialStatement extends Node {
    name: Expression;
    params: Expression[];
    hash?: Hash;
    indent: string;
  }
  export type Expression = Node;
  export interface SubExpression extends Node, Call {}
  export interface PathExpression extends Node {
    data: boolean;
    depth: number;
    parts: string[];
    original: string;
  }
  export interface StringLiteral extends Node {
    value: string;
    original: string;
  }
  export interface Hash extends Node {
    pairs: (Node & { key: string; value: Expression })[];
  }
}
