// Entry of the thread in which graphs are laid out: a bundle of its own, because Graphviz is large and few need it.
import { graphvizCalls } from './layout/graphviz';
import type { LayoutCalls } from './shared/ports/engine/graphLayouts';
import { serveCalls } from './threads/serveCalls';

serveCalls<LayoutCalls>(graphvizCalls());
