import { describe, expect, it } from 'vitest';
import { goMain, holdersOf } from './holdersOf';

describe('who keeps what a line allocates', () => {
  it.each<readonly [string, string, string, string]>([
    [
      'a global map',
      '',
      `type session struct{ data []byte }
var sessions = map[string]*session{}
func open(id string) { sessions[id] = &session{data: make([]byte, 4096)} } // HERE // KEPT
func main() { open("a") }`,
      'by map sessions none',
    ],
    [
      'a global map that a function deletes from',
      '',
      `type session struct{ data []byte }
var sessions = map[string]*session{}
func open(id string) { sessions[id] = &session{data: make([]byte, 4096)} } // HERE
func end(id string) { delete(sessions, id) }
func main() { open("a"); end("a") }`,
      'by map sessions some',
    ],
    [
      'a map whose delete nobody calls',
      '',
      `type hub struct{ watchers map[int]chan string }
func (h *hub) watch(id int) { ch := make(chan string, 64) // HERE
	h.watchers[id] = ch } // KEPT
func (h *hub) unwatch(id int) { delete(h.watchers, id) }
func main() { h := &hub{watchers: map[int]chan string{}}; h.watch(1) }`,
      'by map h.watchers none',
    ],
    [
      'a map that is made anew',
      'sync',
      `type cache struct { mu sync.Mutex; items map[string][]byte }
func newCache() *cache { return &cache{items: make(map[string][]byte)} }
func (c *cache) put(k string) { c.items[k] = make([]byte, 1024) } // HERE
func (c *cache) reset() { c.mu.Lock(); defer c.mu.Unlock(); c.items = make(map[string][]byte) }
func main() { c := newCache(); c.put("a"); c.reset() }`,
      'by map c.items some',
    ],
    [
      'a map that is made when it is wanted first',
      '',
      `type cache struct { items map[string][]byte }
func (c *cache) put(k string) {
	if c.items == nil { c.items = make(map[string][]byte) }
	c.items[k] = make([]byte, 1024) // HERE
}
func main() { new(cache).put("a") }`,
      'by map c.items none',
    ],
    [
      'a slice of slices',
      '',
      `var grid [][]int
func row(n int) []int { return make([]int, n) } // HERE
func grow(n int) { grid = append(grid, row(n)) } // KEPT
func main() { grow(3) }`,
      'by slice grid none',
    ],
    [
      'rows of a slice of slices',
      '',
      `type table struct{ rows [][]string }
func (t *table) add(at int, cell string) { t.rows[at] = append(t.rows[at], cell+"!") } // HERE
func main() { (&table{rows: make([][]string, 8)}).add(1, "a") }`,
      'by slice t.rows none',
    ],
    [
      'a slice that is cut',
      '',
      `type log struct{ lines []string }
func (l *log) add(text string) { l.lines = append(l.lines, text+"\\n") } // HERE
func (l *log) trim() { l.lines = l.lines[1:] }
func main() { l := &log{}; l.add("a"); l.trim() }`,
      'by slice l.lines some',
    ],
    [
      'a slice that is put before itself',
      '',
      `type stack struct{ all [][]byte }
func (s *stack) push() { v := make([]byte, 512) // HERE
	s.all = append([][]byte{v}, s.all...) } // KEPT
func main() { (&stack{}).push() }`,
      'by slice s.all none',
    ],
    [
      'a closure in a timer',
      'time',
      `func remind(id int) {
	basket := make([]byte, 1<<16) // HERE
	time.AfterFunc(24*time.Hour, func() { println(id, len(basket)) }) // KEPT
}
func main() { remind(1) }`,
      'by timer time.AfterFunc',
    ],
    [
      'the buffer of a channel',
      '',
      `type job struct{ body []byte }
var queue = make(chan *job, 100_000)
func submit() { j := &job{body: make([]byte, 512)} // HERE
	queue <- j } // KEPT
func main() { submit() }`,
      'by channel queue none',
    ],
    [
      'the stack of a goroutine that was started with it',
      '',
      `func serve(buffer []byte, done chan int) { <-done; println(len(buffer)) }
func accept() {
	buffer := make([]byte, 1<<20) // HERE
	go serve(buffer, make(chan int)) // KEPT
}
func main() { accept() }`,
      'by goroutine serve',
    ],
    [
      'the stack of a goroutine of a literal',
      '',
      `func accept(done chan int) {
	buffer := make([]byte, 1<<20) // HERE
	go func() { <-done; println(len(buffer)) }() // KEPT
}
func main() { accept(make(chan int)) }`,
      'by goroutine func',
    ],
    [
      'the stack of a function that waits',
      '',
      `func hold(done chan int) {
	buffer := make([]byte, 1<<20) // HERE
	<-done // KEPT
	println(buffer[0])
}
func main() { hold(make(chan int)) }`,
      'by stack buffer',
    ],
    [
      'a sync.Pool',
      'sync',
      `var pool sync.Pool
func work() { buffer := make([]byte, 1<<16) // HERE
	pool.Put(&buffer) } // KEPT
func main() { work() }`,
      'by pool pool',
    ],
    [
      'a finalizer',
      'runtime',
      `type handle struct{ memory []byte; next *handle }
func open() *handle { h := &handle{memory: make([]byte, 4096)} // HERE
	runtime.SetFinalizer(h, func(h *handle) { println(len(h.memory)) }) // KEPT
	return h }
func main() { open() }`,
      'by finalizer runtime.SetFinalizer',
    ],
    [
      'a sub-slice',
      '',
      `var heads [][]byte
func read(n int) []byte { page := make([]byte, n) // HERE
	return page[:16] }
func index() { head := read(1 << 20); heads = append(heads, head) } // KEPT
func main() { index() }`,
      'by slice heads none',
    ],
    [
      'a context value',
      'context',
      `type key struct{}
func with(ctx context.Context) context.Context {
	data := make([]byte, 1<<16) // HERE
	return context.WithValue(ctx, key{}, data) // KEPT
}
func main() { ctx := context.Background(); for { ctx = with(ctx) } }`,
      'by context context.WithValue',
    ],
    [
      'a sync.Map',
      'sync',
      `type registry struct{ entries sync.Map }
func (r *registry) add(id int) { r.entries.Store(id, make([]byte, 512)) } // HERE // KEPT
func main() { new(registry).add(1) }`,
      'by container r.entries none',
    ],
    [
      'a list.List',
      'container/list',
      `type item struct{ text [512]byte }
type recent struct{ order *list.List }
func (r *recent) add() { r.order.PushFront(&item{}) } // HERE // KEPT
func main() { (&recent{order: list.New()}).add() }`,
      'by container r.order none',
    ],
    [
      'a struct in an interface',
      '',
      `type event interface{ name() string }
type login struct{ body [900]byte }
func (l *login) name() string { return "login" }
type journal struct{ events []event }
func (j *journal) write(e event) { j.events = append(j.events, e) } // KEPT
func main() { j := &journal{}; j.write(&login{}) } // HERE`,
      'by slice j.events none',
    ],
    [
      'what an interface with one implementation stores',
      '',
      `type store interface{ save(id int, body []byte) }
type memory struct{ bodies map[int][]byte }
func (m *memory) save(id int, body []byte) { m.bodies[id] = body } // KEPT
type server struct{ store store }
func (s *server) upload(id int) { s.store.save(id, make([]byte, 1<<12)) } // HERE
func main() { (&server{store: &memory{bodies: map[int][]byte{}}}).upload(1) }`,
      'by map m.bodies none',
    ],
    [
      'a generic cache',
      '',
      `type cache[K comparable, V any] struct{ items map[K]V }
func newCache[K comparable, V any]() *cache[K, V] { return &cache[K, V]{items: make(map[K]V)} }
func (c *cache[K, V]) set(k K, v V) { c.items[k] = v } // KEPT
type page struct{ html []byte }
var pages = newCache[string, *page]()
func render(path string) *page { p := &page{html: make([]byte, 8192)} // HERE
	pages.set(path, p)
	return p }
func main() { render("/") }`,
      'by map c.items none',
    ],
    [
      'a callback that captures it',
      '',
      `type bus struct{ handlers []func() }
func (b *bus) on(handler func()) { b.handlers = append(b.handlers, handler) } // KEPT
func subscribe(b *bus) { state := make([]int, 4096) // HERE
	b.on(func() { state[0]++ }) }
func main() { subscribe(&bus{}) }`,
      'by slice b.handlers none',
    ],
    [
      'a method that was handed on',
      '',
      `type hooks struct{ all []func() }
func (h *hooks) add(hook func()) { h.all = append(h.all, hook) } // KEPT
type writer struct{ buffer []byte }
func (w *writer) flush() { w.buffer = w.buffer[:0] }
func newWriter(h *hooks) *writer { w := &writer{buffer: make([]byte, 1<<14)} // HERE
	h.add(w.flush)
	return w }
func main() { newWriter(&hooks{}) }`,
      'by slice h.all none',
    ],
    [
      'what a decoder fills',
      'encoding/json',
      `type order struct{ Lines []string }
var orders []order
func receive(raw []byte) {
	var o order
	if json.Unmarshal(raw, &o) != nil { // HERE
		return
	}
	orders = append(orders, o) // KEPT
}
func main() { receive(nil) }`,
      'by slice orders none',
    ],
    [
      'a buffer that is written to',
      'bytes fmt',
      `type logger struct{ pending bytes.Buffer }
func (l *logger) printf(format string, args ...any) { fmt.Fprintf(&l.pending, format, args...) } // HERE // KEPT
func main() { (&logger{}).printf("a") }`,
      'by buffer l.pending none',
    ],
    [
      'a map behind a local name',
      '',
      `type shard struct{ byName map[string][]byte }
func (s *shard) put(name string) { all := s.byName; all[name] = make([]byte, 700) } // HERE // KEPT
func main() { (&shard{byName: map[string][]byte{}}).put("a") }`,
      'by map s.byName none',
    ],
    [
      'a map that a function is given',
      '',
      `var users = map[int][]byte{}
func fill(into map[int][]byte, id int) { into[id] = make([]byte, 600) } // HERE // KEPT
func main() { fill(users, 1) }`,
      'by map users none',
    ],
    [
      'deferred calls in a loop',
      'os',
      `func sum(names []string) {
	for _, name := range names {
		file, err := os.Open(name) // HERE
		if err != nil { continue }
		defer func() { file.Close() }() // KEPT
	}
}
func main() { sum(nil) }`,
      'by deferred func() { file.Close() }',
    ],
    [
      'a heap',
      'container/heap',
      `type timers []*timer
type timer struct{ body [256]byte }
func (t timers) Len() int { return len(t) }
func (t timers) Less(i, j int) bool { return i < j }
func (t timers) Swap(i, j int) { t[i], t[j] = t[j], t[i] }
func (t *timers) Push(x any) { *t = append(*t, x.(*timer)) }
func (t *timers) Pop() any { old := *t; *t = old[:len(old)-1]; return old[len(old)-1] }
type wheel struct{ due timers }
func (w *wheel) add() { heap.Push(&w.due, &timer{}) } // HERE // KEPT
func main() { (&wheel{}).add() }`,
      'by container w.due',
    ],
  ])('%s', async (_, imports, text, holder) => {
    expect(await holdersOf(goMain(imports, text))).toEqual([holder]);
  });
});
