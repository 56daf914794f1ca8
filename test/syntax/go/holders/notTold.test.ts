import { describe, expect, it } from 'vitest';
import { goMain, holdersOf } from './holdersOf';

describe('what is not told', () => {
  it.each<readonly [string, string, string]>([
    [
      'a value that goes with its function',
      '',
      'func main() { buffer := make([]byte, 100); println(len(buffer)) } // HERE',
    ],
    [
      'a copy of the bytes',
      '',
      `type pile struct{ bytes []byte }
func (p *pile) add(n int) { chunk := make([]byte, n) // HERE
	p.bytes = append(p.bytes, chunk...) }
func main() { (&pile{}).add(1) }`,
    ],
    [
      'what a local map holds',
      '',
      `func count(words []string) int { seen := map[string]*int{}
	for _, word := range words { seen[word] = new(int) } // HERE
	return len(seen) }
func main() { count(nil) }`,
    ],
    [
      'what another package is given to look at',
      'fmt strings',
      'func main() { fmt.Println(strings.Repeat("a", 100)) } // HERE',
    ],
    ['what a time is moved by', 'time', 'func main() { println(time.Now().Add(time.Second).String()) } // HERE'],
    ['a channel without room', '', `func main() { ch := make(chan []byte); for { ch <- make([]byte, 10) } } // HERE`],
  ])('%s', async (_, imports, text) => {
    expect(await holdersOf(goMain(imports, text))).toEqual([]);
  });

  it('whether anything is taken out of what other packages reach', async () => {
    const source = `package shop
var Sessions = map[string][]byte{}
func Open(id string) { Sessions[id] = make([]byte, 4096) } // HERE
`;
    expect(await holdersOf(source)).toEqual(['by map Sessions']);
  });

  it('which of several keeps it', async () => {
    const source = `package main
type order struct{ body [800]byte }
var byID, byName = map[int]*order{}, map[string]*order{}
func place(id int, name string) { o := &order{} // HERE
	byID[id] = o
	byName[name] = o }
func main() { place(1, "a") }
`;
    expect(await holdersOf(source)).toEqual(['may map byID none', 'may map byName none']);
  });

  it('the map that lets go, before the one that does not', async () => {
    const source = `package main
type order struct{ body [800]byte }
var open, all = map[int]*order{}, map[int]*order{}
func place(id int) { o := &order{} // HERE
	open[id] = o
	all[id] = o }
func ship(id int) { delete(open, id) }
func main() { place(1); ship(1) }
`;
    expect(await holdersOf(source)).toEqual(['by map all none', 'may map open some']);
  });

  it('the implementation of an interface that has two', async () => {
    const source = `package main
type store interface{ save(body []byte) }
type memory struct{ all [][]byte }
func (m *memory) save(body []byte) { m.all = append(m.all, body) }
type null struct{}
func (null) save([]byte) {}
func upload(s store) { s.save(make([]byte, 4096)) } // HERE
func main() { upload(&memory{}); upload(null{}) }
`;
    expect(await holdersOf(source)).toEqual(['may slice m.all none']);
  });
});
