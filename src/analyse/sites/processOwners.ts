import type { ResolveFile } from '../../shared/ports/analyser';
import type { Profile } from '../../shared/model/profile';
import { CodeOwners, goRootOf } from './codeOwners';

/** Tells whose code the frames of one process are: where its Go lay is remembered, as not every profile names a file of it. */
export class ProcessOwners {
  private goRoot: string | null = null;

  /** For one round of the process. */
  of({ goroutines, heap }: { readonly goroutines: Profile; readonly heap: Profile }, resolve: ResolveFile): CodeOwners {
    this.goRoot = goRootOf(goroutines) ?? this.goRoot ?? goRootOf(heap);
    return new CodeOwners(resolve, this.goRoot);
  }
}
