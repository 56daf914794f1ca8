import { describe, expect, it } from 'vitest';
import { declaresFunction, packagePath } from '../../src/analyse/functionName';

describe('the import path of a function', () => {
  it.each([
    ['main.main', 'main'],
    ['main.leak.func1', 'main'],
    ['main.(*session).receive', 'main'],
    ['main.glob..func1', 'main'],
    ['main.init.0.func1', 'main'],
    ['net/http.(*conn).serve', 'net/http'],
    ['example.com/shop/queue.Push', 'example.com/shop/queue'],
    ['example.com/shop/queue.(*Pool).Get-fm', 'example.com/shop/queue'],
    ['example.com/shop/queue.Pool[...].Get', 'example.com/shop/queue'],
    ['example.com/shop/queue.Map[go.shape.interface { Less(other.org/tree.Item) bool }]', 'example.com/shop/queue'],
    ['github.com/google/btree.(*node[go.shape.*example.com/x.T]).iterate', 'github.com/google/btree'],
    // Dots of the last element, and what is not ASCII, are escaped.
    ['example.com/names.v2/yaml%2ev3.(*D).Wait', 'example.com/names.v2/yaml.v3'],
    ['example.com/%e4%b8%96%e7%95%8c.Hello', 'example.com/世界'],
    ['example.com/bad%ff.Hello', 'example.com/bad%ff'],
    ['_cgoexp_5e1d6bdd6b9e_callback', '_cgoexp_5e1d6bdd6b9e_callback'],
    ['', ''],
  ])('%s is of %s', (name, path) => {
    expect(packagePath(name)).toBe(path);
  });
});

const source = `package main

func main() {}

func init() {}

// func commented() {}

func (s *session) receive() {
	go func() {}()
}

func (agent) check(in instance) {}

func New[T any](size int) *Pool[T] { return nil }

func (p *Pool[T]) Get() (t T) { return t }

func Größe() int { return 1 }
`;

describe('a source declares', () => {
  it.each([
    'main.main',
    'main.(*session).receive',
    'main.(*session).receive.func1',
    'main.(*session).receive.gowrap1',
    'main.agent.check',
    'main.(*agent).check-fm',
    'main.New[...]',
    'main.New[go.shape.[]uint8].func1.2',
    'main.(*Pool[go.shape.interface { Less(x.Item) bool }]).Get',
    'main.Größe',
    // A closure of the package that was inlined elsewhere.
    'main.other.(*session).receive.func2',
    // Nothing in the source is called like this, so nothing speaks against it.
    'main.init.0.func1',
    'main.glob..func1',
    'main.init',
    '',
  ])('%s', (name) => {
    expect(declaresFunction(source, name)).toBe(true);
  });

  it.each([
    'main.serve',
    'main.commented',
    'main.(*session).send',
    'main.rec',
    'main.receiveAll',
    'example.com/x.Get2',
  ])('not %s', (name) => {
    expect(declaresFunction(source, name)).toBe(false);
  });

  it('nothing for a name made to upset a pattern', () => {
    expect(declaresFunction(source, 'main.(.*)+$|[')).toBe(true);
    expect(declaresFunction(source, 'main.a+b')).toBe(true);
  });
});
