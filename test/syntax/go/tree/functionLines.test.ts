import { describe, expect, it } from 'vitest';
import { openReader, writeModule } from '../goPrograms';

const source = `package cart

import "sync"

type Cart[T any] struct {
	sync.Mutex
	items []T
}

func New[T any](
	items ...T,
) *Cart[T] {
	return &Cart[T]{items: items}
}

func (c *Cart[T]) Add(item T) {
	func() {
		c.items = append(c.items, item)
	}()
}

func (c Cart[T]) Len() int { return len(c.items) }

type plain struct{}

func (plain) Add() {}

func Add() {}

func init() {}

var lazy = func() int { return 1 }

func total(n int) int {
	return n
}
`;

describe('the lines of a function', () => {
  it.each([
    ['example.com/shop/cart.New[...]', 10, 14],
    ['example.com/shop/cart.New[go.shape.int]', 10, 14],
    ['example.com/shop/cart.(*Cart[...]).Add', 16, 20],
    ['example.com/shop/cart.(*Cart[go.shape.struct { A.b []int }]).Add.func1', 16, 20],
    ['example.com/shop/cart.(*Cart[...]).Add.func1.2', 16, 20],
    ['example.com/shop/cart.(*Cart[...]).Add.gowrap1', 16, 20],
    ['example.com/shop/cart.(*Cart[...]).Add-fm', 16, 20],
    ['example.com/shop/cart.Cart[...].Len', 22, 22],
    ['example.com/shop/cart.plain.Add', 26, 26],
    ['example.com/shop/cart.Add', 28, 28],
    ['example.com/shop/cart.total-range1', 34, 36],
    ['gopkg.in/shop%2ev2.total.func3.deferwrap1', 34, 36],
    // A closure of total that was inlined into Add is named after both, and its text is in total.
    ['example.com/shop/cart.Add.total.func1', 34, 36],
    ['total', 34, 36],
  ])('%s', async (name, first, last) => {
    const folder = await writeModule({ 'cart/cart.go': source });
    expect(await openReader().functionLines(`${folder}/cart/cart.go`, name)).toEqual({ first, last });
  });

  it.each([
    'example.com/shop/cart.glob..func1',
    'example.com/shop/cart.init.0',
    'example.com/shop/cart.init.func1',
    'example.com/shop/cart.init',
    'example.com/shop/cart.(*Cart[...]).Remove',
    'example.com/shop/cart.(*plain).Total',
    'example.com/shop/cart.lazy',
    '',
    '(((',
  ])('of %j are unknown', async (name) => {
    const folder = await writeModule({ 'cart/cart.go': source });
    expect(await openReader().functionLines(`${folder}/cart/cart.go`, name)).toBeNull();
  });

  it('are those of the file as it is now', async () => {
    const folder = await writeModule({ 'a.go': 'package a\n\nfunc f() {\n}\n' });
    const reader = openReader();
    expect(await reader.functionLines(`${folder}/a.go`, 'a.f')).toEqual({ first: 3, last: 4 });
    const { writeFile } = await import('node:fs/promises');
    await writeFile(`${folder}/a.go`, 'package a\n\n\n\nfunc f() {}\n');
    reader.forget(`${folder}/a.go`);
    expect(await reader.functionLines(`${folder}/a.go`, 'a.f')).toEqual({ first: 5, last: 5 });
  });
});
