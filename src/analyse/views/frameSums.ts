import type { Amount } from '../../shared/model/report/amount';
import { NodeSums } from '../reports/nodeSums';
import type { PreparedReport } from '../reports/reportParts';

/** Flat and cum of every frame that costs something: in doubles to sort and draw by, and exact to be read. */
export class FrameSums {
  /** Frames of which flat or cum is not 0. */
  readonly frames: Uint32Array;
  /** By frame. */
  readonly flats: Float64Array;
  readonly cums: Float64Array;
  private readonly sums: NodeSums;

  constructor({ table, parts }: PreparedReport) {
    this.sums = new NodeSums(table.count, parts);
    this.flats = new Float64Array(table.count);
    this.cums = new Float64Array(table.count);
    const frames = new Uint32Array(table.count);
    let used = 0;
    for (let frame = 0; frame < table.count; frame += 1) {
      const flat = this.sums.flat(frame);
      const cum = this.sums.cum(frame);
      if (flat === 0 && cum === 0) continue;
      this.flats[frame] = Number(flat);
      this.cums[frame] = Number(cum);
      frames[used++] = frame;
    }
    this.frames = frames.subarray(0, used);
  }

  /** Exact. */
  flat(frame: number): Amount {
    return this.sums.flat(frame);
  }

  /** Exact. */
  cum(frame: number): Amount {
    return this.sums.cum(frame);
  }
}
