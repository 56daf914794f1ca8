// Entry of the threads that read what services answer. One belongs to one target, or to one snapshot for as long as it is looked at.
import { readerCalls } from './follow/go/readers/threadReader';
import { goReading } from './runtimes/goReading';
import type { ReaderCalls } from './shared/ports/runtime/targetReader';
import { serveCalls } from './threads/serveCalls';

serveCalls<ReaderCalls>(readerCalls(goReading));

export {};
