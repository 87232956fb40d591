import type { Graph } from './imports.ts';
import type { Room } from './rooms.ts';

/** @returns one sentence for each import that the rooms do not allow, `values/a.ts imports …` */
export function findViolations(graph: Graph, rooms: readonly Room[]): string[] {
  const byName = new Map(rooms.map((room) => [room.name, room]));
  const found: string[] = [];
  for (const [path, imports] of graph) {
    const room = byName.get(roomOf(path));
    if (room === undefined) {
      found.push(`${path} is in no room`);
      continue;
    }
    for (const { specifier, file } of imports) {
      const reason = refusalOf(room, byName, specifier, file);
      if (reason !== undefined) found.push(`${path} imports ${file ?? specifier ?? 'a computed path'}: ${reason}`);
    }
  }
  return [...new Set(found)];
}

function refusalOf(
  room: Room,
  rooms: ReadonlyMap<string, Room>,
  specifier: string | undefined,
  file: string | undefined,
): string | undefined {
  if (specifier === undefined) return 'it cannot be checked';
  if (file === undefined) {
    const name = /^(?:node:[^/]+|@[^/]+\/[^/]+|[^/]+)/.exec(specifier)?.[0] ?? specifier;
    return room.packages.includes(name) ? undefined : `${room.name} may not import this package`;
  }
  const target = rooms.get(roomOf(file));
  if (target === undefined) return room.packages.includes(file) ? undefined : 'it is in no room';
  if (target === room) return undefined;
  if (!room.mayImport.includes(target.name)) return `${room.name} may not import ${target.name}`;
  const isDoor = target.doors === 'all' || target.doors.includes(file.slice(target.name.length + 1));
  return isDoor ? undefined : `it is the inside of ${target.name}`;
}

const roomOf = (path: string): string => path.split('/', 1)[0] ?? '';

/**
 * @returns each group of files that import one another in circles, its paths sorted: the strongly connected components
 * of more than one file, and files that import themselves (Tarjan's algorithm)
 */
export function findCycles(graph: Graph): string[][] {
  const order = new Map<string, number>();
  const stack: string[] = [];
  const cycles: string[][] = [];
  const enter = (path: string): number => {
    const own = order.size;
    order.set(path, own);
    let low = own;
    stack.push(path);
    const targets = (graph.get(path) ?? []).flatMap(({ file }) => (file !== undefined && graph.has(file) ? file : []));
    for (const target of targets) {
      if (!order.has(target)) low = Math.min(low, enter(target));
      else if (stack.includes(target)) low = Math.min(low, order.get(target) ?? low);
    }
    if (low === own) {
      const group = stack.splice(stack.indexOf(path));
      if (group.length > 1 || targets.includes(path)) cycles.push(group.sort());
    }
    return low;
  };
  for (const path of graph.keys()) if (!order.has(path)) enter(path);
  return cycles;
}
