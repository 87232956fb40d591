import { type Answer, argumentsOf, type Helm } from './answers.ts';
import { type Case, type Flag, flagsOfFile } from './cases.ts';
import { compare, type Verdict } from './compare.ts';

/** A case with what came of it. */
export interface Result extends Verdict {
  readonly repository: string;
  readonly chart: string;
  readonly directory: string;
  readonly name: string;
  readonly flags: readonly Flag[];
}

/** How charts are rendered here. */
export type Render = (args: readonly string[]) => Promise<Answer>;

/** What is random mostly shows in two runs; before a difference counts, Helm is asked this often. */
const RUNS = 2;
const RUNS_OF_A_DIFFERENCE = 6;

const isDifference = ({ kind }: Verdict): boolean => kind !== 'equal' && kind !== 'both refuse';

/** Renders cases with Helm and here, and compares. */
export class Trial {
  readonly #helm: Helm;
  readonly #render: Render;

  constructor(helm: Helm, render: Render) {
    this.#helm = helm;
    this.#render = render;
  }

  /** @param shrink whether the flags of a difference are to be made few */
  async run(one: Case, shrink: boolean): Promise<Result> {
    const verdict = await this.#judge(one);
    const flags = shrink && isDifference(verdict) ? await this.#shrink(one, verdict) : one.flags;
    const { repository, name: chart, directory } = one.chart;
    return { repository, chart, directory, name: one.name, flags, ...verdict };
  }

  async #judge({ chart, flags }: Case): Promise<Verdict> {
    const ours = await this.#render(argumentsOf(chart.directory, flags));
    const verdict = compare(await this.#helm.ask({ chart, flags }, RUNS), ours);
    const canBeRandom = ['objects differ', 'order differs', 'sources differ'].includes(verdict.kind);
    return canBeRandom ? compare(await this.#helm.ask({ chart, flags }, RUNS_OF_A_DIFFERENCE), ours) : verdict;
  }

  /** @returns flags that show the same difference, none of which can be left out; values files become flags */
  async #shrink(one: Case, verdict: Verdict): Promise<readonly Flag[]> {
    const isSame = async (flags: readonly Flag[]): Promise<boolean> => {
      const { kind, group } = await this.#judge({ ...one, flags });
      return kind === verdict.kind && group === verdict.group;
    };
    let flags = one.flags.flatMap(
      (flag) => (flag[0] === '-f' && flag[1] !== undefined && flagsOfFile(flag[1])) || [flag],
    );
    if (flags.length !== one.flags.length && !(await isSame(flags))) flags = [...one.flags];
    // Halves first, then smaller parts, until single flags have been tried.
    for (let size = Math.ceil(flags.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
      for (let start = 0; start < flags.length; ) {
        const rest = flags.toSpliced(start, size);
        if (await isSame(rest)) flags = rest;
        else start += size;
      }
    }
    return flags;
  }
}
