import { expect, it } from 'vitest';
import type { AllocationFacts } from '../../../src/shared/model/go/goSource';
import { markedLine, openReader, writeModule } from './goPrograms';

const source = `package main

import "strings"

type entry struct{ name string }

type store struct {
	byName  map[string]*entry
	history []entry
	sizes   []int
}

func newStore() *store {
	s := &store{byName: make(map[string]*entry)}
	return s
}

func (s *store) add(name string, raw []byte) {
	s.byName[name] = &entry{name: name}
	s.history = append(s.history, entry{name})
	s.sizes[0] = len(strings.Repeat(name, 3))
	buffer := make([]byte, 1024)
	copy(buffer, raw)
	queue := make(chan *entry, 64)
	queue <- new(entry)
	text := string(raw)
	_ = []byte(text)
	window := history(s)[:2]
	_ = window
	s.sizes[1]++
	go func() {
		s.history = append(s.history,
			entry{strings.ToUpper(name)},
		)
	}()
}

func history(s *store) []entry { return s.history }

func (s *store) remove(name string) {
	delete(s.byName, name)
}

func main() {
	newStore().add("a", nil)
	newStore().remove("a")
}
`;

const expected: readonly (readonly [string, Pick<AllocationFacts, 'shape' | 'operand' | 'deletes'>])[] = [
  ['s := &store{', { shape: 'make-map', operand: 's', deletes: false }],
  ['s.byName[name] =', { shape: 'map-assign', operand: 's.byName', deletes: true }],
  ['s.history = append(s.history, entry', { shape: 'append', operand: 's.history', deletes: false }],
  ['s.sizes[0] =', { shape: 'call', operand: 's.sizes[0]', deletes: false }],
  ['buffer := make', { shape: 'make-slice', operand: 'buffer', deletes: false }],
  ['queue := make', { shape: 'make-chan', operand: 'queue', deletes: false }],
  ['queue <- new', { shape: 'new', operand: '', deletes: false }],
  ['text := string', { shape: 'conversion', operand: 'text', deletes: false }],
  ['_ = []byte', { shape: 'conversion', operand: '', deletes: false }],
  ['window := history', { shape: 'call', operand: 'window', deletes: false }],
  ['s.sizes[1]++', { shape: 'other', operand: '', deletes: false }],
  ['s.history = append(s.history,\n', { shape: 'append', operand: 's.history', deletes: false }],
];

it.each(expected)('of %j the source tells the shape', async (start, facts) => {
  const folder = await writeModule({ 'main.go': source });
  const line = source.slice(0, source.indexOf(start)).split('\n').length;
  const question = { path: `${folder}/main.go`, line, function: '' };
  expect(await openReader().explainAllocation(question)).toMatchObject(facts);
});

it('names the statement, and where the map is made', async () => {
  const folder = await writeModule({ 'main.go': source });
  const line = source.slice(0, source.indexOf('s.byName[name] =')).split('\n').length;
  const question = { path: `${folder}/main.go`, line, function: 'main.(*store).add' };
  expect(await openReader().explainAllocation(question)).toEqual({
    operation: 's.byName[name] = &entry{name: name}',
    shape: 'map-assign',
    operand: 's.byName',
    deletes: true,
    // Others have to delete.
    bound: null,
    holders: [
      {
        kind: 'map',
        name: 's.byName',
        stored: { path: `${folder}/main.go`, line },
        declared: { path: `${folder}/main.go`, line: 8 },
        removal: 'some',
        removed: [{ path: `${folder}/main.go`, line: 41 }],
        unused: null,
        certain: true,
      },
    ],
    pattern: null,
    made: null,
    otherEnds: [{ role: 'make', path: `${folder}/main.go`, line: 14, function: 'newStore' }],
  });
});

it('tells nothing of a line that its function no longer holds', async () => {
  const folder = await writeModule({ 'main.go': source });
  const question = { path: `${folder}/main.go`, line: 20, function: 'main.(*store).remove' };
  expect(await openReader().explainAllocation(question)).toBeNull();
});

it('names no place where something else is made that is only passed on in the same way', async () => {
  const text = `package main

import "bytes"

func pass(data []byte) []byte { return data }

func other() []byte { return pass(make([]byte, 64)) }

func copied(data []byte) []byte {
	out := pass(bytes.Clone(data)) // HERE
	return out
}

func main() { copied(other()) }
`;
  const folder = await writeModule({ 'main.go': text });
  const question = { path: `${folder}/main.go`, line: markedLine(text), function: 'main.copied' };
  expect(await openReader().explainAllocation(question)).toMatchObject({ shape: 'call', otherEnds: [] });
});
