import { writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { lineMarked, writeModule } from '../syntax/go/goPrograms';
import { retentionBytes, type Retained } from '../support/profiles/retentionBytes';
import { leaklens, leaklensJson } from './harness';

/** Programs with known holders: each line that is to be found is marked. */
const main = `package main

import (
	"time"

	"example.com/shop/store"
)

type session struct {
	id   int
	body []byte // BODY
}

var sessions = map[int]*session{} // SESSIONS

type registry struct {
	byID map[int]*session // BYID
}

var all registry // ALL

func hold(w *session, done chan int) { // HOLD
	<-done
	println(w)
}

func main() {
	big := make([]byte, 1<<20) // BIG
	time.AfterFunc(time.Hour, func() { println("tick") })
	time.AfterFunc(time.Hour, func() { println(len(big)) }) // CLOSURE
	go hold(&session{}, make(chan int))
	store.Open()
}
`;

const store = `package store

// Item is kept.
type Item struct { // ITEM
	rows [][]byte // ROWS
}

type cache[K comparable, V any] struct {
	items map[K]V // ITEMS
}

var pages = &cache[string, *Item]{items: map[string]*Item{}} // PAGES

func Open() { pages.items["a"] = &Item{} }
`;

const held: readonly Retained[] = [
  { chain: ['main.sessions', '$mapval. (*main.session)', 'body. ([]uint8)'], objects: 8, bytes: 65536 },
  { chain: ['main.sessions'], objects: 1, bytes: 512 },
  { chain: ['main.all', 'byID. (map[int]*main.session)', '$mapval. (*main.session)'], objects: 3, bytes: 96 },
  { chain: ['main.hold.w', 'body. ([]uint8)'], objects: 1, bytes: 4096 },
  { chain: ['runtime.goexit', 'main.main.func2', 'big. ([]uint8)'], objects: 1, bytes: 1 << 20 },
  {
    chain: [
      'example.com/shop/store.pages',
      'items. (map[string]*example.com/shop/store.Item)',
      '$mapval. (*example.com/shop/store.Item)',
      'rows. ([][]uint8)',
      '[10+]. ([]uint8)',
    ],
    objects: 90,
    bytes: 90_000,
  },
];

interface Row {
  readonly function: string;
  readonly file: string;
  readonly line: number;
  readonly flat: number;
  readonly cum: number;
}

async function recorded(): Promise<{ readonly folder: string; readonly file: string }> {
  const folder = await writeModule({ 'main.go': main, 'store/store.go': store });
  await writeFile(`${folder}/grf.out`, retentionBytes(held));
  return { folder, file: `${folder}/grf.out` };
}

describe('the retention profile that goref writes', () => {
  it('is told with the line on which each variable, field and closure is declared', async () => {
    const { folder, file } = await recorded();
    const { rows } = (await leaklensJson(['top', '--by', 'line', file], { workingDirectory: folder })) as {
      rows: readonly Row[];
    };
    const places = Object.fromEntries(rows.map((row) => [row.function, `${row.file}:${String(row.line)}`]));
    const inMain = (mark: string) => `${folder}/main.go:${String(lineMarked(main, mark))}`;
    const inStore = (mark: string) => `${folder}/store/store.go:${String(lineMarked(store, mark))}`;
    expect(places).toMatchObject({
      'main.sessions': inMain('SESSIONS'),
      'main.all': inMain('ALL'),
      'byID. (map[int]*main.session)': inMain('BYID'),
      'main.hold.w': inMain('HOLD'),
      'main.main.func2': inMain('CLOSURE'),
      'big. ([]uint8)': inMain('BIG'),
      'body. ([]uint8)': inMain('BODY'),
      'example.com/shop/store.pages': inStore('PAGES'),
      'items. (map[string]*example.com/shop/store.Item)': inStore('ITEMS'),
      '$mapval. (*example.com/shop/store.Item)': inStore('ITEM'),
      'rows. ([][]uint8)': inStore('ROWS'),
      '[10+]. ([]uint8)': ':0',
      'runtime.goexit': ':0',
    });
  });

  it('keeps its numbers, and says what they are', async () => {
    const { folder, file } = await recorded();
    const { out: output } = await leaklens(['top', file], { workingDirectory: folder });
    expect(output).toMatch(/^Retention, as goref found it: who holds what is in use/);
    expect(output).not.toContain('File: -');
    const { rows } = (await leaklensJson(['top', file], { workingDirectory: folder })) as { rows: readonly Row[] };
    expect(rows.find((row) => row.function === 'main.sessions')).toMatchObject({ flat: 512, cum: 66048 });
  });

  it('says who holds what, and what it holds', async () => {
    const { folder, file } = await recorded();
    const peeked = await leaklensJson(['peek', file, '^body'], { workingDirectory: folder });
    expect(peeked).toMatchObject({
      rows: [
        {
          callers: [
            { function: '$mapval. (*main.session)', value: 65536 },
            { function: 'main.hold.w', value: 4096 },
          ],
        },
      ],
    });
  });

  it('names no line where two programs of the workspace could be meant', async () => {
    const folder = await writeModule({ 'a/main.go': main, 'b/main.go': main, 'store/store.go': store });
    await writeFile(`${folder}/grf.out`, retentionBytes(held));
    const answer = await leaklensJson(['top', '--by', 'line', `${folder}/grf.out`], { workingDirectory: folder });
    const { rows } = answer as { rows: readonly Row[] };
    expect(rows.find((row) => row.function === 'main.sessions')).toMatchObject({ file: '', line: 0 });
    expect(rows.find((row) => row.function === 'example.com/shop/store.pages')?.line).toBeGreaterThan(0);
  });

  it('is not taken for one where the frames are functions', async () => {
    const folder = await writeModule({});
    const plain = [{ chain: ['main.main', 'main.put'], objects: 1, bytes: 64 }];
    await writeFile(`${folder}/plain.pb.gz`, retentionBytes(plain));
    const { out: output } = await leaklens(['top', `${folder}/plain.pb.gz`], { workingDirectory: folder });
    expect(output).not.toContain('goref');
  });
});
