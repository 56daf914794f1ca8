import { describe, expect, it } from 'vitest';
import { ageWords, blockedText, heapText, spawnText, waitWords } from '../../../../src/words/go/lines/costWords';
import { fileLine } from '../../../../src/shared/base/fileLine';
import type { WaitKind } from '../../../../src/shared/model/go/goroutine';
import { blockedSite, heapSite, resolved, spawnSite } from './sites';

const megabyte = 1024 * 1024;

describe('the words at the end of a line', () => {
  it.each([
    [blockedSite(), '412 waiting', '412 waiting'],
    [blockedSite({ count: 1204, growth: 118 }), '1,204 waiting ↑118/min', '1,204 waiting'],
    [blockedSite({ count: 1, minutes: { min: 1, max: 7 }, growth: 2.44 }), '1 waiting ↑2.4/min', '1 waiting'],
    [blockedSite({ growth: -60 }), '412 waiting ↓60/min', '412 waiting'],
  ])('for a line that waits: %#', (site, text, short) => {
    expect(blockedText(site)).toBe(text);
    expect(blockedText(site, 'scarce')).toBe(short);
  });

  const wait = { site: resolved(), kind: 'chan-send', count: 5 } as const;

  it.each([
    [spawnSite(), '412 started here wait at gateway.go:38'],
    [spawnSite({ growth: 118 }), '412 started here wait at gateway.go:38 ↑118/min'],
    [spawnSite({ count: 1 }), '1 started here waits at gateway.go:38'],
    [spawnSite({ waits: [wait, wait] }), '412 started here wait at gateway.go:38 and 1 more'],
    [spawnSite({ waits: [wait, wait, wait] }), '412 started here wait at gateway.go:38 and 2 more'],
    [spawnSite({ waits: [] }), '412 started here wait'],
  ])('for a line that starts them: %#', (site, text) => {
    expect(spawnText(site)).toBe(text);
    expect(spawnText(site, 'scarce')).toMatch(/^(1|412) started here wait$/);
  });

  it.each([
    [heapSite(), 37.1 * megabyte, '31.2 MB in use · 84% of heap'],
    [heapSite({ growth: 9.1 * megabyte }), 37.1 * megabyte, '31.2 MB in use ↑9.10 MB/min · 84% of heap'],
    [heapSite({ bytes: 1000 }), 37.1 * megabyte, '0.98 KB in use · <1% of heap'],
    [heapSite({ growth: -3 * megabyte }), 31.2 * megabyte, '31.2 MB in use ↓3.00 MB/min · 100% of heap'],
    [heapSite({ bytes: 0 }), 0, '0 B in use · 0% of heap'],
  ])('for a line that allocates: %#', (site, total, text) => {
    expect(heapText(site, total)).toBe(text);
    expect(heapText(site, total, 'scarce')).toBe(text.replace(/ in use.*/, ' in use'));
  });
});

it.each<[WaitKind, string, string]>([
  ['chan-send', 'chan send', 'channel send'],
  ['chan-send', 'chan send (nil chan)', 'send on a nil channel'],
  ['chan-receive', 'chan receive', 'channel receive'],
  ['chan-receive', 'chan receive (nil chan)', 'receive from a nil channel'],
  ['select', 'select', 'select'],
  ['select-forever', 'select (no cases)', 'select without cases'],
  ['mutex', '', 'mutex lock'],
  ['rwmutex', '', 'read-write lock'],
  ['waitgroup', '', 'WaitGroup'],
  ['cond', '', 'condition variable'],
  ['semaphore', 'semacquire', 'lock or WaitGroup'],
  ['sleep', 'sleep', 'sleep'],
  ['io', 'IO wait', 'network or file'],
  ['syscall', 'syscall', 'system call'],
  ['running', 'running', 'running'],
  ['other', 'debug call', 'debug call'],
  ['other', '', 'the runtime'],
])('a goroutine of kind %s in state %j waits for: %s', (kind, state, words) => {
  expect(waitWords(kind, state)).toBe(words);
});

it('an age is the greatest the runtime has seen', () => {
  expect(ageWords({ max: 7 })).toBe('up to 7 min');
});

it.each([
  ['/ws/a/gateway.go', 'gateway.go:61'],
  ['gateway.go', 'gateway.go:61'],
])('a place is its file and line: %s', (path, place) => {
  expect(fileLine(path, 61)).toBe(place);
});
