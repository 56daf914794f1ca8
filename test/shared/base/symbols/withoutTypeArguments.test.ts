import { describe, expect, it } from 'vitest';
import { withoutTypeArguments } from '../../../../src/shared/base/symbols/withoutTypeArguments';

describe('a symbol without its type arguments', () => {
  it.each([
    ['main.main', 'main.main'],
    ['main.New[go.shape.[]uint8].func1', 'main.New.func1'],
    ['main.New[...].func1', 'main.New.func1'],
    ['main.(*Set[...]).Range.Keys[...].func1', 'main.(*Set).Range.Keys.func1'],
    ['main.(*Set[go.shape.int]).Range.Keys[go.shape.map[string]int].func1', 'main.(*Set).Range.Keys.func1'],
    ['example.com/m.Map[go.shape.struct { A [4]int; B x.T }]', 'example.com/m.Map'],
    // No compiler writes these, but a service can.
    ['main.a[[', 'main.a'],
    ['main.a]b', 'main.a]b'],
    ['', ''],
  ])('%s is %s', (symbol, plain) => {
    expect(withoutTypeArguments(symbol)).toBe(plain);
  });

  it('can say that some stood there', () => {
    expect(withoutTypeArguments('main.(*Set[go.shape.[]int]).Keys[...].func1', '[]')).toBe(
      'main.(*Set[]).Keys[].func1',
    );
  });
});
