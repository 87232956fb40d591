import type { Path } from '../problem/path.ts';

/** Items by their paths. */
export interface PathNode<T> {
  readonly items: T[];
  readonly children: Map<string | number, PathNode<T>>;
}

/** An empty tree. */
export const newPathTree = <T>(): PathNode<T> => ({ items: [], children: new Map() });

/** The node at `path`, created where there is none. */
export function growPath<T>(root: PathNode<T>, path: Path): PathNode<T> {
  let node = root;
  for (const name of path) {
    let child = node.children.get(name);
    if (child === undefined) {
      child = newPathTree();
      node.children.set(name, child);
    }
    node = child;
  }
  return node;
}

/** The node at `path`; undefined where there is none. */
export function nodeAt<T>(root: PathNode<T>, path: Path): PathNode<T> | undefined {
  let node: PathNode<T> | undefined = root;
  for (const name of path) node = node?.children.get(name);
  return node;
}
