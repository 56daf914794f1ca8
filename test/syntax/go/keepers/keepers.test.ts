import { describe, expect, it } from 'vitest';
import { boundOf } from '../goPrograms';

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
      'a tree of arrays has none: nothing bounds how many there are of them',
      fixed,
      'n := &tree\n\tfor range r.total {\n\t\tif n.children[1] == nil {\n\t\t\tn.children[1] = &node{e: e}\n\t\t}\n\t\tn = n.children[1]\n\t}\n}\ntype node struct {\n\te *entry\n\tchildren [9]*node\n}\nvar tree node\nfunc more() {\n\tr := newRing(1)',
      null,
    ],
    [
      'two keepers, one without a bound, have none',
      `var all []*entry\n${fixed}`,
      'r.entries[r.total%9] = e\n\tall = append(all, e)',
      null,
    ],
  ])('%s', async (_, made, kept, bound) => {
    expect(await boundOf(ring(made, kept))).toBe(bound);
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
