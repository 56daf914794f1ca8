import type { Profile } from '../../shared/model/profile';
import { packagePath } from '../../shared/base/symbols/functionName';
import { frameOwners, type FrameOwner } from '../../shared/model/views/viewFrames';
import type { OwnerOf } from './frameTables';

/** The same for frames that stand for a package, of which no file tells: it is its functions' owner, the nearest of several. */
export function packageOwners(profile: Profile, ownerOf: OwnerOf): OwnerOf {
  let byPackage: ReadonlyMap<string, FrameOwner> | null = null;
  return (frame) => {
    if (frame.file !== '') return ownerOf(frame);
    byPackage ??= ownersByPackage(profile, ownerOf);
    return byPackage.get(frame.function) ?? ownerOf(frame);
  };
}

function ownersByPackage({ functions, strings }: Profile, ownerOf: OwnerOf): ReadonlyMap<string, FrameOwner> {
  const owners = new Map<string, FrameOwner>();
  for (let row = 0; row < functions.count; row += 1) {
    const name = strings.at(functions.names[row] ?? 0);
    const path = packagePath(name);
    const owner = ownerOf({ function: name, file: strings.at(functions.files[row] ?? 0), line: 1 });
    const known = owners.get(path);
    if (known === undefined || frameOwners.indexOf(owner) < frameOwners.indexOf(known)) owners.set(path, owner);
  }
  return owners;
}
