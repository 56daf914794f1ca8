import { describe, expect, it } from 'vitest';
import { goAnalyser as analyser } from '../../../../src/analyse/go/goAnalyser';
import { dumpOf, group, inWorkspace, megabyte, minute, observationOf, type Moment } from '../../builders';

/** Observes moments of one process and hands back the last report. */
function track(moments: readonly Moment[]) {
  const tracker = analyser.createSiteTracker();
  const reports = moments.map((moment) => tracker.observe(observationOf(moment), inWorkspace));
  const last = reports.at(-1);
  if (last === undefined) throw new Error('nothing was observed');
  return last;
}

const heapOf = (megabytes: number) => `main.leak@/ws/a.go:3 1 ${String(megabytes * megabyte)}`;
const waiting = (count: number) => `runtime.gopark;runtime.chansend;main.receive@/ws/gateway.go:38 ${String(count)}`;
const dumpWaiting = (count: number, minutes: number) =>
  dumpOf(
    group('main.receive@/ws/gateway.go:38', {
      count,
      minutes: { min: minutes, max: minutes },
      createdBy: 'main.serve@/ws/gateway.go:25',
    }),
  );

describe('the lines of a process over time', () => {
  it('have no growth at first sight', () => {
    const report = track([{ at: 0, heap: heapOf(30), goroutines: waiting(40) }]);
    expect(report).toMatchObject({ heap: [{ growth: null }], blocked: [{ growth: null }], spawns: [] });
  });

  it('grow when goroutines pile up, and so does the line that starts them', () => {
    const report = track([
      { at: 0, goroutines: waiting(10), dump: dumpWaiting(10, 1) },
      { at: 5000, goroutines: waiting(20) },
      { at: 10_000, goroutines: waiting(30) },
    ]);
    expect(report.blocked).toMatchObject([{ count: 30, growth: 120, spawns: [{ count: 30 }] }]);
    expect(report.spawns).toMatchObject([{ count: 30, growth: 120, site: { line: 25 }, waits: [{ count: 30 }] }]);
  });

  it('grow in the heap by one point a collection: a profile between two says nothing new', () => {
    const polls = [0, 0, 0, 1, 1, 1, 2, 2, 2, 3].map((gc, index) => ({
      at: index * 5000,
      gc,
      heap: heapOf(10 + gc * 30),
    }));
    expect(track(polls).heap[0]?.growth).toBeCloseTo(120 * megabyte, 0);
    const noCollection = polls.map((poll) => ({ ...poll, gc: 7 }));
    expect(track(noCollection).heap[0]?.growth).toBeNull();
  });

  describe('tell what came and went', () => {
    const busy = 'main.cache@/ws/cache.go:7;main.put@/ws/main.go:5';
    const dead = 'main.cache@/ws/cache.go:7;main.replace@/ws/main.go:9';
    const kept = 'main.leak@/ws/a.go:3';
    const polls = [1, 2, 3, 4].map((gc) => ({
      at: gc * 10_000,
      gc,
      // Objects of 1 MB, so that a sample stands for little more than itself.
      heap: `
        ${busy} ${String(gc * 20)} ${String(gc * 20 * megabyte)} 30 ${String(30 * megabyte)}
        ${dead} ${String(gc * 10)} ${String(gc * 10 * megabyte)} 0 0
        ${kept} ${String(gc * 20)} ${String(gc * 20 * megabyte)} ${String(gc * 20)} ${String(gc * 20 * megabyte)}`,
    }));
    const at = (line: number) => track(polls).heap.find(({ site }) => site.line === line)?.turnover;

    it('on a line that keeps all: nothing went', () => {
      expect(at(3)).toMatchObject({
        windowMillis: 30_000,
        allocatedBytes: 60 * megabyte,
        freedBytes: 0,
        livesMillis: null,
      });
    });

    it('on a line whose entries are replaced: as much as came, on stacks that hold nothing any more, too', () => {
      expect(at(7)).toMatchObject({ allocatedBytes: 90 * megabyte, freedBytes: 90 * megabyte, livesMillis: 10_000 });
    });

    it('and say nothing at first sight, or where nobody counts what is allocated', () => {
      expect(track(polls.slice(0, 1)).heap.map(({ turnover }) => turnover)).toEqual([null, null]);
      const uncounted = [1, 2, 3].map((gc) => ({ at: gc * 10_000, gc, heap: heapOf(gc * 30) }));
      expect(track(uncounted).heap[0]?.turnover).toBeNull();
    });
  });

  it('are gone when they hold nothing any more', () => {
    const report = track([
      { at: 0, gc: 1, heap: heapOf(30), goroutines: waiting(40), dump: dumpWaiting(40, 1) },
      { at: 5000, gc: 2 },
    ]);
    expect(report).toEqual({ heap: [], heapTotalBytes: 0, blocked: [], spawns: [] });
  });

  it('keep what a dump told between two dumps, their age for two minutes', () => {
    const before = { at: 0, goroutines: waiting(40), dump: dumpWaiting(40, 6) };
    const soon = track([before, { at: minute, goroutines: waiting(80) }]);
    expect(soon.blocked).toMatchObject([{ state: 'chan send', minutes: { max: 6 }, spawns: [{ count: 80 }] }]);
    const late = track([before, { at: 3 * minute, goroutines: waiting(80) }]);
    expect(late.blocked).toMatchObject([{ state: 'chan send', minutes: null, spawns: [{ count: 80 }] }]);
  });

  it('take the newest dump', () => {
    const report = track([
      { at: 0, goroutines: waiting(40), dump: dumpWaiting(40, 1) },
      { at: 30_000, goroutines: waiting(50), dump: dumpWaiting(50, 2) },
    ]);
    expect(report.blocked[0]?.minutes).toEqual({ min: 2, max: 2 });
  });

  it('are named by what they wait for, most first, at the line that starts them', () => {
    const serve = { createdBy: 'main.serve@/ws/gateway.go:25' };
    const report = track([
      {
        at: 0,
        goroutines: `${waiting(5)}\nruntime.gopark;runtime.selectgo;main.ack@/ws/gateway.go:51 9`,
        dump: dumpOf(
          group('main.receive@/ws/gateway.go:38', { count: 5, ...serve }),
          group('main.ack@/ws/gateway.go:51', { count: 9, state: 'select', ...serve }),
        ),
      },
    ]);
    expect(report.spawns).toMatchObject([
      {
        count: 14,
        waits: [
          { count: 9, kind: 'select' },
          { count: 5, kind: 'chan-send' },
        ],
      },
    ]);
  });

  it('of one process know nothing of another', () => {
    track([
      { at: 0, goroutines: waiting(10) },
      { at: 5000, goroutines: waiting(20) },
    ]);
    expect(track([{ at: 10_000, goroutines: waiting(30) }]).blocked[0]?.growth).toBeNull();
  });
});
