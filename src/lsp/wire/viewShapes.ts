import type { FlameQuery } from '../../shared/model/views/flameView';
import { mostGraphNodes, type GraphQuery } from '../../shared/model/views/graphView';
import { goroutineGroupings, type GoroutinesQuery } from '../../shared/model/views/goroutinesView';
import type { PeekQuery } from '../../shared/model/views/peekView';
import type { ProfileViewKinds, ProfileViewName, ViewQuery } from '../../shared/model/views/profileView';
import type { FrameKey } from '../../shared/model/views/viewFrames';
import type { SourceQuery } from '../../shared/model/views/sourceView';
import { topColumns, type TopQuery } from '../../shared/model/views/topView';
import { granularities, refinementKinds, type Refinement, type ViewScope } from '../../shared/model/views/viewScope';
import { integer, listOf, number, object, oneOf, optional, orNull, record, text, truth, type Shape } from './shape';

export const frameKey = object<FrameKey>({ function: text, file: text, line: number });

export const viewScope = object<ViewScope>({
  sample: text,
  granularity: oneOf(...granularities),
  refinements: listOf(object<Refinement>({ kind: oneOf(...refinementKinds), pattern: text })),
  normalize: truth,
  labelLevel: text,
  unit: text,
});

/** What each view may be asked: one that is missing does not compile. */
const asks: { readonly [K in ProfileViewName]: Shape<ProfileViewKinds[K]['query']> } = {
  flame: object<FlameQuery>({
    from: number,
    to: number,
    firstLevel: integer(0),
    lastLevel: integer(0),
    resolution: number,
    order: oneOf('weight', 'name'),
    direction: oneOf('callees', 'callers', 'both'),
    of: orNull(frameKey),
    search: orNull(text),
  }),
  top: object<TopQuery>({
    sort: oneOf(...topColumns),
    descending: truth,
    filter: text,
    label: optional(text),
    noLabel: optional(text),
    first: integer(0),
    count: integer(0),
    copy: oneOf('none', 'text', 'csv', 'markdown'),
  }),
  graph: object<GraphQuery>({ nodeCount: integer(1, mostGraphNodes), search: orNull(text) }),
  goroutines: object<GoroutinesQuery>({
    by: oneOf(...goroutineGroupings),
    search: orNull(text),
    onlyMine: truth,
    opened: orNull(text),
  }),
  source: object<SourceQuery>({ frame: orNull(frameKey) }),
  peek: object<PeekQuery>({ frame: orNull(frameKey), limit: integer(0) }),
};

const viewName = oneOf(...(Object.keys(asks) as ProfileViewName[]));

/** A question about a profile: a view, and what that view may be asked. */
export const viewQuery: Shape<ViewQuery> = (value, place) => {
  const given = record(value, place);
  const view = viewName(given['view'], `${place}.view`);
  const ask = asks[view](given['ask'], `${place}.ask`);
  // The pair of name and question is what the union says.
  return { view, scope: viewScope(given['scope'], `${place}.scope`), ask } as ViewQuery;
};
