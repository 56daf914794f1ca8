import { describe, expect, it } from 'vitest';
import { blockedFromDump, blockedFromProfile, withDumpDetails } from '../../../../src/analyse/go/sites/blockedSites';
import { CodeOwners } from '../../../../src/analyse/go/sites/codeOwners';
import { createGoDecoder } from '../../../../src/decode/go/goDecoder';
import { readFixture } from '../../../support/profiles/decodeFixtures';
import { profileFromText } from '../../../support/profiles/profileText';
import type { GoroutineGroup } from '../../../../src/shared/model/go/goroutine';
import { dumpOf, group, inWorkspace } from '../../builders';

const send = 'runtime.gopark;runtime.chansend;runtime.chansend1;main.receive@/ws/gateway.go:38';
/** The same as a dump shows it: without the runtime's frames. */
const sendInDump = 'main.receive@/ws/gateway.go:38';

function fromProfile(text: string) {
  return blockedFromProfile(profileFromText(text), new CodeOwners(inWorkspace, null));
}

function fromDump(...groups: readonly GoroutineGroup[]) {
  return blockedFromDump(dumpOf(...groups), new CodeOwners(inWorkspace, null));
}

describe('goroutines of a profile', () => {
  it('are counted by the line of mine that waits', () => {
    const sites = fromProfile(`
      ${send};main.serve@/ws/gateway.go:20 30
      ${send};main.retry@/ws/gateway.go:90 12
      runtime.gopark;runtime.chanrecv;lib.Take@/mod/lib.go:3;main.work@/ws/worker.go:7 50`);
    expect(sites.map(({ site, kind, count }) => [site.path, site.line, kind, count])).toEqual([
      ['/ws/worker.go', 7, 'chan-receive', 50],
      ['/ws/gateway.go', 38, 'chan-send', 42],
    ]);
  });

  it('have no state, age or origin, which a profile does not tell', () => {
    expect(fromProfile(`${send} 3`)[0]).toMatchObject({ state: '', minutes: null, spawns: [] });
  });

  it('are apart by what they wait for on one line', () => {
    const sites = fromProfile(`
      runtime.gopark;runtime.chansend;main.pipe@/ws/a.go:5 2
      runtime.gopark;runtime.chanrecv;main.pipe@/ws/a.go:5 3`);
    expect(sites.map(({ kind, count }) => [kind, count])).toEqual([
      ['chan-receive', 3],
      ['chan-send', 2],
    ]);
  });

  it.each([
    ['run', 'main.spin@/ws/a.go:1'],
    ['wait for the network', 'runtime.gopark;runtime.netpollblock;internal/poll.runtime_pollWait;main.read@/ws/a.go:1'],
    ['are in a system call', 'syscall.Syscall;main.read@/ws/a.go:1'],
    ['wait in a library only', 'runtime.gopark;runtime.chanrecv;lib.loop@/mod/lib.go:1'],
    ['serve the profile', 'runtime.gopark;runtime.chanrecv;net/http/pprof.Index;main.mux@/ws/main.go:1'],
  ])('that %s are none of them', (_what, stack) => {
    expect(fromProfile(`${stack} 5`)).toEqual([]);
  });

  it('under pprof labels are counted like all others', () => {
    const labelled = 'runtime.gopark;runtime.block;main.wait@/ws/a.go:1;runtime/pprof.Do;main.run@/ws/a.go:9';
    expect(fromProfile(`${labelled} 4 {tenant=t0}\n${labelled} 2 {tenant=t1}`)[0]).toMatchObject({ count: 6 });
  });

  it('keep the five most frequent stacks of a line', () => {
    const lines = [1, 2, 3, 4, 5, 6].map((n) => `${send};main.caller${String(n)} ${String(n)}`);
    expect(fromProfile(lines.join('\n'))[0]?.stacks.map(({ count }) => count)).toEqual([6, 5, 4, 3, 2]);
  });
});

describe('goroutines of a dump', () => {
  it('have state, age and origin', () => {
    const [site] = fromDump(
      group(sendInDump, { count: 30, minutes: { min: 3, max: 7 }, createdBy: 'main.serve@/ws/gateway.go:25' }),
      group(sendInDump, { count: 12, minutes: { min: 1, max: 2 }, createdBy: 'main.serve@/ws/gateway.go:25' }),
      group(sendInDump, { count: 5, minutes: null, createdBy: 'main.retry@/ws/gateway.go:90' }),
    );
    expect(site).toMatchObject({ state: 'chan send', count: 47, minutes: { min: 1, max: 7 } });
    expect(site?.spawns.map((spawn) => [spawn.site.line, spawn.count])).toEqual([
      [25, 42],
      [90, 5],
    ]);
  });

  it('have no origin in the workspace when a library started them', () => {
    expect(fromDump(group(sendInDump, { createdBy: 'lib.Go@/mod/lib.go:4' }))[0]?.spawns).toEqual([]);
  });

  it.each([
    ['semacquire', 'sync.runtime_SemacquireMutex;sync.(*Mutex).Lock;main.a@/ws/a.go:1', 'mutex'],
    ['semacquire', 'sync.runtime_Semacquire;sync.(*WaitGroup).Wait;main.a@/ws/a.go:1', 'waitgroup'],
    ['semacquire', 'main.a@/ws/a.go:1', 'semaphore'],
    // RWMutex.Lock waits for its inner mutex first.
    [
      'sync.Mutex.Lock',
      'internal/sync.(*Mutex).lockSlow;sync.(*Mutex).Lock;sync.(*RWMutex).Lock;main.a@/ws/a.go:1',
      'rwmutex',
    ],
    ['sync.Mutex.Lock', 'main.a@/ws/a.go:1', 'mutex'],
    ['', 'runtime.gopark;runtime.selectgo;main.a@/ws/a.go:1', 'select'],
  ])('in state %j with %s wait for a %s', (state, stack, kind) => {
    expect(fromDump(group(stack, { state }))[0]?.kind).toBe(kind);
  });

  it('that run or wait for the runtime are none of them', () => {
    expect(fromDump(group(sendInDump, { state: 'running' }), group(sendInDump, { state: 'GC worker (idle)' }))).toEqual(
      [],
    );
  });
});

describe('the counts of a profile with the details of a dump', () => {
  const dump = fromDump(
    group(sendInDump, { count: 75, minutes: { min: 2, max: 9 }, createdBy: 'main.serve@/ws/gateway.go:25' }),
    group(sendInDump, { count: 25, createdBy: 'main.retry@/ws/gateway.go:90' }),
  );

  it('scale the origins to what is counted now', () => {
    const [site] = withDumpDetails(fromProfile(`${send} 200`), dump);
    expect(site).toMatchObject({ count: 200, state: 'chan send', minutes: { min: 2, max: 9 } });
    expect(site?.spawns.map(({ count }) => count)).toEqual([150, 50]);
  });

  it('leave out an origin of which nothing is left', () => {
    const [site] = withDumpDetails(fromProfile(`${send} 1`), dump);
    expect(site?.spawns.map((spawn) => [spawn.site.line, spawn.count])).toEqual([[25, 1]]);
  });

  it('have lines that the dump did not see, and none that only the dump saw', () => {
    const other = 'runtime.gopark;runtime.chanrecv;main.other@/ws/b.go:1';
    const sites = withDumpDetails(fromProfile(`${other} 3`), dump);
    expect(sites).toMatchObject([{ site: { path: '/ws/b.go' }, state: '', minutes: null, spawns: [] }]);
  });

  it('meet for a lock under RWMutex, which the state alone calls a mutex', () => {
    const stack = 'internal/sync.(*Mutex).lockSlow;sync.(*Mutex).Lock;sync.(*RWMutex).Lock;main.a@/ws/a.go:1';
    const counts = fromProfile(`runtime.gopark;runtime.semacquire1;${stack} 7`);
    const details = fromDump(group(stack, { state: 'sync.Mutex.Lock', count: 7, minutes: { min: 4, max: 4 } }));
    expect(withDumpDetails(counts, details)[0]).toMatchObject({ kind: 'rwmutex', minutes: { min: 4, max: 4 } });
  });

  it('agree in a real gateway', () => {
    const decoder = createGoDecoder();
    const own = (file: string) => (file.startsWith('leaklens.example/gateway/') ? file : null);
    const owners = new CodeOwners(own, '');
    const counts = blockedFromProfile(decoder.profile(readFixture('profiles/goroutine.pb.gz'), 'p'), owners);
    const details = blockedFromDump(decoder.goroutineDump(readFixture('profiles/goroutine.debug2.txt'), 'd'), owners);
    const [site] = withDumpDetails(counts, details);
    expect(site).toMatchObject({ kind: 'chan-send', state: 'chan send', count: 40, site: { line: 38 } });
    expect(site?.minutes?.max).toBeGreaterThanOrEqual(1);
    expect(site?.spawns).toMatchObject([{ count: 40, site: { line: 25, function: 'main.(*gateway).serve' } }]);
  });
});
