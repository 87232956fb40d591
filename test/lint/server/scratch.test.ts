import { writeFileSync } from 'node:fs';
import { it } from 'vitest';
import { Checker } from '../../../src/lint/kubernetes/check.ts';
import { loadSchemas } from '../../../src/lint/kubernetes/openapi.ts';
import { objectRules } from '../../../src/lint/rules/index.ts';
import { connect } from './ask.ts';
import { casesOf } from './set.ts';
it('measure', async () => {
  const schemas = await loadSchemas();
  const server = connect(process.env.KUBECONFIG as string, schemas);
  const checker = new Checker(schemas, objectRules);
  const missed: string[] = [], falsely: string[] = [], table: string[] = [];
  let R = 0, F = 0, T = 0, A = 0;
  for (const c of casesOf(schemas)) {
    let refused = 0, found = 0, other = 0;
    const queue = c.changed.values();
    const work = async () => { for (const m of queue) {
      const v = await server.ask(m.object);
      if (!v) { other++; continue; }
      const errs = checker.check(m.object).filter((f) => f.rule.severity === 'error' && f.rule.id.startsWith('kubernetes')).map((f) => `${f.path.join('.')}: ${f.message}`);
      T++;
      const line = `${c.name} | ${m.place} | ${m.change.slice(0, 150)} | `;
      if (v.refused !== undefined) { refused++; if (errs.length) found++; else missed.push(line + v.refused.replace(/^.*? is invalid: /, '').slice(0, 300)); }
      else { A++; if (errs.length) falsely.push(line + errs.join('; ').slice(0, 300)); }
    } };
    await Promise.all(Array.from({ length: 8 }, work));
    R += refused; F += found;
    table.push(`${c.name}: ${found}/${refused} of ${c.changed.length} (${other} other)`);
  }
  writeFileSync('/tmp/lint/missed.txt', missed.join('\n') + '\n');
  writeFileSync('/tmp/lint/false.txt', falsely.join('\n') + '\n');
  console.log(table.join('\n'));
  console.log(`total ${T}, accepted ${A}, refused ${R}, found ${F} = ${(F / R * 100).toFixed(1)} %, false ${falsely.length}`);
}, 600000);
