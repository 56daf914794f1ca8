import { describe, expect, it } from 'vitest';
import { DisposableStore, toDisposable } from '../../../src/shared/base/disposable';
import { Emitter } from '../../../src/shared/base/emitter';

describe('a store of disposables', () => {
  it('ends what it owns, last in first out, once', () => {
    const ended: string[] = [];
    const store = new DisposableStore();
    for (const name of ['source', 'lines', 'poller']) store.add({ dispose: () => ended.push(name) });
    store.dispose();
    store.dispose();
    expect(ended).toEqual(['poller', 'lines', 'source']);
    expect(store.isDisposed).toBe(true);
  });

  it('ends a late arrival at once', () => {
    const store = new DisposableStore();
    store.dispose();
    let ended = 0;
    store.add({ dispose: () => (ended += 1) });
    store.dispose();
    expect(ended).toBe(1);
  });

  it('ends the others when one of them throws, and says so', () => {
    const ended: string[] = [];
    const store = new DisposableStore();
    store.add({ dispose: () => ended.push('first') });
    store.add({
      dispose: () => {
        throw new Error('stuck');
      },
    });
    expect(() => store.dispose()).toThrow(AggregateError);
    expect(ended).toEqual(['first']);
  });

  it('hands back what it takes', () => {
    const item = toDisposable(() => undefined);
    expect(new DisposableStore().add(item)).toBe(item);
  });
});

it('a function as a disposable runs once', () => {
  let runs = 0;
  const disposable = toDisposable(() => (runs += 1));
  disposable.dispose();
  disposable.dispose();
  expect(runs).toBe(1);
});

describe('an emitter', () => {
  it('tells every subscription in order, until it ends', () => {
    const heard: string[] = [];
    const emitter = new Emitter<string>();
    const first = emitter.on((value) => heard.push(`first ${value}`));
    emitter.on((value) => heard.push(`second ${value}`));
    emitter.fire('a');
    first.dispose();
    emitter.fire('b');
    expect(heard).toEqual(['first a', 'second a', 'second b']);
  });

  it('keeps two subscriptions of one listener apart', () => {
    let heard = 0;
    const listener = () => (heard += 1);
    const emitter = new Emitter<null>();
    const one = emitter.on(listener);
    emitter.on(listener);
    one.dispose();
    emitter.fire(null);
    expect(heard).toBe(1);
  });

  it('lets a listener subscribe and leave while it is told', () => {
    const heard: string[] = [];
    const emitter = new Emitter<null>();
    const once = emitter.on(() => {
      heard.push('once');
      once.dispose();
      emitter.on(() => heard.push('later'));
    });
    emitter.fire(null);
    expect(heard).toEqual(['once']);
    emitter.fire(null);
    expect(heard).toEqual(['once', 'later']);
  });

  it('tells nobody after its end', () => {
    let heard = 0;
    const emitter = new Emitter<null>();
    emitter.on(() => (heard += 1));
    emitter.dispose();
    emitter.fire(null);
    expect(heard).toBe(0);
  });
});
