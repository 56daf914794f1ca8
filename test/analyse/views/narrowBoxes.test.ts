// Boxes that are too narrow to be seen are counted, so that a graph without a box is not an empty one.
import { expect, it } from 'vitest';
import { ProfileViews } from '../../../src/analyse/views/profileViews';
import type { FlameQuery } from '../../../src/shared/model/views/flameView';
import { wholeScope } from '../../../src/shared/model/views/viewScope';
import { profileFromText } from '../../support/profiles/profileText';

const narrow = Array.from({ length: 1000 }, (_, at) => `f${String(at)} 1`).join('\n');
const window = (text: string, ask: Partial<FlameQuery> = {}) => {
  const query: FlameQuery = {
    from: 0,
    to: 1,
    firstLevel: 0,
    lastLevel: 1000,
    resolution: 500,
    order: 'weight',
    direction: 'callees',
    of: null,
    search: null,
    ...ask,
  };
  const answer = new ProfileViews(profileFromText(text), null).answer(
    { view: 'flame', scope: wholeScope, ask: query },
    () => 'own',
  );
  if (answer.view !== 'flame') throw new Error('no flame graph');
  return answer.window;
};

it.each([
  { what: 'all of them', text: narrow, boxes: 0, found: { count: 1000, cum: 1000, start: 0, end: 1, isWhole: true } },
  {
    what: 'those beside a wide one',
    text: `${narrow}\nwide 1000`,
    boxes: 1,
    found: { count: 1000, cum: 1000, start: 0.5, end: 1, isWhole: true },
  },
  {
    what: 'those on either side of it',
    text: `${narrow}\nf5x 1000`,
    ask: { order: 'name' },
    boxes: 1,
    found: { count: 1000, cum: 1000, isWhole: false },
  },
  { what: 'none where one looks closer', text: narrow, ask: { from: 0, to: 0.1 }, boxes: 100, found: { count: 0 } },
  { what: 'none where all are wide', text: 'a 1\nb 1', boxes: 2, found: { count: 0, isWhole: true } },
] as const)('counts $what', ({ text, boxes, found, ...rest }) => {
  const { frame, narrow: counted } = window(text, 'ask' in rest ? rest.ask : {});
  expect(frame.length).toBeGreaterThanOrEqual(boxes);
  expect(counted).toMatchObject(found);
});
