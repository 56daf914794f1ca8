// Profiles of services that run: asked when somebody opens them, shared with the polls where somebody follows, and never beside them.
import { describe, expect, it } from 'vitest';
import type { LiveProfile } from '../../../src/shared/model/views/liveProfile';
import { wholeScope } from '../../../src/shared/model/views/viewScope';
import type { LiveOrigin } from '../../../src/shared/model/views/profileOrigin';
import { readFixture } from '../../support/profiles/decodeFixtures';
import { buildService, hasGo, startService } from '../../support/go/goService';
import { EngineWatcher } from '../engineWatcher';
import { RecordedService } from '../recordedService';

const never = new AbortController().signal;

/** Polls only when it is told to. */
const settings = { pollIntervalSeconds: 3600 };

async function connected() {
  const service = await new RecordedService().start();
  const { engine } = await EngineWatcher.start({ folder: '/nowhere', settings });
  const { target } = await engine.connect({ url: service.url, name: 'gateway' }, never);
  service.asked.length = 0;
  const live = (profile: LiveProfile, more: Partial<LiveOrigin> = {}): LiveOrigin => ({
    kind: 'live',
    targetId: target.id,
    profile,
    seconds: null,
    follows: false,
    ...more,
  });
  const open = (origin: LiveOrigin, signal = never) => engine.profiles.open({ origin, base: null }, signal);
  const total = async (handle: string) => {
    const ask = { sort: 'flat', descending: true, filter: '', first: 0, count: 1, copy: 'none' } as const;
    const answer = await engine.profiles.answer(handle, { view: 'top', scope: wholeScope, ask }, never);
    return answer.view === 'top' ? answer.window.total : 0;
  };
  return { service, engine, target, live, open, total };
}

describe('a profile of a service', () => {
  it('is asked for when it is opened, each time anew', async () => {
    const { service, open, live, total } = await connected();
    const first = await open(live('goroutine'));
    service.frame = 12;
    const second = await open(live('goroutine'));
    expect(service.asked).toEqual(['goroutine', 'goroutine']);
    expect(await total(second.handle)).toBeGreaterThan(await total(first.handle));
  });

  it('is compared with a snapshot', async () => {
    const { service, engine, target, live } = await connected();
    const { id } = await engine.capture(target.id, never);
    service.frame = 12;
    const base = { kind: 'snapshot', id, file: 'heap.pb.gz' } as const;
    const { about } = await engine.profiles.open({ origin: live('heap'), base }, never);
    expect(about).toMatchObject({ hasBase: true, defaultSample: 'inuse_space' });
  });

  it('lists goroutines one by one with the numbers that they keep, and is compared with what was seen before without asking again', async () => {
    const { service, engine, live, open, total } = await connected();
    const dump = live('goroutine-dump');
    const first = await open(dump);
    expect(first.about.hasGoroutines).toBe(true);
    service.frame = 12;
    const base = { kind: 'opened', handle: first.handle } as const;
    const second = await engine.profiles.open({ origin: dump, base }, never);
    expect(service.asked).toEqual(['goroutine?debug=2', 'goroutine?debug=2']);
    expect(second.about.hasBase).toBe(true);
    const ask = { by: 'place', search: null, onlyMine: false, opened: null } as const;
    const answer = await engine.profiles.answer(second.handle, { view: 'goroutines', scope: wholeScope, ask }, never);
    if (answer.view !== 'goroutines') throw new Error(answer.view);
    const { comparison, groups } = answer.window;
    expect(comparison).toBe('numbers');
    const numbered = groups.map(({ change }) => change?.numbered);
    expect(numbered.some((one) => (one?.appeared ?? 0) > 0 && (one?.stayed ?? 0) > 0)).toBe(true);

    // What is looked at alone again is what was answered, also when whoever had it open has closed it.
    const again = { kind: 'opened', handle: second.handle } as const;
    const alone = await engine.profiles.open({ origin: again, base: null }, never);
    engine.profiles.close(second.handle);
    expect(alone.about.hasBase).toBe(false);
    expect(await total(alone.handle)).toBeGreaterThan(await total(first.handle));
    expect(service.asked).toHaveLength(2);
    await expect(engine.profiles.open({ origin: again, base: null }, never)).rejects.toMatchObject({
      problem: { kind: 'not-found' },
    });
  });

  it.each([
    ['goroutine-dump', { body: new TextEncoder().encode('goroutine profile: total 3\n') }, 'unreadable'],
    ['block', { status: 404 }, 'no-pprof'],
    ['mutex', { body: new TextEncoder().encode('<html>Sign in</html>') }, 'no-pprof'],
    ['cpu', { status: 500, body: 'Could not enable CPU profiling: cpu profiling already in use' }, 'http-status'],
  ] as const)('of %s that the service refuses is told in its words', async (profile, trouble, kind) => {
    const { service, open, live } = await connected();
    const paths: Readonly<Record<string, string>> = { cpu: 'profile?seconds=2', 'goroutine-dump': 'goroutine?debug=2' };
    service.trouble.set(paths[profile] ?? profile, trouble);
    const origin = live(profile, { seconds: profile === 'cpu' ? 2 : null });
    await expect(open(origin)).rejects.toMatchObject({ problem: { kind } });
  });

  it('of a service that is not connected is none', async () => {
    const { engine, target, open, live } = await connected();
    engine.disconnect(target.id);
    await expect(open(live('heap'))).rejects.toMatchObject({ problem: { kind: 'not-found' } });
  });
});

describe('whoever follows', () => {
  it('gets what the polls were answered, and asks the service no more than they do', async () => {
    const { service, engine, target, open, live, total } = await connected();
    const first = await open(live('goroutine', { follows: true }));
    expect(service.asked).toEqual(['goroutine']);
    service.frame = 12;
    await engine.refresh(target.id);
    const afterPoll = [...service.asked];
    const [second, third] = [
      await open(live('goroutine', { follows: true })),
      await open(live('goroutine', { follows: true })),
    ];
    expect(service.asked).toEqual(afterPoll);
    expect(await total(second.handle)).toBeGreaterThan(await total(first.handle));
    expect(await total(third.handle)).toBe(await total(second.handle));
  });

  it('the allocations gets them of the heap profile, which is the same', async () => {
    const { service, engine, target, open, live } = await connected();
    service.trouble.set('allocs', { body: readFixture('profiles/allocs.pb.gz') });
    await open(live('allocs', { follows: true }));
    await engine.refresh(target.id);
    const { about } = await open(live('allocs', { follows: true }));
    expect(service.asked.filter((path) => path === 'allocs')).toHaveLength(1);
    expect(about.sampleTypes.map(({ type }) => type)).toContain('alloc_space');
  });

  it('and stops is forgotten: nothing is kept of polls that nobody looks at', async () => {
    const { service, engine, target, open, live } = await connected();
    await open(live('heap', { follows: true }));
    for (let poll = 0; poll < 5; poll += 1) await engine.refresh(target.id);
    service.asked.length = 0;
    await open(live('heap', { follows: true }));
    expect(service.asked).toEqual(['heap']);
  });
});

describe('a recording', () => {
  it('that is cancelled ends at the service, and what waited behind it goes on', async () => {
    const { service, engine, target, open, live } = await connected();
    service.trouble.set('profile?seconds=300', 'hang');
    const abort = new AbortController();
    const opening = open(live('cpu', { seconds: 300 }), abort.signal);
    await expect.poll(() => service.waiting).toBe(1);
    const polled = engine.refresh(target.id);
    expect(service.asked).toEqual(['profile?seconds=300']);
    abort.abort();
    await expect(opening).rejects.toMatchObject({ problem: { kind: 'cancelled' } });
    await polled;
    await expect.poll(() => service.waiting).toBe(0);
    expect(service.asked).toContain('heap');
  });

  it.skipIf(!hasGo())('of a real service has its seconds, and where they went', { timeout: 300_000 }, async () => {
    await buildService('gateway');
    const service = await startService('gateway', { args: ['-rate', '400'] });
    try {
      const { engine } = await EngineWatcher.start({ folder: '/nowhere', settings });
      const { target } = await engine.connect({ url: service.url, name: 'gateway' }, never);
      const origin = { kind: 'live', targetId: target.id, profile: 'cpu', seconds: 1, follows: false } as const;
      const { about } = await engine.profiles.open({ origin, base: null }, never);
      expect(about).toMatchObject({ defaultSample: 'cpu', durationMillis: expect.any(Number) as number });
      expect(about.durationMillis).toBeGreaterThan(900);
    } finally {
      await service.stop();
    }
  });
});
