import type { ValueType } from '../profile';
import type { FlameQuery, FlameWindow } from './flameView';
import type { GoroutinesQuery, GoroutinesWindow } from './goroutinesView';
import type { GraphQuery, GraphWindow } from './graphView';
import type { PeekQuery, PeekWindow } from './peekView';
import type { SourceQuery, SourceWindow } from './sourceView';
import type { TopQuery, TopWindow } from './topView';
import type { ViewScope } from './viewScope';

/**
 * The views of a profile: what each is asked and answers. A view is one entry here, one file in `analyse/views` that answers it, one
 * shape that checks the question on the wire, and one tab in `webview/profile`.
 */
export interface ProfileViewKinds {
  readonly flame: { readonly query: FlameQuery; readonly answer: FlameWindow };
  readonly top: { readonly query: TopQuery; readonly answer: TopWindow };
  readonly graph: { readonly query: GraphQuery; readonly answer: GraphWindow };
  readonly goroutines: { readonly query: GoroutinesQuery; readonly answer: GoroutinesWindow };
  readonly source: { readonly query: SourceQuery; readonly answer: SourceWindow };
  readonly peek: { readonly query: PeekQuery; readonly answer: PeekWindow };
}

export type ProfileViewName = keyof ProfileViewKinds;

/** A question about an opened profile. */
export type ViewQuery<V extends ProfileViewName = ProfileViewName> = {
  readonly [K in V]: { readonly view: K; readonly scope: ViewScope; readonly ask: ProfileViewKinds[K]['query'] };
}[V];

/** The answer, or which expression cannot be read, in Go's words. */
export type ViewAnswer<V extends ProfileViewName = ProfileViewName> =
  | { readonly [K in V]: { readonly view: K; readonly window: ProfileViewKinds[K]['answer'] } }[V]
  | { readonly view: 'bad-pattern'; readonly pattern: string; readonly detail: string };

/** What a profile says of itself. */
export interface ProfileAbout {
  readonly sampleTypes: readonly ValueType[];
  /** Name of the default one; empty when there is none. */
  readonly defaultSample: string;
  readonly samples: number;
  readonly functions: number;
  /** Keys of labels, most used first; bounded. */
  readonly labelKeys: readonly string[];
  /** When it was collected, ms since 1970; null when it does not say. */
  readonly collectedAtMillis: number | null;
  /** How long it was recorded; null for a moment. */
  readonly durationMillis: number | null;
  /** Base name of the main binary; empty when unknown. */
  readonly binary: string;
  readonly comments: readonly string[];
  readonly hasBase: boolean;
  /** It counts goroutines, so that they can be looked at as such. */
  readonly hasGoroutines: boolean;
}
