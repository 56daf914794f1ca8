// Entry of the threads in which opened profiles are. One belongs to one profile, or to the difference of two, for as long as it is open.
import { goViewer } from './runtimes/goViews';
import type { ViewerCalls } from './shared/ports/engine/profileViewer';
import { serveCalls } from './threads/serveCalls';

serveCalls<ViewerCalls>(goViewer());

export {};
