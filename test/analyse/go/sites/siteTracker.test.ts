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
