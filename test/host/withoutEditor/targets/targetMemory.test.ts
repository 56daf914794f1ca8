import type { Memento } from 'vscode';
import { describe, expect, it } from 'vitest';
import { TargetHistory } from '../../../../src/host/targets/targetHistory';
import { TargetMemory } from '../../../../src/host/targets/targetMemory';

/** The editor's storage, which keeps JSON. */
function storage(content: Record<string, unknown> = {}): Memento {
  const values = new Map(Object.entries(content));
  return {
    keys: () => [...values.keys()],
    get: (key: string, fallback?: unknown) => values.get(key) ?? fallback,
    update: (key: string, value: unknown) => {
      values.set(key, JSON.parse(JSON.stringify(value)));
      return Promise.resolve();
    },
  };
}

describe('the history of targets', () => {
  it('has the newest first, each service once, whatever its spelling', async () => {
    const history = new TargetHistory(storage());
    await history.add({ url: 'http://localhost:6060' });
    await history.add({ url: 'http://localhost:7070', name: 'billing' });
    await history.add({ url: 'localhost:6060/debug/pprof/' });
    expect(history.entries()).toEqual([
      { url: 'localhost:6060/debug/pprof/' },
      { url: 'http://localhost:7070', name: 'billing' },
    ]);
  });

  it('keeps twenty', async () => {
    const history = new TargetHistory(storage());
    for (let port = 1; port <= 25; port += 1) await history.add({ url: `http://localhost:${port}` });
    expect(history.entries().map(({ url }) => new URL(url).port)).toHaveLength(20);
    expect(history.entries()[0]).toEqual({ url: 'http://localhost:25' });
  });

  it('forgets an entry that is removed', async () => {
    const history = new TargetHistory(storage());
    await history.add({ url: 'http://localhost:6060' });
    await history.remove('http://localhost:6060/');
    expect(history.entries()).toEqual([]);
  });

  it('never writes a password down', async () => {
    const history = new TargetHistory(storage());
    await history.add({ url: 'http://user:secret@localhost:6060' });
    expect(history.entries()).toEqual([]);
  });

  it('never writes down what stands in a query, and drops what an earlier version has', async () => {
    const history = new TargetHistory(storage({ 'leaklens.targetHistory': ['http://old:1/?token=s3cret'] }));
    await history.add({ url: 'http://localhost:6060/admin?token=s3cret#s3cret' });
    expect(history.entries()).toEqual([{ url: 'http://localhost:6060/admin' }, { url: 'http://old:1/' }]);
  });

  it('survives what somebody else wrote into the storage', () => {
    const history = new TargetHistory(
      storage({ 'leaklens.targetHistory': [1, null, { url: 5 }, 'http://localhost:1'] }),
    );
    expect(history.entries()).toEqual([{ url: 'http://localhost:1' }]);
  });
});

describe('the memory of connected targets', () => {
  it('remembers until it is told to forget', async () => {
    const memory = new TargetMemory(storage());
    await memory.remember({ url: 'http://localhost:6060', name: 'gateway' });
    await memory.remember({ url: 'http://localhost:7070' });
    await memory.forget('http://localhost:6060/debug/pprof/');
    expect(memory.entries()).toEqual([{ url: 'http://localhost:7070' }]);
  });

  it('leaves out targets that need a secret, which it must not keep', async () => {
    const memory = new TargetMemory(storage());
    await memory.remember({ url: 'http://localhost:6060', headers: { authorization: 'Bearer secret' } });
    await memory.remember({ url: 'http://user:secret@localhost:6061' });
    expect(memory.entries()).toEqual([]);
  });
});
