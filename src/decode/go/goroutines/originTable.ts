import type { Frame } from '../../../shared/model/sourceLocation';
import { SequenceInterner } from './sequenceInterner';

/** Kept of one chain of ancestors; the runtime shows at most 50 frames of each (tracebackInnerFrames). */
const maxFrames = 512;

/** Chains of ancestors, equal ones once: the stacks of those who started a goroutine, one behind the other. */
export class OriginTable {
  private readonly frames: readonly Frame[];
  private readonly chains = new SequenceInterner();
  private readonly open = new Uint32Array(maxFrames);
  private length = 0;

  /** @param frames a table to which rows may still be added */
  constructor(frames: readonly Frame[]) {
    this.frames = frames;
  }

  /** Takes the next frame of the chain that `close` ends, the nearest first. */
  addFrame(row: number): void {
    if (this.length === maxFrames) return;
    this.open[this.length] = row;
    this.length += 1;
  }

  /** The number of the chain whose frames were added since the last call; -1 where none was. */
  close(): number {
    if (this.length === 0) return -1;
    const chain = this.chains.intern(this.open, this.length);
    this.length = 0;
    return chain;
  }

  stackOf(chain: number): readonly Frame[] {
    return [...this.chains.get(chain)].flatMap((row) => this.frames[row] ?? []);
  }
}
