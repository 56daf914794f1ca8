/**
 * Libraries whose caches throw away what they have no room for: where each is told its bound. To add one, name its import path
 * without the major version, and the functions that make a cache.
 */
export interface CacheLibrary {
  readonly path: string;
  readonly makers: readonly CacheMaker[];
}

export interface CacheMaker {
  readonly name: string;
  /** Where the call says the bound; one that is bounded whatever it is told says nothing. */
  readonly bound: CacheBound | null;
}

export type CacheBound =
  /** Position of the argument, from 0. */
  | { readonly argument: number }
  /** Fields of a struct literal in the call, or options, methods of a builder: any of them is a bound. */
  | { readonly named: readonly string[] };

const first: CacheBound = { argument: 0 };
const second: CacheBound = { argument: 1 };
const maker = (bound: CacheBound | null, ...names: readonly string[]): CacheMaker[] =>
  names.map((name) => ({ name, bound }));

export const cacheLibraries: readonly CacheLibrary[] = [
  {
    path: 'github.com/hashicorp/golang-lru',
    makers: maker(first, 'New', 'NewWithEvict', 'New2Q', 'New2QParams', 'NewARC'),
  },
  { path: 'github.com/hashicorp/golang-lru/simplelru', makers: maker(first, 'NewLRU') },
  { path: 'github.com/hashicorp/golang-lru/expirable', makers: maker({ argument: 0 }, 'NewLRU') },
  { path: 'github.com/hashicorp/golang-lru/arc', makers: maker(first, 'NewARC') },
  { path: 'github.com/dgraph-io/ristretto', makers: maker({ named: ['MaxCost'] }, 'NewCache') },
  { path: 'github.com/patrickmn/go-cache', makers: maker(first, 'New', 'NewFrom') },
  { path: 'zgo.at/zcache', makers: maker(first, 'New', 'NewFrom') },
  {
    path: 'github.com/jellydator/ttlcache',
    makers: maker({ named: ['WithTTL', 'WithCapacity', 'WithMaxCost'] }, 'New'),
  },
  { path: 'github.com/ReneKroon/ttlcache', makers: maker({ named: ['SetTTL', 'SetCacheSizeLimit'] }, 'NewCache') },
  { path: 'github.com/coocood/freecache', makers: maker(first, 'NewCache', 'NewCacheCustomTimer') },
  { path: 'github.com/VictoriaMetrics/fastcache', makers: maker(first, 'New') },
  { path: 'github.com/allegro/bigcache', makers: [...maker(second, 'New'), ...maker(first, 'NewBigCache')] },
  { path: 'github.com/golang/groupcache/lru', makers: maker(first, 'New') },
  { path: 'github.com/golang/groupcache', makers: maker(second, 'NewGroup') },
  { path: 'github.com/bluele/gcache', makers: maker(first, 'New') },
  {
    path: 'github.com/maypok86/otter',
    makers: [
      ...maker(first, 'MustBuilder', 'NewBuilder'),
      ...maker({ named: ['MaximumSize', 'MaximumWeight', 'ExpiryCalculator'] }, 'New', 'Must'),
    ],
  },
  { path: 'github.com/Yiling-J/theine-go', makers: maker(first, 'NewBuilder') },
  { path: 'github.com/karlseguin/ccache', makers: maker(null, 'New', 'Layered') },
  { path: 'github.com/elastic/go-freelru', makers: maker(first, 'New', 'NewSynced', 'NewSharded') },
  { path: 'github.com/phuslu/lru', makers: maker(first, 'NewLRUCache', 'NewTTLCache') },
  { path: 'github.com/samber/hot', makers: maker(second, 'NewHotCache') },
  { path: 'k8s.io/utils/lru', makers: maker(first, 'New', 'NewWithEvictionFunc') },
  {
    path: 'k8s.io/apimachinery/pkg/util/cache',
    makers: [...maker(first, 'NewLRUExpireCache'), ...maker(null, 'NewExpiring')],
  },
];
