import { readFile, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { LibraryFacts } from '../../../../src/shared/model/go/goSource';
import { applyEdits, complaints, hasGo, lineMarked, openReader, writeModule } from '../goPrograms';
import { openedSources, type OpenedSource } from './openedSources';
import { startedSources } from './startedSources';

const all: Readonly<Record<string, OpenedSource>> = { ...openedSources, ...startedSources };

function ask(folder: string, { symbol, kind }: OpenedSource, reader = openReader()): Promise<LibraryFacts | null> {
  const site = { function: symbol, file: 'library.go', line: 1 };
  return reader.explainLibrary({
    symbols: [symbol],
    kind,
    site,
    seen: [],
    mainPath: null,
    folders: [folder],
    libraryPath: null,
  });
}

describe('what becomes of a thing that a library made is told at the line that made it:', () => {
  it.each(Object.entries(all))('%s', async (_, opened) => {
    const folder = await writeModule({ 'shop.go': opened.source });
    const facts = await ask(folder, opened);
    const [first, ...others] = facts?.opened ?? [];
    expect({
      line: first?.line,
      fate: first?.fate,
      missingLine: first?.missingLine,
      fix: first?.fixes[0]?.writes.replace(/^defer (.*)\(\)$/, '$1'),
      others,
    }).toEqual({
      line: lineMarked(opened.source, 'HERE'),
      fate: opened.fate,
      missingLine: opened.source.includes('// MISSING') ? lineMarked(opened.source, 'MISSING') : null,
      fix: opened.fix,
      others: [],
    });
  });

  it('names the function as profiles do', async () => {
    const { 'a body that an early return leaves open': method } = openedSources;
    const folder = await writeModule({ 'store/shop.go': method?.source ?? '' });
    const facts = method === undefined ? null : await ask(`${folder}/store`, method);
    expect(facts?.opened[0]).toMatchObject({
      function: 'example.com/shop/store.(*shop).price',
      call: 's.client.Do',
      release: 'resp.Body.Close()',
    });
  });
});

describe.runIf(hasGo)('with the Go tools', () => {
  it('every source compiles, and every fix leaves formatted code that does, with nothing left open', async () => {
    const sources = Object.entries(all);
    const folder = await writeModule(
      Object.fromEntries(sources.map(([, { source }], at) => [`p${at}/shop.go`, source])),
    );
    expect(complaints(folder)).toBe('');
    const reader = openReader();
    for (const [at, [name, opened]] of sources.entries()) {
      if (opened.fix === undefined) continue;
      const package_ = `${folder}/p${at}`;
      const path = `${package_}/shop.go`;
      const before = await ask(package_, opened, reader);
      await writeFile(path, applyEdits(await readFile(path, 'utf8'), before?.opened[0]?.fixes[0]?.edits ?? []));
      reader.forget(path);
      const after = await ask(package_, opened, reader);
      expect({ name, fates: after?.opened.map(({ fate }) => fate) }).toEqual({ name, fates: ['closed'] });
    }
    expect(complaints(folder)).toBe('');
  });
});

describe('in a repository of several programs', () => {
  const program = (name: string, imported: string) => `package main

import (
	"net/http"
	_ "${imported}"
)

func main() {
	resp, err := http.Get("http://example.com/${name}")
	if err == nil {
		println(resp.Status)
	}
}
`;
  const used = `package store

import "net/http"

func Load() {
	resp, err := http.Get("http://example.com/store")
	if err == nil {
		println(resp.Status)
	}
}
`;

  it('only what is compiled into the one that runs is blamed', async () => {
    const folder = await writeModule({
      'cmd/shop/main.go': program('shop', 'example.com/shop/internal/store'),
      'cmd/till/main.go': program('till', 'example.com/shop/internal/other'),
      'internal/store/store.go': used,
      'internal/other/other.go': used.replace('package store', 'package other'),
    });
    const symbol = 'net/http.(*persistConn).readLoop';
    const facts = await openReader().explainLibrary({
      symbols: [symbol],
      kind: 'select',
      site: { function: symbol, file: 'transport.go', line: 1 },
      seen: [],
      mainPath: `${folder}/cmd/shop/main.go`,
      folders: ['cmd/shop', 'cmd/till', 'internal/store', 'internal/other'].map((path) => `${folder}/${path}`),
      libraryPath: null,
    });
    expect(facts?.opened.map(({ path }) => path).sort()).toEqual([
      `${folder}/cmd/shop/main.go`,
      `${folder}/internal/store/store.go`,
    ]);
  });
});

describe('what is meant to be made once is made', () => {
  const program = (loop: string, before = '') => `package main

import "net/http"

type shard struct{ url string }

func main() {
	${before}
	${loop} {
		client := &http.Client{Transport: &http.Transport{}}
		if resp, err := client.Get("http://localhost"); err == nil {
			resp.Body.Close()
		}
	}
}
`;
  const question = {
    symbols: ['net/http.(*persistConn).readLoop'],
    kind: 'io',
    site: { function: 'net/http.(*persistConn).readLoop', file: '', line: 1 },
    seen: [],
    mainPath: null,
    libraryPath: null,
  } as const;

  it.each([
    ['ten times', 'for i := 0; i < 10; i++', '', 'unknown'],
    ['ten times, as one writes it now', 'for range 10', '', 'unknown'],
    ['for each of a list', 'for range shards', 'shards := []shard{{"a"}, {"b"}}', 'unknown'],
    ['a million times', 'for i := 0; i < 1000000; i++', '', 'never'],
    [
      'as often as somebody asks',
      'for i := 0; i < many; i++',
      'many := len(http.DefaultClient.Timeout.String())',
      'never',
    ],
    ['for all that comes', 'for range orders', 'orders := make(chan shard)', 'never'],
    ['again and again', 'for', '', 'never'],
  ])('%s', async (_, loop, before, fate) => {
    const folder = await writeModule({ 'main.go': program(loop, before) });
    const facts = await openReader().explainLibrary({ ...question, folders: [folder] });
    expect(facts?.opened.map((opened) => opened.fate)).toEqual([fate]);
  });
});

describe('what only another library has a name for', () => {
  const proxy = (body: string) => `package main

import (
	stdlog "log"
	"net/http"

	"github.com/sirupsen/logrus"
)

var logger = logrus.New()

func main() {
${body}
}

var _, _ = stdlog.New, http.HandleFunc
`;
  const symbol = 'github.com/sirupsen/logrus.(*Entry).writerScanner';
  const question = { symbols: [symbol], kind: 'io', site: { function: symbol, file: '', line: 1 }, seen: [] } as const;

  it.each([
    [
      'for each request',
      '\thttp.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {\n\t\t_ = stdlog.New(logger.Writer(), "", 0)\n\t})',
      'never',
    ],
    ['once', '\t_ = stdlog.New(logger.Writer(), "", 0)', 'unknown'],
  ])('is left open %s', async (_, body, fate) => {
    const folder = await writeModule({ 'main.go': proxy(body) });
    const around = { mainPath: null, folders: [folder], libraryPath: null };
    const facts = await openReader().explainLibrary({ ...question, ...around });
    expect(facts?.opened.map((opened) => opened.fate)).toEqual([fate]);
  });
});

describe('what the source of a library tells of its goroutines:', () => {
  const library = (methods: string) => `package crew

import (
	"context"
	"sync"
)

var _ sync.Once

type Crew struct {
	tasks  chan func()
	cancel context.CancelFunc
}

func New() *Crew {
	ctx, cancel := context.WithCancel(context.Background())
	crew := &Crew{make(chan func()), cancel}
	go crew.work(ctx)
	return crew
}

func (c *Crew) work(ctx context.Context) {
	for {
		select {
		case task := <-c.tasks:
			task()
		case <-ctx.Done():
			return
		}
	}
}

func (c *Crew) Give(task func()) { c.tasks <- task }

${methods}
`;
  const use = (end: string) => `package main

import "example.com/shop/crew"

func serve() {
	crew := crew.New() // HERE
	crew.Give(func() {})
	${end}
}

func main() { serve() }
`;

  const finish = 'func (c *Crew) Finish() { close(c.tasks) }';
  const once = 'func (c *Crew) end() { once.Do(func() { close(c.tasks) }) }';

  it.each([
    { what: 'a method that closes a channel ends it', methods: finish, closer: 'Finish' },
    { what: 'and is called', methods: finish, end: 'crew.Finish()', closer: 'Finish', fate: 'closed' },
    { what: 'so does one that cancels', methods: 'func (c *Crew) Wait() { c.cancel() }', closer: 'Wait' },
    { what: 'a name that says so comes first', methods: `${finish}\n\nfunc (c *Crew) Stop() {}`, closer: 'Stop' },
    {
      what: 'another method of the same receiver may do it, once',
      methods: `var once sync.Once\n\n${once}\n\nfunc (c *Crew) Finish() { c.end() }`,
      closer: 'Finish',
    },
    {
      what: 'where none does, nothing ends it',
      methods: 'func (c *Crew) Size() int { return cap(c.tasks) }',
      closer: '',
    },
    { what: 'another channel is none of its', methods: 'func (c *Crew) Drop(of chan int) { close(of) }', closer: '' },
  ])('$what', async ({ methods, end = '', closer, fate = 'never' }) => {
    const folder = await writeModule({ 'main.go': use(end), 'crew/crew.go': library(methods) });
    const symbol = 'example.com/shop/crew.(*Crew).work';
    const facts = await openReader().explainLibrary({
      symbols: [symbol],
      kind: 'select',
      site: { function: symbol, file: '', line: 1 },
      seen: [],
      mainPath: null,
      folders: [folder],
      libraryPath: `${folder}/crew/crew.go`,
    });
    expect(facts).toMatchObject({ closer, byContext: false });
    expect(facts?.opened.map((opened) => [opened.line, opened.fate])).toEqual([[lineMarked(use(end), 'HERE'), fate]]);
  });
});

it('a piece that is cut from what was read keeps the whole, and a copy of it does not', async () => {
  const source = (kept: string) => `package main

import (
	"bytes"
	"io"
)

var tokens = map[string][]byte{}

func remember(id string, from io.Reader) error {
	page, err := io.ReadAll(from)
	if err != nil {
		return err
	}
	_, after, _ := bytes.Cut(page, []byte("token="))
	tokens[id] = ${kept}
	return nil
}

func main() { remember("", nil) }
`;
  const patternOf = async (kept: string) => {
    const folder = await writeModule({ 'main.go': source(kept) });
    const facts = await openReader().explainAllocation({
      path: `${folder}/main.go`,
      line: 11,
      function: 'main.remember',
    });
    return facts?.pattern ?? null;
  };
  expect(await patternOf('after[:16]')).toBe('slice-keeps-whole');
  expect(await patternOf('bytes.Clone(after[:16])')).toBeNull();
});
