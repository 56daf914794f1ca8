// Entry of the threads that ask nodes of Erlang's, and read what they answer. One belongs to one target.
import { nodeCalls } from './follow/beam/readers/threadNodes';
import { beamReading } from './runtimes/beamReading';
import type { NodeCalls } from './shared/ports/runtime/watchedNode';
import { systemClock } from './systemClock';
import { serveCalls } from './threads/serveCalls';

serveCalls<NodeCalls>(nodeCalls(beamReading(systemClock)));
