import { describe, expect, it } from 'vitest';
import { SourceFactsCache } from '../../../../src/follow/go/source/sourceFactsCache';
import { knowledgeOf } from '../../../../src/follow/go/source/sourceFacts';
import type {
  AllocationFacts,
  AllocationQuestion,
  LibraryFacts,
  LibraryQuestion,
  SourceQuestion,
  WaitFacts,
} from '../../../../src/shared/model/go/goSource';
import type { SourceQuestions } from '../../../../src/shared/ports/runtime/judge';
import type { ResolvedFile } from '../../../../src/shared/model/sourcePaths';

const wait: SourceQuestion = { path: '/shop/queue.go', line: 4, kind: 'chan-send', function: 'shop.Push', spawn: null };
const allocation: AllocationQuestion = { path: '/shop/cache.go', line: 9, function: 'shop.Put' };
const waitFacts = { operation: 'q <- 1' } as WaitFacts;
const allocationFacts = { operation: 'c[k] = v' } as AllocationFacts;

const library: LibraryQuestion = {
  symbols: ['example.com/bus.(*Subscription).run'],
  kind: 'chan-receive',
  site: { function: 'example.com/bus.(*Subscription).run', file: 'example.com/bus@v1.2.0/bus.go', line: 40 },
  seen: [],
  mainPath: null,
};
const libraryFacts = { resource: 'bus' } as LibraryFacts;
const found: Omit<ResolvedFile, 'mappedBy'> = {
  path: '/cache/bus.go',
  from: '',
  to: '',
  inWorkspace: false,
  sure: true,
  why: null,
};

/** The workspace, with the library's source found by a rule. */
function around(mappedBy: ResolvedFile['mappedBy'] = 'module-cache') {
  const verdict = { line: 40, certainty: 'exact', why: 'unread' } as const;
  return { folders: ['/shop'], source: () => ({ ...found, mappedBy, verdict }) };
}

const questions = (given: Partial<SourceQuestions>): SourceQuestions => ({
  waits: [],
  allocations: [],
  libraries: [],
  ...given,
});

/** A reader that answers when the test says so, and a clock that stands still. */
function slowReader() {
  const asked: string[] = [];
  const open: (() => void)[] = [];
  let now = 0;
  let facts: WaitFacts | null = waitFacts;
  const later = <T>(what: string, answer: () => T) =>
    new Promise<T>((resolve) => {
      asked.push(what);
      open.push(() => resolve(answer()));
    });
  let news = 0;
  const cache = new SourceFactsCache({
    reader: {
      explainWait: ({ line }) => later(`wait ${line}`, () => facts),
      explainAllocation: ({ line }) => later(`allocation ${line}`, () => allocationFacts),
      explainLibrary: ({ folders, libraryPath }) =>
        later(`library ${String(libraryPath)} in ${folders.join()}`, () => libraryFacts),
    },
    clock: { now: () => now },
    onNews: () => Promise.resolve(void (news += 1)),
    onFailure: (error) => {
      throw error;
    },
  });
  return {
    cache,
    asked,
    wait: () => knowledgeOf(cache.facts()).wait(wait),
    allocation: () => knowledgeOf(cache.facts()).allocation(allocation),
    library: () => knowledgeOf(cache.facts()).library(library),
    news: () => news,
    answer: async () => {
      for (const each of open.splice(0)) each();
      await cache.settled();
    },
    pass: (millis: number) => (now += millis),
    tell: (other: WaitFacts | null) => (facts = other),
  };
}

describe('what the source says', () => {
  it('is not waited for, and told as news once all of it has come', async () => {
    const { cache, news, answer, wait: waits, allocation: allocates } = slowReader();
    cache.ask(questions({ waits: [wait], allocations: [allocation] }), around());
    expect([waits(), allocates(), news()]).toEqual([null, null, 0]);
    await answer();
    expect([waits(), allocates(), news()]).toEqual([waitFacts, allocationFacts, 1]);
  });

  it('is a failure that is told once, until something can be read again', async () => {
    let now = 0;
    let isLost = true;
    const failures: unknown[] = [];
    const answer = () => (isLost ? Promise.reject(new Error('the thread is lost')) : Promise.resolve(waitFacts));
    const cache = new SourceFactsCache({
      reader: {
        explainWait: answer,
        explainAllocation: () => Promise.resolve(null),
        explainLibrary: () => Promise.resolve(null),
      },
      clock: { now: () => now },
      onNews: () => Promise.resolve(),
      onFailure: (error) => failures.push(error),
    });
    for (const lost of [true, true, false, true]) {
      isLost = lost;
      cache.ask(questions({ waits: [wait] }), around());
      await cache.settled();
      now += 10_000;
    }
    expect(failures.map(String)).toEqual(['Error: the thread is lost', 'Error: the thread is lost']);
    expect(knowledgeOf(cache.facts()).wait(wait)).toEqual(waitFacts);
  });

  it('is asked once, and after a while again: a file may have been saved', async () => {
    const { cache, asked, news, answer, pass, tell, wait: waits } = slowReader();
    const poll = () => cache.ask(questions({ waits: [wait] }), around());
    poll();
    poll();
    await answer();
    pass(9_999);
    poll();
    expect([asked, news()]).toEqual([['wait 4'], 1]);
    pass(1);
    poll();
    await answer();
    // The same answer is no news.
    expect([asked, news()]).toEqual([['wait 4', 'wait 4'], 1]);
    pass(10_000);
    tell({ ...waitFacts, operation: 'q <- 2' });
    poll();
    expect(waits()).toEqual(waitFacts);
    await answer();
    expect([waits()?.operation, news()]).toEqual(['q <- 2', 2]);
  });

  it('is asked again at once when more is known of the line', async () => {
    const { cache, asked, answer } = slowReader();
    cache.ask(questions({ waits: [wait] }), around());
    await answer();
    cache.ask(questions({ waits: [{ ...wait, spawn: { path: '/shop/queue.go', line: 2 } }] }), around());
    expect(asked).toHaveLength(2);
  });

  it('is asked of libraries with their own source at hand, but for that of the standard library', async () => {
    const { cache, asked, answer, library: opened } = slowReader();
    cache.ask(questions({ libraries: [library] }), around());
    await answer();
    expect(opened()).toEqual(libraryFacts);
    cache.ask(questions({ libraries: [{ ...library, symbols: ['net/http.(*conn).serve'] }] }), around('goroot'));
    expect(asked).toEqual(['library /cache/bus.go in /shop', 'library null in /shop']);
  });

  it('is nothing when the reader fails, and that is no news', async () => {
    let news = 0;
    const failures: unknown[] = [];
    const fail = () => Promise.reject(new Error('the thread ended'));
    const reader = { explainWait: fail, explainAllocation: fail, explainLibrary: fail };
    const cache = new SourceFactsCache({
      reader,
      clock: { now: () => 0 },
      onNews: () => Promise.resolve(void (news += 1)),
      onFailure: (error) => failures.push(error),
    });
    cache.ask(questions({ waits: [wait], allocations: [allocation] }), around());
    await cache.settled();
    expect([knowledgeOf(cache.facts()).wait(wait), news]).toEqual([null, 0]);
    expect(failures.map(String)).toEqual(['Error: the thread ended']);
  });
});
