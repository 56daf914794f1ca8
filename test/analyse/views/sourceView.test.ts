// The listing of a function is worked out of its own lines alone where the view tells functions apart, and of all lines elsewhere: with the same outcome.
import { expect, it } from 'vitest';
import { ProfileViews } from '../../../src/analyse/views/profileViews';
import { wholeScope, type ViewScope } from '../../../src/shared/model/views/viewScope';
import { profileFromText } from '../../support/profiles/profileText';

const shop = profileFromText(`
  ~shop.tax@/s/tax.go:3;shop.add@/s/cart.go:4;main.main@/s/main.go:9 300
  shop.add@/s/cart.go:5;~shop.tax@/s/tax.go:4;shop.add@/s/cart.go:6;main.main@/s/main.go:9 40
  shop.add@/s/other.go:8;main.main@/s/main.go:9 7
  runtime.gc@/go/gc.go:1 5
`);

const functions = ['shop.add', 'shop.tax', 'main.main', 'shop', 'nothing'];
const frames = [
  ...functions.map((name) => ({ name, frame: { function: name, file: '', line: 0 } })),
  ...['/s/cart.go', '/s/other.go'].map((file) => ({ name: file, frame: { function: '', file, line: 0 } })),
  { name: 'what costs most', frame: null },
];

function listing(scope: Partial<ViewScope>, frame: (typeof frames)[number]['frame']) {
  const query = { view: 'source', scope: { ...wholeScope, ...scope }, ask: { frame } } as const;
  const answer = new ProfileViews(shop, null).answer(query, () => 'own');
  if (answer.view !== 'source') throw new Error('no listing');
  return answer.window;
}

it.each(frames)('of $name is the same, whatever makes one row', ({ name, frame }) => {
  for (const refinements of [[], [{ kind: 'hide', pattern: 'tax' }]] as const) {
    const whole = listing({ granularity: 'file', refinements }, frame);
    for (const granularity of ['package', 'function', 'line'] as const) {
      expect(listing({ granularity, refinements }, frame)).toEqual(whole);
    }
    const isThere = name !== 'nothing' && !(name === 'shop.tax' && refinements.length > 0);
    expect(whole.line.length > 0).toBe(isThere);
  }
});
