import { describe, expect, it } from 'vitest';
import { callFunction, functions } from '../../src/functions/policy/handlebars.ts';

const call = (name: string, ...args: unknown[]) => {
  const definition = functions[name];
  if (!definition) throw new Error(`no function ${name}`);
  return callFunction(name, definition, args);
};

describe('times', () => {
  it.each([
    ['toDate', ['2006-01-02', '2024-02-29'], '2024-02-29T00:00:00Z'],
    ['toDate', ['2006-01-02', '2023-02-29'], '0001-01-01T00:00:00Z'],
    ['toDate', ['Jan _2 2006 3:04PM -0700', 'Dec  5 2023 1:30PM +0200'], '2023-12-05T11:30:00Z'],
    ['mustToDate', ['02/01/06 15:04:05.000', '05/12/99 23:59:59.250'], '1999-12-05T23:59:59.250Z'],
    ['mustToDate', ['2006-01-02T15:04:05Z07:00', '2024-01-01T00:00:00Z'], '2024-01-01T00:00:00Z'],
    ['date', ['2006-01-02 15:04', '2024-01-01T00:30:00+02:00'], '2023-12-31 22:30'],
    ['date', ['2006', 0], '1970'],
    ['htmlDate', [86_400], '1970-01-02'],
    ['date_in_zone', ['15:04', 0, 'Asia/Tokyo'], '09:00'],
    ['dateModify', ['-1.5h', '2024-01-01T00:00:00Z'], '2023-12-31T22:30:00Z'],
    ['date_modify', ['nonsense', '2024-01-01T00:00:00Z'], '2024-01-01T00:00:00Z'],
    ['mustDateModify', ['24h', 0], '1970-01-02T00:00:00Z'],
    ['must_date_modify', ['1s', 0], '1970-01-01T00:00:01Z'],
    ['unixEpoch', ['2024-01-01T00:00:00Z'], '1704067200'],
    ['duration', [95], '1m35s'],
    ['durationRound', [7_200_000_000_001], '2h'],
  ])('when %s gets %j then it returns %s', (name, args, result) => {
    expect(call(name, ...args)).toBe(result);
  });

  it.each([
    ['date', ['2006', 'yesterday'], 'expected a time, got the string "yesterday"'],
    ['unixEpoch', [null], 'expected a time, got null'],
    ['mustToDate', ['2006', 'x'], '"x" is not a time in the layout "2006"'],
    ['mustDateModify', ['x', 0], '"x" is not a duration'],
  ])('when %s gets %j then the message is what it expects', (name, args, message) => {
    expect(() => call(name, ...args)).toThrow(message);
  });

  it('when the machine is in another zone then the time is printed in UTC nevertheless', () => {
    const zone = process.env.TZ;
    process.env.TZ = 'America/New_York';
    try {
      expect(call('date', '15:04 MST', 0)).toBe('00:00 UTC');
    } finally {
      if (zone === undefined) delete process.env.TZ;
      else process.env.TZ = zone;
    }
  });
});
