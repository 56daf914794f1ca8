import type { Frame } from '../../shared/sourceLocation';
import { SpanInterner } from './spanInterner';

/** A frame as numbers of interned spans. `place` is -1 where the text gives no file. */
export interface InternedFrame {
  readonly function: number;
  readonly place: number;
  readonly inlined: boolean;
}

/** The distinct frames of a text. A frame object is made once and shared by all stacks it stands in. */
export class FrameTable {
  readonly frames: Frame[] = [];
  /** Function names without arguments. */
  readonly functions: SpanInterner;
  /** `file:line`. */
  readonly places: SpanInterner;
  /** Rows by place, for every function (twice its number, plus one when inlined). */
  private readonly rows: (Map<number, number> | undefined)[] = [];

  constructor(bytes: Uint8Array) {
    this.functions = new SpanInterner(bytes);
    this.places = new SpanInterner(bytes);
  }

  /** The row of a frame in `frames`. */
  rowOf(frame: InternedFrame): number {
    const rows = (this.rows[frame.function * 2 + (frame.inlined ? 1 : 0)] ??= new Map<number, number>());
    const known = rows.get(frame.place);
    if (known !== undefined) return known;
    const row = this.frames.length;
    const place = parsePlace(frame.place < 0 ? '' : this.places.text(frame.place));
    this.frames.push({ function: this.functions.text(frame.function), ...place, inlined: frame.inlined });
    rows.set(frame.place, row);
    return row;
  }
}

/** The line stands behind the last colon: `C:/src/main.go:12`. */
function parsePlace(place: string): { file: string; line: number } {
  const colon = place.lastIndexOf(':');
  if (colon < 0) return { file: place, line: 0 };
  return { file: place.slice(0, colon), line: Number(place.slice(colon + 1)) };
}
