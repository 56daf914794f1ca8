import { describe, expect, it } from 'vitest';
import { AutomaticAttempts } from '../../../../src/host/targets/automaticAttempts';
import type { ConnectParams } from '../../../../src/shared/model/engineRequests';
import type { Outcome, ProblemReport, TargetState } from '../../../../src/shared/wires/lspMessages';
import type { Clock } from '../../../../src/shared/ports/clock';

/** Time that stands still until the test moves it. */
class ManualClock implements Clock {
  private time = 0;
  private readonly timers = new Set<{ readonly at: number; readonly callback: () => void }>();

  now(): number {
    return this.time;
  }

  after(millis: number, callback: () => void) {
    const timer = { at: this.time + millis, callback };
    this.timers.add(timer);
    return { dispose: () => void this.timers.delete(timer) };
  }

  get pending(): number[] {
    return [...this.timers].map(({ at }) => at - this.time);
  }

  /** Runs what is due; the attempts it starts end before this resolves. */
  async advance(millis: number): Promise<void> {
    this.time += millis;
    for (const timer of [...this.timers].filter(({ at }) => at <= this.time)) {
      this.timers.delete(timer);
      timer.callback();
    }
    await settled();
  }
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

const problem: ProblemReport = { kind: 'refused', message: 'Nothing listens there.', nextStep: 'Start the service.' };
const refused: Outcome<TargetState> = { ok: false, problem };

function answered(url: string): Outcome<TargetState> {
  const target = { id: url, name: url, url };
  const numbers = {
    condition: { kind: 'connecting' },
    conditionText: { short: 'connecting', sentence: '' },
    latest: null,
    runtime: 'go',
    series: [],
    limits: [],
    outlooks: [],
    growth: {},
    liveHeapPerMinute: null,
    goroutinesPerMinute: null,
    cost: null,
    pace: null,
    missing: [],
  } as const;
  return { ok: true, value: { target, phase: 'connected', problem: null, nextAttemptMillis: null, ...numbers } };
}

function setUp(connect: (params: ConnectParams) => Promise<Outcome<TargetState>>) {
  const clock = new ManualClock();
  const connected: string[] = [];
  const abandoned: string[] = [];
  const attempts = new AutomaticAttempts({
    connect,
    connected: ({ url }) => connected.push(url),
    abandon: ({ target }) => abandoned.push(target.id),
    clock,
    onChange: () => undefined,
  });
  return { attempts, clock, connected, abandoned };
}

const service = { url: 'http://localhost:6060' };

it.each(['wrong-cookie', 'no-cookie', 'name-mismatch'] as const)(
  'a node is not tried again by itself: %s',
  async (erlang) => {
    let tries = 0;
    const { attempts, clock } = setUp(() => {
      tries += 1;
      return Promise.resolve({ ok: false, problem: { ...problem, kind: 'erlang', erlang } });
    });
    await attempts.start({ url: 'beam:shop@localhost' });
    await clock.advance(600_000);
    expect([tries, clock.pending]).toEqual([1, []]);
  },
);

describe('automatic attempts', () => {
  it('connect at once when the service is up, and wait for nothing more', async () => {
    const { attempts, clock, connected } = setUp(({ url }) => Promise.resolve(answered(url)));
    await attempts.start(service);
    expect(connected).toEqual([service.url]);
    expect(attempts.waiting).toEqual([]);
    expect(clock.pending).toEqual([]);
  });

  it('pause 2 s after the first failures, then twice as long each time, up to a minute', async () => {
    const { attempts, clock } = setUp(() => Promise.resolve(refused));
    await attempts.start(service);
    const pauses: number[] = [];
    for (let round = 0; round < 11; round += 1) {
      const [pause = 0] = clock.pending;
      pauses.push(pause);
      await clock.advance(pause);
    }
    expect(pauses).toEqual([2000, 2000, 2000, 2000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000]);
  });

  it('show the problem and when the next attempt starts', async () => {
    const { attempts } = setUp(() => Promise.resolve(refused));
    await attempts.start({ ...service, name: 'gateway' });
    expect(attempts.waiting).toEqual([{ url: service.url, name: 'gateway', problem, nextAttemptMillis: 2000 }]);
  });

  it('connect when the service comes up during a pause', async () => {
    let isUp = false;
    const { attempts, clock, connected } = setUp(({ url }) => Promise.resolve(isUp ? answered(url) : refused));
    await attempts.start(service);
    isUp = true;
    await clock.advance(5_000);
    expect(connected).toEqual([service.url]);
    expect(attempts.waiting).toEqual([]);
  });

  it('end the pause when they are started again, under any spelling of the address', async () => {
    let asked = 0;
    const { attempts, clock } = setUp(() => {
      asked += 1;
      return Promise.resolve(refused);
    });
    await attempts.start(service);
    await attempts.start({ url: 'localhost:6060/debug/pprof/' });
    expect(asked).toBe(2);
    expect(clock.pending).toHaveLength(1);
  });

  it('do not ask twice at a time', async () => {
    let asked = 0;
    const { attempts } = setUp(() => {
      asked += 1;
      return new Promise(() => undefined);
    });
    void attempts.start(service);
    await attempts.start(service);
    expect(asked).toBe(1);
  });

  it('end with an address that no attempt can mend, which stays in sight with its problem', async () => {
    const bad: Outcome<TargetState> = {
      ok: false,
      problem: { kind: 'bad-url', message: 'No URL.', nextStep: 'Edit.' },
    };
    const { attempts, clock } = setUp(() => Promise.resolve(bad));
    await attempts.start({ url: 'ftp://somewhere' });
    expect(clock.pending).toEqual([]);
    expect(attempts.waiting.map(({ problem }) => problem?.kind)).toEqual(['bad-url']);
  });

  it.each([
    ['unauthorized', { kind: 'unauthorized' }, 0],
    ['not allowed', { kind: 'cancelled' }, 0],
    ['a certificate of nobody', { kind: 'tls', tls: 'unknown-authority' }, 0],
    ['no TLS there (yet)', { kind: 'tls', tls: 'handshake' }, 1],
  ] as const)('wait for a person where only a person helps: %s', async (_what, failure, pending) => {
    let asked = 0;
    const { attempts, clock } = setUp(() => {
      asked += 1;
      return Promise.resolve({ ok: false, problem: { ...problem, ...failure } });
    });
    await attempts.start(service);
    expect(clock.pending).toHaveLength(pending);
    await attempts.start(service);
    expect(asked).toBe(2);
  });

  it('are silent once stopped', async () => {
    const { attempts, clock } = setUp(() => Promise.resolve(refused));
    await attempts.start(service);
    expect(attempts.stop('http://localhost:6060/')).toBe(true);
    expect(attempts.stop('http://localhost:6060/')).toBe(false);
    expect(clock.pending).toEqual([]);
    expect(attempts.waiting).toEqual([]);
  });

  it('take a connection back that came after they were stopped', async () => {
    let answer: (outcome: Outcome<TargetState>) => void = () => undefined;
    const { attempts, connected, abandoned } = setUp(() => new Promise((resolve) => (answer = resolve)));
    const started = attempts.start(service);
    attempts.stop(service.url);
    answer(answered(service.url));
    await started;
    expect(connected).toEqual([]);
    expect(abandoned).toEqual([service.url]);
  });

  it('leave no timer when they are disposed', async () => {
    const { attempts, clock } = setUp(() => Promise.resolve(refused));
    await attempts.start(service);
    await attempts.start({ url: 'http://localhost:7070' });
    attempts.dispose();
    expect(clock.pending).toEqual([]);
  });
});
