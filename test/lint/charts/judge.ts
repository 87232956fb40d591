import type { LintProblem } from '../../../src/lint/index.ts';
import { newMap, type ValueMap } from '../../../src/yaml/value.ts';
import type { ApiServer } from '../server/ask.ts';
import type { Linted } from './lint-defaults.ts';

/** Counts the findings of lint in charts, and the verdicts of an API server about them. */
export class Judge {
  readonly falseAlarms: string[] = [];
  readonly #server: ApiServer | undefined;
  readonly #counts = { charts: 0, clean: 0, unrenderable: 0, unreadable: 0, errors: 0, shared: 0, unasked: 0 };
  readonly #rules = new Map<string, number>();

  constructor(server: ApiServer | undefined) {
    this.#server = server;
  }

  /** A chart that cannot be read: a library, or one whose dependencies are not there. */
  skip(): void {
    this.#counts.unreadable++;
  }

  async chart(name: string, { problems, manifests }: Linted): Promise<void> {
    const counts = this.#counts;
    counts.charts++;
    for (const { rule, severity } of problems) {
      const key = `${severity} ${rule}`;
      this.#rules.set(key, (this.#rules.get(key) ?? 0) + 1);
    }
    const errors = problems.filter(({ severity }) => severity === 'error');
    if (errors.length === 0) counts.clean++;
    // Without objects there is nothing to ask about: the release itself failed, as it does with Helm.
    if (errors.some(({ object }) => object === undefined)) counts.unrenderable++;
    for (const error of errors) {
      const { object } = error;
      if (!object) continue;
      counts.errors++;
      const manifest = manifests.find(({ kind, object: { metadata } }) => {
        const { name } = (metadata ?? {}) as ValueMap;
        return kind === object.kind && String(name ?? '') === object.name;
      });
      const verdict = manifest && (await this.#ask(manifest.object, error));
      if (verdict === undefined) counts.unasked++;
      else if (verdict) counts.shared++;
      else this.falseAlarms.push(`${name}: ${object.kind} ${object.name}: ${error.message} [${error.rule}]`);
    }
  }

  /** Whether the server refuses the object, too; undefined without a verdict. */
  async #ask(object: ValueMap, { rule }: LintProblem): Promise<boolean | undefined> {
    if (!this.#server) return undefined;
    if (rule === 'kubernetes-unknown-kind')
      return !(await this.#server.kinds(String(object.apiVersion))).includes(String(object.kind));
    const metadata = newMap(Object.entries((object.metadata ?? {}) as ValueMap));
    if (metadata.namespace !== undefined) metadata.namespace = 'default';
    const verdict = await this.#server.ask(newMap(Object.entries({ ...object, metadata })));
    return verdict && verdict.refused !== undefined;
  }

  report(version: string): string {
    const { charts, clean, unrenderable, unreadable, errors, shared, unasked } = this.#counts;
    const rules = [...this.#rules].sort(([, a], [, b]) => b - a).map(([rule, count]) => `${count} ${rule}`);
    return [
      ...this.falseAlarms,
      `${charts} charts against Kubernetes ${version}, ${unreadable} more cannot be read`,
      `${clean} without an error, ${unrenderable} that do not render with their defaults`,
      `${errors} errors in objects: the API server shares ${shared}, was not asked about ${unasked}, and takes ${this.falseAlarms.length}`,
      ...rules,
    ].join('\n');
  }
}
