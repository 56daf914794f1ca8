import { describe, expect, it } from 'vitest';
import type { SourceQuestion } from '../../../src/shared/model/go/goSource';
import { explain, openReader, writeModule } from './goPrograms';
import { lockingSources } from './lockingSources';

const worker = `package main

import "sync"

const backlog = 8

type pool struct {
	jobs chan func()
	done chan struct{}
	wg   sync.WaitGroup
}

func (p *pool) submit(
	job func(),
) {
	p.jobs <- func() {
		job()
	}
}

func (p *pool) stop() {
	close(p.done)
	p.wg.Wait()
}
`;

const main = `package main

func newPool() *pool {
	p := &pool{jobs: make(chan func(), backlog), done: make(chan struct{})}
	p.wg.Add(1)
	go p.run()
	return p
}

func (p *pool) run() {
	defer p.wg.Done()
	for {
		select {
		case job := <-p.jobs:
			job()
		case <-p.done:
			return
		}
	}
}

func main() {
	p := newPool()
	p.submit(func() {})
	p.stop()
}
`;

async function ask(about: Pick<SourceQuestion, 'line' | 'kind'> & Partial<SourceQuestion>, file = 'worker.go') {
  const folder = await writeModule({
    'worker.go': worker,
    'main.go': main,
    'worker_test.go': 'package main\n\nfunc drain(p *pool) { <-p.jobs }\n',
    'generate.go': '//go:build ignore\n\npackage generate\n\nfunc (p *pool) feed() { p.jobs <- nil }\n',
  });
  const question = { path: `${folder}/${file}`, function: '', spawn: null, ...about };
  const facts = await openReader().explainWait(question);
  const ends = facts?.otherEnds.map(
    (end) => `${end.role} ${end.path.slice(folder.length + 1)}:${end.line} ${end.function}`,
  );
  return { facts, ends };
}

describe('what the package tells about a wait', () => {
  it('names the other ends in every file of the package, and only there', async () => {
    const { facts, ends } = await ask({ line: 16, kind: 'chan-send', function: 'main.(*pool).submit' });
    expect(facts).toMatchObject({ operand: 'p.jobs', capacity: 8, closes: false, inLoop: false, endless: false });
    expect(facts?.operation).toBe('p.jobs <- func() { job() }');
    expect(ends).toEqual(['make main.go:4 newPool', 'receive main.go:14 run']);
  });

  it('knows a select by its cases, and how it ends', async () => {
    const { facts, ends } = await ask({ line: 13, kind: 'select', function: 'main.(*pool).run' }, 'main.go');
    expect(facts).toMatchObject({
      operation: 'select { case job := <-p.jobs; case <-p.done }',
      waysOut: ['closed-channel'],
      inLoop: true,
      endless: false,
      pattern: null,
    });
    expect(ends).toContain('close worker.go:22 stop');
    expect(ends).toContain('go main.go:6 newPool');
  });

  it('finds the group behind a semaphore', async () => {
    const { facts, ends } = await ask({ line: 23, kind: 'semaphore', function: 'main.(*pool).stop' });
    expect(facts).toMatchObject({ operation: 'p.wg.Wait()', operand: 'p.wg', pattern: null });
    expect(ends).toEqual(['add main.go:5 newPool', 'done main.go:11 run']);
  });

  it('takes any line of a statement for the statement', async () => {
    const { facts } = await ask({ line: 18, kind: 'chan-send' });
    expect(facts?.operand).toBe('p.jobs');
  });

  it('says so when the line holds no such operation', async () => {
    const { facts } = await ask({ line: 8, kind: 'chan-send' });
    expect(facts).toMatchObject({ operation: '', operand: '', otherEnds: [], pattern: null, fixes: [] });
  });

  it('tells nothing of a line that its function no longer holds', async () => {
    expect((await ask({ line: 16, kind: 'chan-send', function: 'main.(*pool).stop' })).facts).toBeNull();
  });
});

describe('a lock', () => {
  it('is told with the return that keeps it', async () => {
    const { source } = lockingSources['an early return with the lock held']!;
    const facts = await explain(source, 'mutex');
    const kept = facts.otherEnds.filter(({ role }) => role === 'return');
    expect(kept.map(({ line, function: name }) => ({ line, name }))).toEqual([{ line: 17, name: 'get' }]);
  });
});

describe('an unfinished program', () => {
  it('is explained as far as it goes, without a pattern or a change', async () => {
    const source =
      'package main\n\nfunc main() {\n\tch := make(chan int)\n\tgo func() {\n\t\tch <- 1\n\t}()\n\tif x := \n}\n';
    const folder = await writeModule({ 'main.go': source });
    const question = { path: `${folder}/main.go`, line: 6, kind: 'chan-send', function: '', spawn: null } as const;
    expect(await openReader().explainWait(question)).toMatchObject({ operation: 'ch <- 1', pattern: null, fixes: [] });
  });
});
