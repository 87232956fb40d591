import { type Network, overlap } from './network.ts';

/** A network of somebody, whose networks may overlap one another. */
export interface OwnedNetwork {
  readonly network: Network;
  readonly owner: number;
}

/** The first of some networks, and the first of those of other owners: as numbers in their list. */
type Firsts = readonly number[];

/**
 * Finds, for each network, the first one before it that overlaps it and has another owner. Two networks are either one
 * within the other or apart, so they make a tree: all pairs need not be compared.
 *
 * @returns for each network the number of the other one; undefined where there is none
 */
export function findOverlaps(networks: readonly OwnedNetwork[]): (number | undefined)[] {
  const join = (...lists: readonly Firsts[]): Firsts => {
    const [first, ...rest] = lists.flat().sort((a, b) => a - b);
    const other = rest.find((number) => networks[number]?.owner !== networks[first as number]?.owner);
    return first === undefined ? [] : other === undefined ? [first] : [first, other];
  };
  const order = networks.map(({ network }, number) => ({ number, network, key: keyOf(network) }));
  order.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.network.bits - b.network.bits));
  const around: Firsts[] = [];
  const within: Firsts[] = networks.map((_, number) => [number]);
  const parents: (number | undefined)[] = [];
  const open: number[] = [];
  for (const { number, network } of order) {
    while (open.length > 0 && !overlap(networks[open.at(-1) as number]?.network as Network, network)) open.pop();
    const parent = open.at(-1);
    parents[number] = parent;
    around[number] = parent === undefined ? [] : join(around[parent] as Firsts, [parent]);
    open.push(number);
  }
  for (const { number } of order.toReversed()) {
    const parent = parents[number];
    if (parent !== undefined) within[parent] = join(within[parent] as Firsts, within[number] as Firsts);
  }
  return networks.map(({ owner }, number) =>
    join(around[number] as Firsts, within[number] as Firsts).find(
      (other) => other < number && networks[other]?.owner !== owner,
    ),
  );
}

/** The first address, so that what is in a network follows it when it is sorted. */
function keyOf({ address, bits }: Network): string {
  const masked = address.map((byte, index) => byte & (0xff00 >> Math.max(0, Math.min(8, bits - 8 * index))) & 255);
  return String.fromCharCode(address.length, ...masked);
}
