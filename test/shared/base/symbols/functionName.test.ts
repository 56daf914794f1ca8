import { describe, expect, it } from 'vitest';
import { localName, packagePath } from '../../../../src/shared/base/symbols/functionName';

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

describe('what follows the import path', () => {
  it.each([
    ['main.main', '.main'],
    ['example.com/shop/queue.(*Pool).Get-fm', '.(*Pool).Get-fm'],
    ['main.New[go.shape.[]uint8].func1.2', '.New.func1.2'],
    ['main.(*Pool[go.shape.interface { Less(x.Item) bool }]).Get', '.(*Pool).Get'],
    ['main.(.*)+$|[', '.(.*)+$|'],
    ['', ''],
  ])('of %s is %s', (name, local) => {
    expect(localName(name)).toBe(local);
  });
});
