import type { HolderPlace } from '../../../shared/model/holder';
import type { PlacedHolder } from '../../../shared/model/go/dumpHolders';
import type { AllocationFrame } from '../../../shared/model/go/heapDump';
import type { Profile } from '../../../shared/model/profile';

/** A frame of a stack of the profile. */
interface Frame {
  readonly name: string;
  readonly place: HolderPlace | null;
}

/** More ways of holding are too small to be looked at. */
const mostSamples = 50_000;

/** What stands where no sample tells who allocated it. */
const unsampled: Frame = { name: '(not sampled)', place: null };

/** Holders as a retention profile, like goref's: the root outermost, then what large shares hang on, innermost who allocated it. */
export function heapDumpProfile(holders: readonly PlacedHolder[], comments: readonly string[]): Profile {
  const columns = new ProfileColumns();
  for (const holder of holders) {
    const roots = rootFrames(holder);
    for (const { through, made, objects, bytes } of holder.parts) {
      if (columns.count >= mostSamples) break;
      const frames = [...roots, ...through.map(frameOf), made === null ? unsampled : frameOf(made)];
      columns.add(frames, [objects, bytes]);
    }
  }
  return columns.profile(comments);
}

function rootFrames({ kind, name, path, others, place }: PlacedHolder): readonly Frame[] {
  const last = { name: [name, ...others].join(' & '), place };
  if (kind === 'finalizer') return [{ name: 'runtime.SetFinalizer', place: null }, ...(name === '' ? [] : [last])];
  return [...path.slice(0, -1).map((above) => ({ name: above, place: null })), last];
}

function frameOf({ function: name, file, line }: AllocationFrame): Frame {
  return { name, place: file === '' ? null : { path: file, line } };
}

class ProfileColumns {
  private readonly texts: string[] = [''];
  private readonly textRows = new Map<string, number>([['', 0]]);
  private readonly functionRows = new Map<string, number>();
  private readonly names: number[] = [];
  private readonly files: number[] = [];
  private readonly locationRows = new Map<string, number>();
  private readonly locationFunctions: number[] = [];
  private readonly lines: number[] = [];
  private readonly stacks: number[] = [];
  private readonly stackOffsets: number[] = [0];
  private readonly values: number[] = [];

  get count(): number {
    return this.stackOffsets.length - 1;
  }

  /** @param frames root first */
  add(frames: readonly Frame[], values: readonly number[]): void {
    for (const frame of [...frames].reverse()) this.stacks.push(this.location(frame));
    this.stackOffsets.push(this.stacks.length);
    this.values.push(...values);
  }

  profile(comments: readonly string[]): Profile {
    const { texts, count } = this;
    const none = new Uint32Array(0);
    return {
      sampleTypes: [
        { type: 'retained_objects', unit: 'count' },
        { type: 'retained_space', unit: 'bytes' },
      ],
      defaultSampleType: 1,
      periodType: null,
      period: 0,
      timeNanos: 0n,
      durationNanos: 0n,
      samples: {
        count,
        values: Float64Array.from(this.values),
        wideValues: new Map(),
        stackOffsets: Uint32Array.from(this.stackOffsets),
        stackLocations: Uint32Array.from(this.stacks),
        labelOffsets: new Uint32Array(count + 1),
        labels: { keys: none, strings: none, numbers: new Float64Array(0), units: none },
      },
      locations: this.locationColumns(),
      functions: {
        count: this.names.length,
        names: Uint32Array.from(this.names),
        systemNames: Uint32Array.from(this.names),
        files: Uint32Array.from(this.files),
        startLines: new Float64Array(this.names.length),
      },
      mappings: [],
      strings: { count: texts.length, at: (row) => texts[row] ?? '' },
      comments,
      docUrl: '',
      dropFrames: '',
      keepFrames: '',
    };
  }

  private locationColumns(): Profile['locations'] {
    const count = this.lines.length;
    return {
      count,
      addresses: new BigUint64Array(count),
      mappings: new Uint32Array(count),
      lineOffsets: Uint32Array.from({ length: count + 1 }, (_, row) => row),
      lineFunctions: Uint32Array.from(this.locationFunctions),
      lineNumbers: Float64Array.from(this.lines),
    };
  }

  private location({ name, place }: Frame): number {
    const line = place?.line ?? 0;
    const row = this.function(name, place?.path ?? '');
    const key = `${String(row)} ${String(line)}`;
    const known = this.locationRows.get(key);
    if (known !== undefined) return known;
    this.locationRows.set(key, this.lines.length);
    this.locationFunctions.push(row);
    return this.lines.push(line) - 1;
  }

  /** Where a function begins a dump does not tell. */
  private function(name: string, file: string): number {
    const key = `${name}\n${file}`;
    const known = this.functionRows.get(key);
    if (known !== undefined) return known;
    this.functionRows.set(key, this.names.length);
    this.files.push(this.text(file));
    return this.names.push(this.text(name)) - 1;
  }

  private text(text: string): number {
    const known = this.textRows.get(text);
    if (known !== undefined) return known;
    this.textRows.set(text, this.texts.length);
    return this.texts.push(text) - 1;
  }
}
