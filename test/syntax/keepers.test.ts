import { describe, expect, it } from 'vitest';
import type { AllocationFacts } from '../../src/shared/model/goSource';
import { markedLine, openReader, writeModule } from './goPrograms';

/** What bounds the marked line: `kind keeper limit`, or null. */
async function boundOf(source: string): Promise<string | null> {
  const text = source.startsWith('package') ? source : `package main\n${source}`;
  const folder = await writeModule({ 'shop.go': text });
  const question = { path: `${folder}/shop.go`, line: markedLine(text), function: '' };
  const facts: AllocationFacts | null = await openReader().explainAllocation(question);
  const bound = facts?.bound ?? null;
  return bound === null ? null : [bound.kind, bound.keeper, bound.limit].join(' ').trim();
}

/** A package that loads a product and hands it to a cache, which one line makes. */
const loading = (imported: string, made: string, kept: string) => `
import (
	"strings"
	cachelib "${imported}"
)
type product struct{ id, text string }
${made}
func load(id string) *product {
	p := &product{id: id, text: strings.Repeat(id, 600)} // HERE
	${kept}
	return p
}
func main() { load("a") }
`;

interface Cache {
  readonly imported: string;
  readonly made: string;
  readonly kept: string;
  readonly bound: string;
}

describe('what keeps a value within a bound', () => {
  it.each<readonly [string, Cache]>([
    [
      'golang-lru',
      {
        imported: 'github.com/hashicorp/golang-lru/v2',
        made: 'var products, _ = cachelib.New[string, *product](20_000)',
        kept: 'products.Add(id, p)',
        bound: 'cache products 20_000',
      },
    ],
    [
      'its simple form',
      {
        imported: 'github.com/hashicorp/golang-lru/simplelru',
        made: 'var products, _ = cachelib.NewLRU(64, nil)',
        kept: 'products.Add(id, p)',
        bound: 'cache products 64',
      },
    ],
    [
      'ristretto',
      {
        imported: 'github.com/dgraph-io/ristretto/v2',
        made: 'var products, _ = cachelib.NewCache(&cachelib.Config[string, *product]{NumCounters: 200_000, MaxCost: 64 << 20, BufferItems: 64})',
        kept: 'products.Set(id, p, 1)',
        bound: 'cache products MaxCost: 64 << 20',
      },
    ],
    [
      'go-cache',
      {
        imported: 'github.com/patrickmn/go-cache',
        made: 'var products = cachelib.New(5*time.Minute, 10*time.Minute)',
        kept: 'products.Set(id, p, 0)',
        bound: 'cache products 5*time.Minute',
      },
    ],
    [
      'ttlcache',
      {
        imported: 'github.com/jellydator/ttlcache/v3',
        made: 'var products = cachelib.New[string, *product](cachelib.WithTTL[string, *product](time.Minute))',
        kept: 'products.Set(id, p, 0)',
        bound: 'cache products cachelib.WithTTL[string, *product](time.Minute)',
      },
    ],
    [
      'groupcache',
      {
        imported: 'github.com/golang/groupcache/lru',
        made: 'var products = cachelib.New(1000)',
        kept: 'products.Add(id, p)',
        bound: 'cache products 1000',
      },
    ],
  ])('%s', async (_, { imported, made, kept, bound }) => {
    expect(await boundOf(loading(imported, made, kept))).toBe(bound);
  });

  it.each<readonly [string, string, string]>([
    [
      'golang-lru in a field',
      'type shop struct{ products *cachelib.Cache[string, *product] }\nvar s = newShop()\nfunc newShop() *shop {\n\tc, _ := cachelib.New[string, *product](most)\n\treturn &shop{products: c}\n}\nconst most = 500',
      's.products.Add(id, p)',
    ],
    [
      'through a function that keeps',
      'var products, _ = cachelib.New[string, *product](most)\nfunc keep(id string, p *product) { products.Add(id, p) }\nconst most = 500',
      'keep(id, p)',
    ],
  ])('%s', async (_, made, kept) => {
    expect(await boundOf(loading('github.com/hashicorp/golang-lru/v2', made, kept))).toMatch(/^cache .*products most$/);
  });

  it('is found in a configuration that has a name', async () => {
    const config = 'var config = &cachelib.Config[string, *product]{MaxCost: 64 << 20}';
    const source = loading(
      'github.com/dgraph-io/ristretto/v2',
      `${config}\nvar products, _ = cachelib.NewCache(config)`,
      'products.Set(id, p, 1)',
    );
    expect(await boundOf(source)).toBe('cache products MaxCost: 64 << 20');
  });

  it('is that of the array whose elements keep it', async () => {
    expect(
      await boundOf(`
type tile struct{ pixels [4096]byte }
var tiles [5_000]struct{ tile *tile }
func show(number int) {
	place := &tiles[number%len(tiles)]
	if place.tile == nil {
		place.tile = &tile{} // HERE
	}
}
func main() { show(1) }
`),
    ).toBe('fixed tiles 5_000');
  });

  it('is found on the line of the call, where the library allocates', async () => {
    const source = loading(
      'github.com/hashicorp/golang-lru/v2',
      'var products, _ = cachelib.New[string, *product](9)',
      'products.Add(id, p)',
    );
    expect(await boundOf(source.replace(' // HERE', '').replace('Add(id, p)', 'Add(id, p) // HERE'))).toBe(
      'cache products 9',
    );
  });

  it('is found by whoever gets the result', async () => {
    expect(
      await boundOf(`
import lru "github.com/hashicorp/golang-lru/v2"
var pages, _ = lru.New[string, []byte](100)
func render(id string) []byte {
	return make([]byte, 4096) // HERE
}
func page(id string) []byte {
	if known, ok := pages.Get(id); ok {
		return known
	}
	made := render(id)
	pages.Add(id, made)
	return made
}
func main() { page("a") }
`),
    ).toBe('cache pages 100');
  });

  const ring = (made: string, kept: string) => `
type entry struct{ data [900]byte }
type ring struct {
	total   int
	entries []*entry
	latest  [64]*entry
}
${made}
func (r *ring) add(e *entry) {
	${kept}
	r.total++
}
func main() {
	r := newRing(50_000)
	for {
		e := &entry{} // HERE
		r.add(e)
	}
}
`;
  const fixed = 'func newRing(most int) *ring { return &ring{entries: make([]*entry, most)} }';
  it.each<readonly [string, string, string, string | null]>([
    ['a slice of fixed length', fixed, 'r.entries[r.total%len(r.entries)] = e', 'fixed r.entries 50_000'],
    ['an array', fixed, 'r.latest[r.total&63] = e', 'fixed r.latest 64'],
    [
      'a slice that something appends to has none',
      fixed,
      'r.entries = append(r.entries, nil)\n\tr.entries[r.total] = e',
      null,
    ],
    [
      'a slice that is appended to and cut at its front',
      fixed,
      'r.entries = append(r.entries, e)\n\tif r.total > 9 {\n\t\tr.entries = r.entries[1:]\n\t}',
      'evicts r.entries',
    ],
    ['a slice that is only appended to has none', fixed, 'r.entries = append(r.entries, e)', null],
    [
      'two keepers, one without a bound, have none',
      `var all []*entry\n${fixed}`,
      'r.entries[r.total%9] = e\n\tall = append(all, e)',
      null,
    ],
  ])('%s', async (_, made, kept, bound) => {
    expect(await boundOf(ring(made, kept))).toBe(bound);
  });

  const shelf = (declared: string, kept: string, more = '') => `
import (
	"container/list"
	"sync"
)
type item struct{ data []byte }
${declared}
var _ = list.New
var _ sync.Mutex
func put(key string) {
	i := &item{data: make([]byte, 100)} // HERE
	${kept}
}
${more}
func main() { put("a") }
`;
  it.each<readonly [string, string, string | null]>([
    [
      'a map that is deleted from',
      shelf('var items = map[string]*item{}', 'items[key] = i', 'func drop(key string) { delete(items, key) }'),
      'evicts items',
    ],
    ['a map that is not has none', shelf('var items = map[string]*item{}', 'items[key] = i'), null],
    [
      'a list that is taken from',
      shelf('var items = list.New()', 'items.PushFront(i)', 'func drop() { items.Remove(items.Back()) }'),
      'evicts items',
    ],
    ['a list that is not has none', shelf('var items = list.New()', 'items.PushFront(i)'), null],
    [
      'a channel that is meant to be full, up to what it was made for',
      shelf(
        'const room = 500\nvar items = make(chan *item, room)',
        'select {\n\tcase items <- i:\n\tdefault:\n\t\tprintln("full")\n\t}',
        'func work() { for i := range items { println(i) } }',
      ),
      'evicts items room',
    ],
    [
      'a queue whose senders wait has none: nobody may keep up with it',
      shelf('var items = make(chan *item, 9)', 'items <- i', 'func work() { for i := range items { println(i) } }'),
      null,
    ],
    [
      'a ring that gets a copy',
      shelf('var shelves = make([][]*item, 50)', 'shelves[len(key)%len(shelves)] = append([]*item(nil), i)'),
      'evicts shelves 50',
    ],
    [
      'a pool whose values others have to give back has none',
      shelf(
        'var busy = map[string]*item{}\nvar idle []*item',
        'busy[key] = i',
        'func back(key string) { idle = append(idle, busy[key]); delete(busy, key) }',
      ),
      null,
    ],
    [
      'a channel without room has none',
      shelf('var items = make(chan *item)', 'items <- i', 'func work() { <-items }'),
      null,
    ],
    ['a channel that nobody takes from has none', shelf('var items = make(chan *item, 9)', 'items <- i'), null],
    [
      'a channel whose receiver keeps all has none',
      shelf(
        'var items = make(chan *item, 9)\nvar all []*item',
        'items <- i',
        'func work() { for i := range items { keep(i) } }\nfunc keep(i *item) { all = append(all, i) }',
      ),
      null,
    ],
    [
      'a queue in a slice that is made shorter again',
      shelf(
        'type queue struct{ items []*item }\nvar q = &queue{items: make([]*item, 0, 10)}',
        'q.push(i)',
        'func (q *queue) push(i *item) { n := len(q.items); q.items = q.items[:n+1]; q.items[n] = i }\nfunc (q *queue) pop() { q.items = q.items[:len(q.items)-1] }',
      ),
      'evicts q.items',
    ],
    [
      'a cache of its own in buckets, though the value is also passed on with others that are collected',
      shelf(
        'type bucket struct{ m map[string]*entry }\ntype entry struct{ of any }\ntype cache struct{ buckets [8]bucket }\nvar shared = func() *cache { return &cache{} }()\nvar seen []any',
        'shared.put(key, &entry{of: i})\n\tlook([]any{i}, 0)',
        `func (c *cache) put(key string, e *entry) { c.buckets[len(key)%8].put(key, e) }
func (b *bucket) put(key string, e *entry) {
	for k := range b.m {
		delete(b.m, k)
	}
	b.m[key] = e
}
func look(values []any, at int) any {
	if at > 0 {
		values[0] = key{}
	}
	return values[0]
}
type key struct{}
func other() { seen = append(seen, look(seen, 1)) }`,
      ),
      'evicts b.m',
    ],
    [
      'a map, whatever else is logged as the value is',
      shelf(
        'var items = map[string]*item{}\nvar keys []string',
        'items[key] = i\n\tkeys = append(keys, key)\n\tlogf(0, "%s: %v", key, i)',
        'func logf(level int, format string, args ...interface{}) { println(level, format, args) }\nfunc drop(key string) { delete(items, key) }',
      ),
      'evicts items',
    ],
    [
      'a sync.Map that is deleted from',
      shelf('var items sync.Map', 'items.Store(key, i)', 'func drop(key string) { items.Delete(key) }'),
      'evicts items',
    ],
    ['a sync.Map that is not has none', shelf('var items sync.Map', 'items.Store(key, i)'), null],
    ['a pool', shelf('var items sync.Pool', 'items.Put(i)'), 'cache items'],
    ['nothing that keeps it', shelf('', '_ = i'), null],
  ])('%s', async (_, source, bound) => {
    expect(await boundOf(source)).toBe(bound);
  });

  it.each([
    ['no expiration', 'cachelib.New(cachelib.NoExpiration, 0)'],
    ['less than none', 'cachelib.New(-1, 0)'],
    ['none at all', 'cachelib.New(0, 0)'],
  ])('is none for a cache that is told of %s', async (_, made) => {
    const source = loading('github.com/patrickmn/go-cache', `var products = ${made}`, 'products.Set(id, p, 0)');
    expect(await boundOf(source)).toBeNull();
  });

  it('is not taken for one where a value is only looked at', async () => {
    const source = loading(
      'encoding/json',
      'var out *cachelib.Encoder\nvar all []*product',
      'out.Encode(p)\n\tall = append(all, p)',
    );
    expect(await boundOf(source)).toBeNull();
  });
});
