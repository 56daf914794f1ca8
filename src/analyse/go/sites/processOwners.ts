import type { Observation, ResolveFile } from '../../../shared/ports/runtime/analyser';
import { CodeOwners, goRootOf } from './codeOwners';

/** Tells whose code the frames of one process are: where its Go lay is remembered, as not every profile names a file of it. */
export class ProcessOwners {
  private goRoot: string | null = null;

  /** For one round of the process. */
  of({ goroutines, heap }: Pick<Observation, 'goroutines' | 'heap'>, resolve: ResolveFile): CodeOwners {
    const ofGoroutines = goroutines === null ? null : goRootOf(goroutines);
    this.goRoot = ofGoroutines ?? this.goRoot ?? (heap === null ? null : goRootOf(heap));
    return new CodeOwners(resolve, this.goRoot);
  }
}
