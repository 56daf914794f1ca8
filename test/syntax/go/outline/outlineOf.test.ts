import { describe, expect, it } from 'vitest';
import { GoNames } from '../../../../src/syntax/go/outline/goNames';
import { mention, type GoPart, type MentionKind } from '../../../../src/syntax/go/outline/goOutline';
import { outlineOf } from '../../../../src/syntax/go/outline/outlineOf';

const text = `// Package shop: func notMe() { is a comment.
package shop

import (
	"sync"
	renamed "example.com/other/v2"
)

const ( // not a name
	first, second = iota, other
	third
)

var handler = func(name string) { work(name) }

var a, b = 1, notDeclared

type (
	Cart struct {
		sync.Mutex
		items []*Item
	}
	Carts []Cart
)

type Pair[K comparable, V any] struct{ key K; value V }

func (c *Cart) Add(item *Item) struct{ n int } {
	text := "}" + \`
func inText() {
}
\` + string('{') /* } */
	c.items = append(c.items, item)
	_ = Pair[string, int]{key: text, value: 1}
	return struct{ n int }{1}
}

func assembled(x int) (result interface{ M() }, err error)

func generic[T any](in map[string]struct{}) chan<- T { return make(chan T) }
`;

describe('the outline of a Go file', () => {
  const names = new GoNames();
  const outline = outlineOf(text, names);
  const part = (name: string): GoPart => {
    const found = outline.parts.find((each) => each.names.includes(names.of(name)));
    if (found === undefined) throw new Error(`nothing declares ${name}`);
    return found;
  };
  const bodyOf = ({ body }: GoPart) => (body === null ? null : text.slice(body.start, body.end));
  const mentions = (codes: Int32Array, name: string, kind: MentionKind) =>
    codes.includes(mention(names.of(name), kind));

  it('names the package and what it imports', () => {
    expect(outline).toMatchObject({ packageName: 'shop', imports: ['sync', 'example.com/other/v2'], sound: true });
  });

  it('tells declarations apart, and what each declares', () => {
    const declared = outline.parts.map(({ kind, names: own }) => [kind, own.length]);
    expect(declared).toEqual([
      ['package', 1],
      ['import', 1],
      ['constant', 3],
      ['variable', 1],
      ['variable', 2],
      ['type', 2],
      ['type', 1],
      ['method', 1],
      ['function', 1],
      ['function', 1],
    ]);
    for (const name of ['first', 'second', 'third', 'handler', 'a', 'b', 'Cart', 'Carts', 'Pair', 'Add', 'assembled'])
      expect(part(name).names).toContain(names.of(name));
  });

  it('takes braces of types, strings and comments for no bodies', () => {
    expect(bodyOf(part('Add'))).toContain('return struct{ n int }{1}');
    expect(bodyOf(part('generic'))).toBe(' return make(chan T) ');
    expect(bodyOf(part('assembled'))).toBeNull();
    expect(bodyOf(part('handler'))).toBeNull();
  });

  it('says how a name is mentioned', () => {
    const { inside } = part('Add');
    expect(mentions(inside, 'items', 'selected')).toBe(true);
    expect(mentions(inside, 'items', 'plain')).toBe(false);
    expect(mentions(inside, 'append', 'plain')).toBe(true);
    expect(mentions(inside, 'key', 'key')).toBe(true);
    expect(mentions(inside, 'Pair', 'literal')).toBe(true);
    expect(mentions(inside, 'inText', 'plain')).toBe(false);
    expect(mentions(part('handler').mentions, 'work', 'plain')).toBe(true);
  });

  it('knows that brackets do not match', () => {
    for (const broken of ['package a\nfunc f() {\n', 'package a\n}\n', 'package a\nvar x = [1\n'])
      expect({ broken, sound: outlineOf(broken, names).sound }).toEqual({ broken, sound: false });
  });
});
