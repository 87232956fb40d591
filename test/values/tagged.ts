import fc from 'fast-check';

/**
 * What is generated, with the names of what it is made of: so the differential test can tell how often each production
 * of the grammar and each kind of scalar was tried.
 */
export interface Tagged<T> {
  readonly value: T;
  readonly tags: readonly string[];
}

export type Arb<T> = fc.Arbitrary<Tagged<T>>;

/** Every tag that there is. */
export const TAGS = new Set<string>();

export function tagged<T>(tag: string, arbitrary: fc.Arbitrary<T>): Arb<T> {
  TAGS.add(tag);
  return arbitrary.map((value) => ({ value, tags: [tag] }));
}

/** One of a few texts that are of the same kind. */
export const just = (tag: string, ...values: string[]): Arb<string> => tagged(tag, fc.constantFrom(...values));

/** Makes something else of what is generated, under a name of its own. */
export function wrap<A, B>(tag: string, arbitrary: Arb<A>, build: (value: A) => B): Arb<B> {
  TAGS.add(tag);
  return arbitrary.map(({ value, tags }) => ({ value: build(value), tags: [tag, ...tags] }));
}

export const all = <T extends readonly unknown[]>(...parts: { [I in keyof T]: Arb<T[I]> }): Arb<T> =>
  (fc.tuple(...parts) as fc.Arbitrary<Tagged<unknown>[]>).map((values) => ({
    value: values.map(({ value }) => value) as unknown as T,
    tags: values.flatMap(({ tags }) => tags),
  }));

export const many = <T>(arbitrary: Arb<T>, constraints: fc.ArrayConstraints): Arb<T[]> =>
  fc.array(arbitrary, constraints).map((values) => ({
    value: values.map(({ value }) => value),
    tags: values.flatMap(({ tags }) => tags),
  }));

/** Texts, the given and the generated, one after another. */
export const sequence = (tag: string, ...parts: (string | Arb<string>)[]): Arb<string> =>
  wrap(
    tag,
    all<string[]>(
      ...parts.map((part) => (typeof part === 'string' ? fc.constant({ value: part, tags: [] as string[] }) : part)),
    ),
    (texts) => texts.join(''),
  );

/** The choices with how often they are to be taken. */
export const oneOf = <T>(...choices: (readonly [number, Arb<T>])[]): Arb<T> =>
  fc.oneof(...choices.map(([weight, arbitrary]) => ({ weight, arbitrary })));

/** The same for what contains itself. */
export const nested = <T>(maxDepth: number, ...choices: (readonly [number, Arb<T>])[]): Arb<T> =>
  fc.oneof({ maxDepth, depthSize: 'small' }, ...choices.map(([weight, arbitrary]) => ({ weight, arbitrary })));
