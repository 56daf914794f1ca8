// Goroutines that wait in a library lead to the line of the workspace that opened what they belong to.
import { describe, expect, it } from 'vitest';
import { verdicts } from '../../../../src/analyse/go/judge/verdicts';
import type { LibraryFacts, OpenedHere } from '../../../../src/shared/model/go/goSource';
import { readGoroutineDump } from '../../../../src/decode/go/goroutines/goroutineDump';
import { readFixture } from '../../../support/profiles/decodeFixtures';
import { inWorkspace } from '../../builders';
import { knowing, observationOf, watch } from './builders';

const goRoot = '/usr/local/go/src';
/** Goroutines that are parked in a function of a library. */
const parked = (how: 'selectgo' | 'chanrecv' | 'netpollblock', place: string, count: number) =>
  `runtime.gopark@${goRoot}/runtime/proc.go:460;runtime.${how}@${goRoot}/runtime/park.go:351;${place} ${String(count)}`;
const transport = `${goRoot}/net/http/transport.go`;
const readers = (count: number) => parked('selectgo', `net/http.(*persistConn).readLoop@${transport}:2330`, count);
const writers = (count: number) => parked('selectgo', `net/http.(*persistConn).writeLoop@${transport}:2652`, count);
const idle = (count: number) => parked('netpollblock', `net/http.(*persistConn).readLoop@${transport}:2210`, count);
const rows = (count: number) =>
  parked('selectgo', `database/sql.(*Rows).awaitDone@${goRoot}/database/sql/sql.go:3009`, count);
const ofModule = (count: number) =>
  parked('chanrecv', 'example.com/bus.(*Subscription).run@/home/go/pkg/mod/example.com/bus@v1.2.0/bus.go:40', count);

function opened(given: Partial<OpenedHere> = {}): OpenedHere {
  return {
    path: '/ws/price.go',
    line: 14,
    function: 'main.price',
    call: 'client.Do',
    release: 'resp.Body.Close()',
    fate: 'never',
    missingLine: null,
    seen: false,
    fixes: [],
    ...given,
  };
}

function factsOf(...lines: readonly OpenedHere[]): LibraryFacts {
  return {
    resource: 'http-response-body',
    noun: 'response-body',
    closer: 'Close',
    byContext: false,
    lasting: false,
    opened: lines,
  };
}

const left = knowing({ library: factsOf(opened({ fate: 'path', missingLine: 21 })) });

describe('a leak in the goroutines of a library', () => {
  it('stands on the own line that leaves open what they belong to, as one finding', () => {
    const growing = (nth: number) => ({ goroutines: `${readers(nth * 2)}\n${writers(nth * 2)}` });
    const findings = watch(growing, { knowledge: left });
    expect(findings).toMatchObject([
      {
        confidence: 'probable',
        pattern: 'not-closed',
        site: { function: 'main.price', path: '/ws/price.go', line: 14 },
        opened: { call: 'client.Do', fate: 'path', missingLine: 21 },
      },
    ]);
    expect(findings[0]?.related.map(({ role, line }) => [role, line])).toEqual([
      ['left-open', 21],
      ['waits-at', 2330],
      ['waits-at', 2652],
    ]);
  });

  it('is told with what the library keeps for it, where the function that opened it uses it on another line', () => {
    const bytes = (nth: number) => `${String(nth * 2)} ${String(nth * 262_144)}`;
    const used = (nth: number, leaf: string) => ({
      goroutines: readers(nth * 2),
      heap: `${leaf}main.price@/ws/price.go:16;main.main@/ws/main.go:3 ${bytes(nth)} ${bytes(nth)}`,
    });
    const kinds = (leaf: string) =>
      watch((nth) => used(nth, leaf), { knowledge: left })
        .map(({ kind }) => kind)
        .sort();
    expect(kinds(`bufio.NewReaderSize@${goRoot}/bufio/bufio.go:57;`)).toEqual(['goroutine-leak']);
    expect(kinds('')).toEqual(['goroutine-leak', 'heap-growth']);
  });

  it('keeps its name while the own line is found, moves or is lost', () => {
    const growing = (nth: number) => ({ goroutines: ofModule(nth * 2) });
    const ids = [undefined, factsOf(opened()), factsOf(opened({ line: 99 }))].map(
      (library) => watch(growing, library === undefined ? {} : { knowledge: knowing({ library }) })[0]?.id,
    );
    expect(new Set(ids).size).toBe(1);
  });

  it('is told on the only line that opens one, without a mistake, where the source does not tell its fate', () => {
    const unsure = knowing({ library: factsOf(opened({ fate: 'unknown' })) });
    expect(watch((nth) => ({ goroutines: ofModule(nth * 2) }), { knowledge: unsure })).toMatchObject([
      { confidence: 'probable', pattern: null, site: { line: 14 }, opened: { fate: 'unknown' } },
    ]);
  });

  it('stays in the library where several lines may have opened it, and names them', () => {
    const several = knowing({ library: factsOf(opened({ fate: 'unknown' }), opened({ fate: 'unknown', line: 30 })) });
    const [finding] = watch((nth) => ({ goroutines: ofModule(nth * 2) }), { knowledge: several });
    expect(finding).toMatchObject({ pattern: null, opened: null, site: { path: null, line: 40 } });
    expect(finding?.related.map(({ role, line }) => [role, line])).toEqual([
      ['opened', 14],
      ['opened', 30],
    ]);
  });

  it('is found though its connections grow along: they are its own doing', () => {
    const growing = (nth: number) => ({ goroutines: `${idle(nth * 2)}\n${writers(nth * 2)}` });
    expect(watch(growing, { knowledge: left })).toMatchObject([{ confidence: 'probable', site: { line: 14 } }]);
  });

  it('is believed of the standard library where it waits for its user alone, without any source', () => {
    expect(watch((nth) => ({ goroutines: rows(nth * 2) }))).toMatchObject([
      { confidence: 'probable', site: { line: 3009 } },
    ]);
    expect(watch((nth) => ({ goroutines: writers(nth * 2) }))).toMatchObject([{ confidence: 'possible' }]);
  });

  it('is nothing where the goroutines come and go', () => {
    expect(watch((nth) => ({ goroutines: rows(200 - (nth % 10) * 20) }), { knowledge: left })).toEqual([]);
  });
});

describe('a dump with the ancestors of goroutines', () => {
  const recorded = new TextDecoder().decode(readFixture('programs/ancestors/recorded/goroutine.debug2.txt'));
  const renamed = recorded.replaceAll('leaklens.example/ancestors/', '/ws/');
  const dump = readGoroutineDump(new TextEncoder().encode(renamed), 'ancestors');
  const bufferSymbol = 'github.com/eapache/channels.(*InfiniteChannel).infiniteBuffer';
  const buffers = (count: number) =>
    parked('selectgo', `${bufferSymbol}@github.com/eapache/channels@v1.1.0/infinite_channel.go:49`, count);
  const growing = (nth: number) => ({ goroutines: buffers(nth * 2), dump: nth % 30 === 4 ? dump : null });

  it('leads from a library that nobody knows to the own line that had it start them', () => {
    const [finding] = watch(growing);
    expect(finding).toMatchObject({
      confidence: 'probable',
      site: { function: 'main.merge', path: '/ws/main.go', line: 19 },
    });
    expect(finding?.related.map(({ role, function: name }) => [role, name])).toEqual([
      ['waits-at', bufferSymbol],
      ['created-by', 'github.com/eapache/channels.NewInfiniteChannel'],
    ]);
    expect(watch((nth) => ({ goroutines: buffers(nth * 2) }))[0]?.site?.path).toBeNull();
  });

  it('tells the reader of the source which own line it was, and what was called there', () => {
    const judge = verdicts.createJudge();
    for (let nth = 0; nth < 5; nth += 1) judge.observe(observationOf(growing(nth), nth, 2000), inWorkspace, 0);
    expect(judge.questions().libraries[0]?.seen).toEqual([
      { path: '/ws/main.go', line: 19, callees: ['github.com/eapache/channels.NewInfiniteChannel'] },
    ]);
  });
});

describe('the source is asked', () => {
  const heap = `net/http.(*Client).do@${goRoot}/net/http/client.go:588;net/http.(*Client).Do@${goRoot}/net/http/client.go:576;main.price@/ws/price.go:14;main.main@/ws/main.go:3 0 0 4 4096`;

  it('about libraries whose goroutines pile up, with the own lines that profiles saw calling them', () => {
    const judge = verdicts.createJudge();
    for (let nth = 0; nth < 5; nth += 1)
      judge.observe(observationOf({ goroutines: readers(nth * 2), heap }, nth, 2000), inWorkspace, 0);
    expect(judge.questions().libraries).toMatchObject([
      {
        symbols: ['net/http.(*persistConn).readLoop'],
        kind: 'select',
        site: { function: 'net/http.(*persistConn).readLoop', file: `${goRoot}/net/http/transport.go`, line: 2330 },
        seen: [{ path: '/ws/price.go', line: 14, callees: ['net/http.(*Client).Do', 'net/http.(*Client).do'] }],
        mainPath: null,
      },
    ]);
  });

  it('about none where nothing grows', () => {
    const judge = verdicts.createJudge();
    for (let nth = 0; nth < 5; nth += 1)
      judge.observe(observationOf({ goroutines: readers(3), heap }, nth, 2000), inWorkspace, 0);
    expect(judge.questions().libraries).toEqual([]);
  });
});
