import { describe, expect, it } from 'vitest';
import { Kept } from '../../../src/templates/handlebars/cache/kept.ts';
import { render } from './rendering.ts';

/** Both files print what the same named template gives them; the text is that of the second. */
const second = async (template: string) => {
  const { text, problems } = await render({
    _named: `{{#*inline "x"}}\n${template}\n{{/inline}}`,
    'a.yaml': 'a: {{include "x"}}',
    't.yaml': 't: {{include "x"}}\nu: {{include "x"}}',
  });
  return { text, problems: problems.map(({ message, where }) => [message, where?.file]) };
};

describe('what a template gave another file', () => {
  it('is what it prints for this one', async () => {
    expect(await second('{{Release.Name}}')).toEqual({ text: 't: r\nu: r', problems: [] });
  });

  it.each(['{{Template.Name}}', '{{@root.Template.Name}}', '{{get (get @root "Template") "Name"}}'])(
    'when it is the name of the file (%s), then this one gets its own',
    async (template) => {
      expect((await second(template)).text).toBe('t: c/templates/t.yaml\nu: c/templates/t.yaml');
    },
  );

  it('when it comes by chance, then it comes anew', async () => {
    const [t, u] = (await second('{{randAlphaNum 30}}')).text.split('\n').map((line) => line.slice(3));
    expect(t).not.toBe(u);
  });

  it('when it warns, then each file warns', async () => {
    expect((await second('{{warn "beware"}}')).problems).toEqual([
      ['beware', undefined],
      ['beware', undefined],
    ]);
  });

  it('when it fails, then each file fails', async () => {
    expect((await second('{{fail "no"}}')).problems).toHaveLength(2);
  });
});

describe('kept texts', () => {
  const map = (entries: object) => Object.assign(Object.create(null), entries);
  const list = ['a'];
  it.each<[unknown, unknown, boolean]>([
    [undefined, undefined, true],
    ['a', 'a', true],
    ['a', 'b', false],
    [1, '1', false],
    [map({ a: 1, b: list }), map({ b: list, a: 1 }), true],
    [map({ a: 1 }), map({ a: 1, b: 2 }), false],
    [map({ a: 1 }), map({ b: 1 }), false],
    [map({ toString: undefined }), map({ a: undefined }), false],
    [map({ a: ['a'] }), map({ a: ['a'] }), false],
    [map({}), undefined, false],
  ])('when the argument is %j and then %j, then the text is kept: %j', (one, other, kept) => {
    const texts = new Kept();
    let calls = 0;
    const ask = (name: string, arg: unknown) => {
      const known = texts.find(name, arg, {} as never);
      if (known) return known.text;
      const mark = texts.begin();
      const text = String(++calls);
      texts.keep(name, arg, text, mark);
      return text;
    };
    ask('x', one);
    expect(ask('x', other)).toBe(kept ? '1' : '2');
    expect(ask('y', one)).not.toBe('1');
  });
});
