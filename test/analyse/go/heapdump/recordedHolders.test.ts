// What holds memory in programs whose holders are known, from dumps of the oldest and the newest Go that are read.
import { describe, expect, it } from 'vitest';
import { dumpHolders } from '../../../../src/analyse/go/heapdump/dumpHolders';
import { heapDumpProfile } from '../../../../src/analyse/go/heapdump/heapDumpProfile';
import { readHeapDump } from '../../../../src/decode/go/heapdump/heapDumpReader';
import { namesHeld } from '../../../../src/decode/go/profiles/retentionProfile';
import type { DumpHolder, ProgramSymbols } from '../../../../src/shared/model/go/dumpHolders';
import { holdingLine, holdingTruth } from '../../../support/heapdumps/holdingProgram';
import { partsOf, recordedDump, recordedVersions } from '../../../support/heapdumps/recordedDump';

function holdersOf(version: (typeof recordedVersions)[number]) {
  const { bytes, symbols } = recordedDump(version);
  return dumpHolders(readHeapDump(partsOf(bytes), version), symbols);
}

function mostOf({ parts }: DumpHolder) {
  return parts[0]?.made ?? null;
}

describe.each(recordedVersions)('a dump of %s', (version) => {
  const read = holdersOf(version);

  it.each(holdingTruth)('names $what: $name', ({ kind, name, made }) => {
    const holder = read.holders.find((one) => one.name === name && one.kind === kind && one.bytes > 100_000);
    expect(holder && mostOf(holder)).toMatchObject({
      file: 'leaklens.example/heapdumps/main.go',
      // Before Go 1.26 the innermost address of a stack is that of the call's return, and its line that of what comes next.
      line: holdingLine(version === 'go1.24.13' && made === 'whole := make' ? 'heads = append' : made),
    });
    expect(holder?.parts[0]?.bytes).toBeGreaterThan(0.8 * (holder?.bytes ?? Infinity));
  });

  it('has no other large holder', () => {
    const large = read.holders.filter(({ bytes }) => bytes > 100_000).map(({ name }) => name);
    expect(large.sort()).toEqual(holdingTruth.map(({ name }) => name as string).sort());
  });

  it('counts each object once', () => {
    const bytes = read.holders.reduce((sum, one) => sum + one.bytes, 0);
    const { objects } = readHeapDump(partsOf(recordedDump(version).bytes), version);
    expect(bytes).toBe(read.held.bytes);
    expect(read.held.bytes + read.unreached.bytes).toBe(objects.words.reduce((sum, words) => sum + 8 * words, 0));
    const parts = read.holders.flatMap((one) => one.parts).reduce((sum, one) => sum + one.bytes, 0);
    expect(Math.abs(parts - bytes)).toBeLessThan(read.holders.length);
  });

  it('says of what two maps hold that one alone frees nothing', () => {
    const both = read.holders.find(({ others }) => others.includes('main.byNumber'));
    expect(both).toMatchObject({ name: 'main.byName', others: ['main.byNumber'] });
  });

  it('tells how many goroutines hold, what they wait for and who has called', () => {
    const holder = read.holders.find(({ name }) => name === 'main.goroutineStack');
    expect(holder).toMatchObject({ goroutines: 3, waitsFor: 'chan receive', objects: 3 });
    expect(holder?.path.at(-1)).toBe('main.goroutineStack');
  });

  it('names what large shares hang on, closures by their function', () => {
    const through = read.holders.find(({ name }) => name === 'runtime.allp')?.parts[0]?.through ?? [];
    expect(through.at(-1)?.line).toBe(holdingLine('time.AfterFunc(time.Hour'));
  });

  it('is a retention profile whose roots are outermost', () => {
    const profile = heapDumpProfile(
      read.holders.map((holder) => ({ ...holder, place: null })),
      [],
    );
    expect(namesHeld(profile)).toBe(true);
    const names = [...profile.functions.names].map((row) => profile.strings.at(row));
    expect(names).toContain('main.byName & main.byNumber');
  });
});

describe('without the right names', () => {
  const { bytes, symbols } = recordedDump('go1.27.1');
  const dump = readHeapDump(partsOf(bytes), 'dump');

  it('variables are addresses, and all else is told', () => {
    const { names, holders } = dumpHolders(dump, 'no-program');
    expect(names).toBe('no-program');
    const most = holders.find((one) => mostOf(one)?.line === holdingLine('body := make([]byte, 8<<10)'));
    expect(most?.name).toMatch(/^0x[0-9a-f]+$/);
    expect(holders.map(({ name }) => name)).toContain('main.goroutineStack');
  });

  it('those of another build are not believed', () => {
    const other = recordedDump('go1.24.13').symbols;
    expect(dumpHolders(dump, other).names).toBe('other-program');
  });

  it('a program that the system has moved is known by where its segments begin', () => {
    const moved = (all: ProgramSymbols['variables']) => all.map((one) => ({ ...one, address: one.address - 0x10000 }));
    const { names, holders } = dumpHolders(dump, {
      variables: moved(symbols.variables),
      functions: moved(symbols.functions),
    });
    expect(names).toBe('known');
    expect(holders.map(({ name }) => name)).toContain('main.sessions');
  });
});
