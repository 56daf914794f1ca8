import { describe, expect, it } from 'vitest';
import { declaredFunctions } from '../../../../src/analyse/go/paths/declaredFunctions';
import { declaredShare, functionRange, isInnerFunction } from '../../../../src/analyse/go/paths/declaredName';

const source = `package main

func main() {
	run()
}

func short() int { return 1 } // here

func assembled(a int) int

func (s *session) receive() {
	go func() {
	}()
}

func (agent) check(in instance) {
}

func (p *Pool[T]) Get() (t T) {
	return t
}

func New[T any](
	size int,
) *Pool[T] {
	return nil
}

func Größe() int {
	return 1
}

func twice() {
}

func twice() {
}

func unended() {
`;

const declared = declaredFunctions(source);

describe('the functions of a text', () => {
  it('are those at the beginning of a line, to their closing brace', () => {
    expect([...declared].map(([name, { first, last }]) => [name, first, last])).toEqual([
      ['main', 3, 5],
      ['short', 7, 7],
      ['assembled', 9, 9],
      ['session.receive', 11, 14],
      ['agent.check', 16, 17],
      ['Pool.Get', 19, 21],
      ['New', 23, 27],
      ['Größe', 29, 31],
      ['unended', 39, 40],
    ]);
  });

  it.each([
    ['main.main', 3],
    ['main.main.func1', 3],
    ['main.main-range1', 3],
    ['main.main.func2-range1.3', 3],
    ['main.(*session).receive', 11],
    ['main.(*session).receive.gowrap1', 11],
    ['main.agent.check', 16],
    ['main.(*agent).check-fm', 16],
    ['main.(*Pool[go.shape.interface { Less(x.Item) bool }]).Get', 19],
    ['main.New[...]', 23],
    ['main.New[go.shape.[]uint8].func1.2', 23],
    // Closures of inlined functions are named after the caller first.
    ['other.org/x.init.Big.New[...].func2', 23],
    ['main.start.gowrap6.(*Pool[go.shape.int]).Get.1', 19],
    ['main.start.main.func4', 3],
  ])('hold %s from line %i on', (name, first) => {
    expect(functionRange(declared, name)?.first).toBe(first);
  });

  it.each([
    'main.serve',
    'main.(*session).main',
    'main.receive',
    'main.session.main',
    'main.main.serve.func1',
    'main.twice',
  ])('do not hold %s', (name) => {
    expect(functionRange(declared, name)).toBeNull();
  });

  it.each(['main.glob..func1', 'main.init.0', 'main.init', 'main.init.0.func2', '', 'runtime'])(
    'say nothing of %j',
    (name) => {
      expect(functionRange(declared, name)).toBeUndefined();
    },
  );

  it('are counted without those that say nothing', () => {
    const functions = ['main.main', 'main.gone', 'main.init.0'].map((name) => ({ name, startLine: 0 }));
    expect(declaredShare(declared, functions)).toBe(0.5);
    expect(declaredShare(declared, functions.slice(2))).toBeNull();
  });

  it('may be told by a parser under their whole names', () => {
    expect(functionRange(new Map([['main.(*x).y', { first: 1, last: 2 }]]), 'main.(*x).y')).toEqual({
      first: 1,
      last: 2,
    });
  });
});

it.each([
  ['main.main', false],
  ['main.(*T).M', false],
  ['main.(*T).M-fm', false],
  ['main.main.func1', true],
  ['main.main.gowrap1', true],
  ['main.f.(*T).M.1', true],
  ['main.glob..func1', true],
])('%s begins inside a declaration: %s', (name, inner) => {
  expect(isInnerFunction(name)).toBe(inner);
});
