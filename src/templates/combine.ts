import type { ChartId, Entry, Program, Session } from './language.ts';
import { newBudget } from './limits.ts';

/** Combines the programs of the charts of one tree: each entry is rendered by its own program. */
export function combine(programs: readonly Program[]): Program {
  const [first, ...others] = programs;
  if (first && others.length === 0) return first;
  const owners = new Map<ChartId, Program>(
    programs.flatMap((program) => program.entries.map(({ chart }) => [chart, program] as const)),
  );
  return {
    entries: programs.flatMap(({ entries }) => entries),
    isStrict: programs.length > 0 && programs.every(({ isStrict }) => isStrict),
    async prepare(contexts) {
      for (const program of programs) await program.prepare(contexts);
    },
    open(contexts, shared, budget = newBudget()): Session {
      const sessions = new Map(programs.map((program) => [program, program.open(contexts, shared, budget)]));
      const sessionOf = ({ chart }: Entry): Session => sessions.get(owners.get(chart) as Program) as Session;
      return { render: (entry) => sessionOf(entry).render(entry), trace: (entry) => sessionOf(entry).trace(entry) };
    },
  };
}
