import { describe, expect, it } from 'vitest';
import type { SourceQuestion } from '../../../../src/shared/model/go/goSource';
import { usualLimits, type ReadingLimits } from '../../../../src/syntax/go/answers/packageReading';
import { healthySources } from '../healthySources';
import { leakingSources } from '../leakingSources';
import { markedLine, openReader, writeModule } from '../goPrograms';

const sliced: ReadingLimits = { ...usualLimits, whole: 0 };

/** Ways in which one end of a channel, lock or map is far from the other; HERE waits or allocates. */
const spread: Readonly<
  Record<
    string,
    { readonly kind: SourceQuestion['kind'] | 'allocation'; readonly files: Readonly<Record<string, string>> }
  >
> = {
  'a field that another file closes': {
    kind: 'chan-receive',
    files: {
      'a.go': 'package shop\n\nfunc (q *queue) run() {\n\t<-q.done // HERE\n}\n',
      'b.go':
        'package shop\n\ntype queue struct{ done chan int }\n\nfunc start() {\n\tq := &queue{done: make(chan int)}\n\tgo q.run()\n\tq.stop()\n}\n',
      'c.go': 'package shop\n\nfunc (q *queue) stop() {\n\tclose(q.done)\n}\n',
    },
  },
  'nobody sends': {
    kind: 'chan-receive',
    files: {
      'a.go': 'package shop\n\nfunc (q *queue) run() {\n\t<-q.jobs // HERE\n}\n',
      'b.go':
        'package shop\n\ntype queue struct{ jobs chan int }\n\nfunc start() {\n\tq := &queue{jobs: make(chan int)}\n\tgo q.run()\n}\n',
    },
  },
  'a sender that gets the channel through two functions': {
    kind: 'chan-receive',
    files: {
      'a.go': 'package shop\n\nfunc wait() {\n\tc := make(chan int)\n\tgo first(c)\n\t<-c // HERE\n}\n',
      'b.go': 'package shop\n\nfunc first(in chan int) { second(in) }\n',
      'c.go': 'package shop\n\nfunc second(out chan int) {\n\tout <- 1\n}\n',
    },
  },
  'a literal without keys, of a slice of the type': {
    kind: 'chan-receive',
    files: {
      'a.go': 'package shop\n\nfunc run(j job) {\n\t<-j.c // HERE\n}\n',
      'b.go': 'package shop\n\ntype job struct {\n\tc chan int\n\tn int\n}\n\ntype jobs []job\n',
      'c.go':
        'package shop\n\nfunc start() {\n\tc := make(chan int)\n\tall := jobs{{c, 1}}\n\tgo run(all[0])\n\tc <- 1\n}\n',
    },
  },
  'an embedded mutex': {
    kind: 'mutex',
    files: {
      'a.go': 'package shop\n\nfunc (c *cart) read() int {\n\tc.Lock() // HERE\n\tdefer c.Unlock()\n\treturn c.n\n}\n',
      'b.go': 'package shop\n\nimport "sync"\n\ntype cart struct {\n\tsync.Mutex\n\tn int\n}\n',
      'c.go':
        'package shop\n\nfunc write(other *cart) int {\n\tother.Lock()\n\tif other.n > 1 {\n\t\treturn 1\n\t}\n\tother.Unlock()\n\treturn 0\n}\n',
    },
  },
  'a function in a variable that another file sets': {
    kind: 'chan-send',
    files: {
      'a.go': 'package shop\n\nfunc run() {\n\tc := make(chan int)\n\tgo receive(c)\n\tc <- 1 // HERE\n}\n',
      'b.go': 'package shop\n\nvar receive = func(c chan int) {}\n',
      'c.go': 'package shop\n\nfunc init() {\n\treceive = func(c chan int) { <-c }\n}\n',
    },
  },
  'a method value handed to another package': {
    kind: 'chan-send',
    files: {
      'a.go': 'package shop\n\nfunc (s *server) push(c chan int) {\n\tc <- 1 // HERE\n}\n',
      'b.go':
        'package shop\n\ntype server struct{}\n\nfunc start(s *server) {\n\tc := make(chan int)\n\tgo s.push(c)\n}\n',
      'c.go': 'package shop\n\nimport "example.com/other"\n\nfunc register(s *server) { other.Register(s.push) }\n',
    },
  },
  'a map from which another file deletes': {
    kind: 'allocation',
    files: {
      'a.go': 'package shop\n\nfunc (s *store) put(k string) {\n\ts.entries[k] = 1 // HERE\n}\n',
      'b.go': 'package shop\n\ntype store struct{ entries map[string]int }\n',
      'c.go': 'package shop\n\nfunc (s *store) drop(k string) {\n\tdelete(s.entries, k)\n}\n',
    },
  },
  'a goroutine that is started in a loop elsewhere': {
    kind: 'sleep',
    files: {
      'a.go': 'package main\n\nimport "time"\n\nfunc work() {\n\tfor {\n\t\ttime.Sleep(1) // HERE\n\t}\n}\n',
      'b.go': 'package main\n\nfunc main() {\n\tfor {\n\t\tbegin()\n\t}\n}\n',
      'c.go': 'package main\n\nfunc begin() { go work() }\n',
    },
  },
};

/** What a small package has and these do not: enough beside them that reading it all would be noticed. */
const beside = Array.from({ length: 200 }, (_, at) => `func unrelated${at}(n int) int {\n\treturn n + ${at}\n}\n`).join(
  '\n',
);

async function both(
  files: Readonly<Record<string, string>>,
  kind: SourceQuestion['kind'] | 'allocation',
  limits = sliced,
) {
  const name = Object.keys(files).find((each) => files[each]?.includes('// HERE')) ?? '';
  const packageName = /^package (\w+)/m.exec(files[name] ?? '')?.[1] ?? '';
  const folder = await writeModule({ ...files, 'z.go': `package ${packageName}\n\n${beside}` });
  const question = { path: `${folder}/${name}`, line: markedLine(files[name] ?? ''), function: '' };
  const ask = (reader = openReader()) =>
    kind === 'allocation' ? reader.explainAllocation(question) : reader.explainWait({ ...question, kind, spawn: null });
  return { whole: await ask(), slice: await ask(openReader(limits)) };
}

describe('a package of which only the needed functions are read is answered like one that is read whole', () => {
  it.each(Object.entries({ ...leakingSources, ...healthySources }))('%s', async (_, { source, kind }) => {
    const { whole, slice } = await both({ 'shop.go': source }, kind);
    expect(whole).not.toBeNull();
    expect(slice).toEqual(whole);
  });

  it.each(Object.entries(spread))('%s', async (_, { files, kind }) => {
    const { whole, slice } = await both(files, kind);
    expect(whole).not.toBeNull();
    expect(slice).toEqual(whole);
  });
});

describe('where there is no room for all that an answer needs', () => {
  const cut: ReadingLimits = { whole: 0, slice: 0, step: 0, cut: 0, cuts: 0 };

  it.each(Object.entries(spread))('nothing is said of what was not read: %s', async (_, { files, kind }) => {
    const { slice } = await both(files, kind, cut);
    expect(slice).toMatchObject(
      kind === 'allocation' ? { deletes: false } : { pattern: null, capacity: null, fixes: [] },
    );
  });

  it('what stands on the line is still told', async () => {
    const { slice } = await both(spread['nobody sends']?.files ?? {}, 'chan-receive', cut);
    expect(slice).toMatchObject({ operation: '<-q.jobs', pattern: null, closes: false });
  });
});
