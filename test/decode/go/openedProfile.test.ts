// What a person opens as a profile: every format that is read, told by nothing but the bytes.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { topReport } from '../../../src/analyse/reports/topReport';
import { createGoDecoder } from '../../../src/decode/go/goDecoder';
import { openedProfile } from '../../../src/decode/go/openedProfile';
import { LeakLensError } from '../../../src/shared/model/errors';
import type { Profile } from '../../../src/shared/model/profile';
import { wholeScope } from '../../../src/shared/model/views/viewScope';
import { reportScope } from '../../../src/analyse/views/viewScopes';
import { repositoryRoot } from '../../support/paths';

const decoder = createGoDecoder();
const open = (text: string | Uint8Array) =>
  openedProfile(decoder, typeof text === 'string' ? new TextEncoder().encode(text) : text, 'given.txt').profile;
const fixture = (name: string) => new Uint8Array(readFileSync(join(repositoryRoot, 'test/fixtures/profiles', name)));

/** What each function costs itself, and with all that it calls. */
function costs(profile: Profile): Readonly<Record<string, readonly [number, number]>> {
  const { rows } = topReport(profile, reportScope(profile, null, wholeScope), 'function');
  return Object.fromEntries(rows.map((row) => [row.function, [Number(row.flat), Number(row.cum)]]));
}

const dump = `goroutine 1 [running]:
main.main()
	/s/main.go:9 +0x1d

goroutine 7 [chan send, 3 minutes]:
shop.put(...)
	/s/cart.go:4
shop.add(0xc000)
	/s/cart.go:21 +0x2a
created by main.main in goroutine 1
	/s/main.go:8 +0x11

goroutine 8 [chan send, 3 minutes]:
shop.put(...)
	/s/cart.go:4
shop.add(0xc000)
	/s/cart.go:21 +0x2a
created by main.main in goroutine 1
	/s/main.go:8 +0x11
`;

describe('goroutines as text', () => {
  it('of debug=2 count as in a profile: what was inlined stands in its caller, and states are labels', () => {
    const profile = open(dump);
    expect(costs(profile)).toEqual({ 'shop.put': [2, 2], 'shop.add': [0, 2], 'main.main': [1, 1] });
    expect(profile.sampleTypes).toEqual([{ type: 'goroutine', unit: 'count' }]);
    expect(profile.locations.count).toBe(2);
    const sending = { ...wholeScope, refinements: [{ kind: 'tagfocus', pattern: 'state=chan send' } as const] };
    const { rows } = topReport(profile, reportScope(profile, null, sending), 'function');
    expect(rows.map((row) => row.function)).toEqual(['shop.put', 'shop.add']);
  });

  it.each(['goroutine.debug2.txt', 'goroutine.healthy.debug2.txt', 'goroutineleak.debug2.txt', 'goroutine.debug1.txt'])(
    'are all there: %s',
    (name) => {
      const bytes = fixture(name);
      const profile = open(bytes);
      const counted = profile.samples.values.reduce((sum, value) => sum + value, 0);
      expect(counted).toBe(decoder.goroutineDump(bytes, name).total);
      expect(profile.functions.count).toBeGreaterThan(3);
    },
  );

  it('count as in the profile that the same process answered', () => {
    const text = costs(open(fixture('goroutine.debug2.txt')));
    const message = costs(open(fixture('goroutine.pb.gz')));
    const own = Object.keys(message).filter((name) => name.startsWith('main.'));
    expect(own.length).toBeGreaterThan(0);
    for (const name of own) expect([name, text[name]?.[1]]).toEqual([name, message[name]?.[1]]);
  });

  it('say that they are cut', () => {
    expect(open(dump.slice(0, -40)).comments).toEqual(['The text is cut: there were more goroutines than it shows.']);
  });
});

describe('a log', () => {
  const logged = (text: string, service: string) =>
    text
      .trimEnd()
      .split('\n')
      .map((line) => `${service}  | ${line}\n`)
      .join('');

  it('is opened as the dump, or the profile, that stands in it', () => {
    expect(costs(open(`2026/01/02 starting\n${dump}exit status 2\n`))).toMatchObject({ 'shop.put': [2, 2] });
    const heap = new TextDecoder().decode(fixture('heap.debug1.txt'));
    expect(open(`2026/01/02 starting\n${heap}`).sampleTypes.map(({ type }) => type)).toContain('inuse_space');
  });

  it('of several services says which there are', () => {
    const both = logged(dump, 'shop-1') + logged(dump, 'mail-1');
    expect(() => open(both)).toThrow(LeakLensError);
    expect(() => open(both)).toThrow(/2 services \(.*shop-1.*mail-1|mail-1.*shop-1/);
  });

  it('without any is told as what it is', () => {
    expect(() => open('nothing of the kind\n')).toThrow(/text which begins with/);
  });
});
