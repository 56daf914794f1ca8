import type { Frame } from '../../../shared/model/sourceLocation';
import { decodeText } from '../../base/textLines';
import { SequenceInterner } from './sequenceInterner';
import { SpanInterner } from './spanInterner';
import { lastIndexWithin } from './stackLine';

/** A frame as numbers of interned spans. `place` is -1 where the text gives no file. */
export interface InternedFrame {
  readonly function: number;
  readonly place: number;
  readonly inlined: boolean;
}

const colon = 58;

/** The distinct frames of a text. A frame object is made once and shared by all stacks it stands in. */
export class FrameTable {
  readonly frames: Frame[] = [];
  /** Function names without arguments. */
  readonly functions: SpanInterner;
  /** `file:line`. */
  readonly places: SpanInterner;
  private readonly files: SpanInterner;
  private readonly bytes: Uint8Array;
  private readonly rows = new SequenceInterner();
  private readonly key = new Uint32Array(2);

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.functions = new SpanInterner(bytes);
    this.places = new SpanInterner(bytes);
    this.files = new SpanInterner(bytes);
  }

  /** The row of a frame in `frames`. */
  rowOf(frame: InternedFrame): number {
    this.key[0] = frame.function * 2 + (frame.inlined ? 1 : 0);
    this.key[1] = frame.place + 1;
    const row = this.rows.intern(this.key, 2);
    if (row === this.frames.length) {
      const name = this.functions.text(frame.function);
      this.frames.push({ function: name, ...this.placeOf(frame.place), inlined: frame.inlined });
    }
    return row;
  }

  /** The line stands behind the last colon: `C:/src/main.go:12`. */
  private placeOf(place: number): { file: string; line: number } {
    if (place < 0) return { file: '', line: 0 };
    const [start, end] = [this.places.start(place), this.places.end(place)];
    const fileEnd = lastIndexWithin(this.bytes, colon, start, end);
    const file = this.files.text(this.files.intern(start, fileEnd));
    return { file, line: Number(decodeText(this.bytes, fileEnd + 1, end)) };
  }
}
