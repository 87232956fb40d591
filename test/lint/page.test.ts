import { describe, expect, it } from 'vitest';
import { helpOf, pageOf, seeAlso } from '../../src/lint/reporters/page.ts';

const AT = 'https://example.com/v1.2.3/docs/rules';
const pages = new Map([['a-rule', '# a-rule\n\nSee [lint](../lint.md) and [RFC](https://example.com/rfc).\n']]);
const page = '# a-rule\n\nSee lint and [RFC](https://example.com/rfc).\n';

describe('when no version is published, then a report', () => {
  it('names the path of the page in a checkout, and the command that prints it', () => {
    expect(pageOf('a-rule')).toBe('kilo-chart/docs/rules/a-rule.md');
    expect(seeAlso('a-rule')).toBe('kilo-chart explain a-rule');
  });

  it('contains the page, and no address', () => {
    expect(helpOf('a-rule', pages)).toEqual({ help: { text: page, markdown: page } });
    expect(helpOf('unknown', pages)).toEqual({});
  });
});

describe('when a version is published, then a report', () => {
  it('has the address of the page', () => {
    expect(pageOf('a-rule', AT)).toBe(`${AT}/a-rule.md`);
    expect(seeAlso('a-rule', AT)).toBe(`${AT}/a-rule.md`);
    expect(helpOf('a-rule', pages, AT)).toEqual({
      help: { text: page, markdown: page },
      helpUri: `${AT}/a-rule.md`,
    });
  });
});
