import { describe, expect, it } from 'vitest';
import { functionRange } from '../../../../src/analyse/go/paths/declaredName';

const range = { first: 3, last: 9 };

describe('a method called init', () => {
  // `init` is the compiler's own name only where nothing stands in front of it.
  it.each(['main.(*Cart).init', 'main.Cart.init', 'main.(*Cart).init.func1'])('is found for %s', (name) => {
    expect(functionRange(new Map([['Cart.init', range]]), name)).toBe(range);
  });

  it.each(['main.init', 'main.init.0', 'main.init.func1', 'main.init.0.func2', 'main.glob..func1'])(
    'is not what %s says: no source declares such a name',
    (name) => {
      expect(functionRange(new Map([['Cart.init', range]]), name)).toBeUndefined();
    },
  );
});
