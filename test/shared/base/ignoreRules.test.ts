import { describe, expect, it } from 'vitest';
import { isInForce, parseIgnoreRules } from '../../../src/shared/base/ignoreRules';

describe('an ignore file', () => {
  it.each([
    ['{}', []],
    ['{"ignore":[]}', []],
    ['{"ignore":[{"id":"a"}],"other":1}', [{ id: 'a', reason: '', until: null }]],
    [
      '{"ignore":[{"id":"a","reason":"why","until":"2027-01-31","by":"me"}]}',
      [{ id: 'a', reason: 'why', until: '2027-01-31' }],
    ],
  ])('%s', (text, rules) => {
    expect(parseIgnoreRules(text)).toEqual({ ok: true, rules });
  });

  it.each([
    ['', /no JSON/],
    ['[]', /has to be \{"ignore"/],
    ['null', /has to be \{"ignore"/],
    ['{"ignore":null}', /has to be \{"ignore"/],
    ['{"ignore":{}}', /has to be \{"ignore"/],
    ['{"ignore":["a"]}', /ignore\[0\]: it needs an id/],
    ['{"ignore":[{"id":"a"},{"id":""}]}', /ignore\[1\]: it needs an id/],
    ['{"ignore":[{"id":"a","reason":1}]}', /the reason has to be text/],
    ['{"ignore":[{"id":"a","until":"2027-02-30"}]}', /until has to be a date/],
    ['{"ignore":[{"id":"a","until":"+012027-01-01"}]}', /until has to be a date/],
    [`{"ignore":[{"id":"${'a'.repeat(3000)}"}]}`, /longer than/],
    [`{"ignore":[${Array(10_001).fill('{"id":"a"}').join(',')}]}`, /more than 10000 rules/],
  ])('that is wrong says where: %#', (text, fault) => {
    const parsed = parseIgnoreRules(text);
    expect(parsed).toEqual({ ok: false, fault: expect.stringMatching(fault) as string });
  });
});

it.each([
  [null, '2099-01-01T00:00:00Z', true],
  ['2027-01-31', '2027-01-31T23:59:59Z', true],
  ['2027-01-31', '2027-02-01T00:00:00Z', false],
])('a rule until %s is in force at %s: %s', (until, now, inForce) => {
  expect(isInForce({ id: 'a', reason: '', until }, Date.parse(now))).toBe(inForce);
});
