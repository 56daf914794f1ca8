import { cutText } from '../../shared/base/said/cutText';
import { packagePath } from '../../shared/base/symbols/functionName';
import { frameOwners, type FrameOwner, type FrameTable } from '../../shared/model/views/viewFrames';
import type { NodeName } from '../reports/nodeTable';

/** Whose code a frame is. */
export type OwnerOf = (frame: Pick<NodeName, 'function' | 'file' | 'line'>) => FrameOwner;

/** No view shows more of a name; the service decides how long it is. */
const longestName = 1000;

/** A name as it goes out. Two of which so much is alike count as one where a person points at them. */
export function cutName(name: string): string {
  return cutText(name, longestName);
}

/** Collects the frames that a window names, each once, in the order in which they are first named. */
export class FrameTableBuilder {
  private readonly nameOf: (frame: number) => NodeName;
  private readonly ownerOf: OwnerOf;
  private readonly rows = new Map<number, number>();

  constructor(nameOf: (frame: number) => NodeName, ownerOf: OwnerOf) {
    this.nameOf = nameOf;
    this.ownerOf = ownerOf;
  }

  /** Row of a frame in the table. */
  add(frame: number): number {
    const known = this.rows.get(frame);
    if (known !== undefined) return known;
    this.rows.set(frame, this.rows.size);
    return this.rows.size - 1;
  }

  /** The frames in the order of their rows. */
  frames(): readonly number[] {
    return [...this.rows.keys()];
  }

  table(): FrameTable {
    const names = this.frames().map((frame) => this.nameOf(frame));
    return {
      functions: names.map((name) => cutName(name.function)),
      files: names.map(({ file }) => cutName(file)),
      packages: names.map((name) => cutName(packageOf(name))),
      lines: Float64Array.from(names, ({ line }) => line),
      owners: Uint8Array.from(names, (name) => frameOwners.indexOf(this.ownerOf(name))),
    };
  }
}

/** Files and code without symbols are in no package. */
function packageOf({ function: name, isNamed }: NodeName): string {
  const path = packagePath(name);
  return isNamed && path !== name ? path : '';
}
