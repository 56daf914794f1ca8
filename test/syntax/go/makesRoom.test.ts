// What is taken out again bounds what is put in only where that makes room by itself.
import { describe, expect, it } from 'vitest';
import { boundOf } from './goPrograms';

describe('what keeps a value is bounded by', () => {
  const shelf = (declared: string, kept: string, more = '') => `
import (
	"container/list"
	"sync"
	"time"
)
type item struct{ data []byte }
${declared}
var _ = list.New
var _ sync.Mutex
var _ time.Time
func put(key string) {
	i := &item{data: make([]byte, 100)} // HERE
	${kept}
}
${more}
func main() { put("a") }
`;
  it.each<readonly [string, string, string | null]>([
    [
      'a map that is deleted from where it is stored in',
      shelf('var items = map[string]*item{}', 'items[key] = i\n\tfor k := range items {\n\t\tdelete(items, k)\n\t}'),
      'evicts items',
    ],
    [
      'a map that whoever stores has made smaller',
      shelf(
        'var items = map[string]*item{}',
        'items[key] = i\n\ttrim()',
        'func trim() { drop("b") }\nfunc drop(key string) { delete(items, key) }',
      ),
      'evicts items',
    ],
    [
      'a map that others have to delete from has none: some may never do so',
      shelf('var items = map[string]*item{}', 'items[key] = i', 'func drop(key string) { delete(items, key) }'),
      null,
    ],
    [
      'a map that is filled and emptied by the same function has none',
      shelf(
        'var items = map[string]*item{}',
        'items[key] = i',
        'func rush() { put("a"); for key := range items { drop(key) } }\nfunc drop(key string) { delete(items, key) }',
      ),
      null,
    ],
    [
      'a map that is made smaller when it is too large, by what also fills it',
      shelf(
        'var items = map[string]*item{}\nconst most = 9',
        'items[key] = i',
        'func set(key string) { put(key); if len(items) > most { drop("b") } }\nfunc drop(key string) { delete(items, key) }',
      ),
      'evicts items',
    ],
    [
      'a map that a ticker has filled and emptied has none',
      shelf(
        'var items = map[string]*item{}',
        'items[key] = i',
        'func rush() { put("a"); for key := range items { drop(key) } }\nfunc drop(key string) { delete(items, key) }\nfunc run() { for range time.NewTicker(time.Second).C { rush() } }\nfunc init() { go run() }',
      ),
      null,
    ],
    [
      'a map that is swept by a ticker',
      shelf(
        'var items = map[string]*item{}',
        'items[key] = i',
        'func sweep() { for range time.NewTicker(time.Minute).C { drop("b") } }\nfunc drop(key string) { delete(items, key) }\nfunc init() { go sweep() }',
      ),
      'evicts items',
    ],
    [
      'a map that is swept after each sleep',
      shelf(
        'var items = map[string]*item{}',
        'items[key] = i',
        'func sweep() { for { time.Sleep(time.Minute); drop("b") } }\nfunc drop(key string) { delete(items, key) }\nfunc init() { go sweep() }',
      ),
      'evicts items',
    ],
    [
      'a map whose entries are deleted for their age when they are looked for',
      shelf(
        'var items = map[string]*item{}\nvar expires int64',
        'items[key] = i',
        'func get(key string, now int64) *item { if now > expires { delete(items, key) }; return items[key] }',
      ),
      'evicts items',
    ],
    ['a map that is not has none', shelf('var items = map[string]*item{}', 'items[key] = i'), null],
    [
      'a list that is cut when a counter says so',
      shelf(
        'type log struct {\n\titems []*item\n\twritten int\n}\nvar l log',
        'l.items = append(l.items, i)\n\tl.written++\n\tif l.written > 9 {\n\t\tl.items = l.items[1:]\n\t}',
      ),
      'evicts l.items',
    ],
    [
      'a list that is cut when a counter says so, which nobody counts',
      shelf(
        'type log struct {\n\titems []*item\n\twritten int\n}\nvar l log',
        'l.items = append(l.items, i)\n\tif l.written > 9 {\n\t\tl.items = l.items[1:]\n\t}',
      ),
      null,
    ],
    [
      'a list that is taken from when it is too long',
      shelf(
        'var items = list.New()',
        'items.PushFront(i)\n\tif items.Len() > 9 {\n\t\tdrop()\n\t}',
        'func drop() { items.Remove(items.Back()) }',
      ),
      'evicts items',
    ],
    [
      'a list that others have to take from has none',
      shelf('var items = list.New()', 'items.PushFront(i)', 'func drop() { items.Remove(items.Back()) }'),
      null,
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
        'items[key] = i\n\tdrop(key)\n\tkeys = append(keys, key)\n\tlogf(0, "%s: %v", key, i)',
        'func logf(level int, format string, args ...interface{}) { println(level, format, args) }\nfunc drop(key string) { delete(items, key) }',
      ),
      'evicts items',
    ],
    [
      'a sync.Map that is deleted from where it is stored in',
      shelf('var items sync.Map', 'items.Store(key, i)\n\tdrop(key)', 'func drop(key string) { items.Delete(key) }'),
      'evicts items',
    ],
    ['a sync.Map that is not has none', shelf('var items sync.Map', 'items.Store(key, i)'), null],
    ['a pool', shelf('var items sync.Pool', 'items.Put(i)'), 'cache items'],
    ['nothing that keeps it', shelf('', '_ = i'), null],
  ])('%s', async (_, source, bound) => {
    expect(await boundOf(source)).toBe(bound);
  });
});
