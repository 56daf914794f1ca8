import type { Profile } from '../../../shared/model/profile';
import type { FrameOwner } from '../../../shared/model/views/viewFrames';
import { CodeOwners, goRootOf, type Owner } from './codeOwners';

const shownAs: Readonly<Record<Owner, FrameOwner>> = {
  local: 'own',
  own: 'own',
  dependency: 'library',
  standard: 'standard',
  runtime: 'runtime',
};

/** Whose code the frames of a Go profile are, for views of it. */
export function goOwners(profile: Profile, localPath: (file: string) => string | null) {
  const owners = new CodeOwners(localPath, goRootOf(profile));
  // A frame of a view may stand for a function or a file, and have no line.
  return (frame: { readonly function: string; readonly file: string }): FrameOwner =>
    shownAs[owners.of({ function: frame.function, file: frame.file, line: 1, inlined: false })];
}
