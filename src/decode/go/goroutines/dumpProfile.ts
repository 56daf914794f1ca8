import type { GoroutineDump, GoroutineGroup } from '../../../shared/model/go/goroutine';
import type {
  FunctionColumns,
  LabelColumns,
  LocationColumns,
  Profile,
  StringTable,
} from '../../../shared/model/profile';
import type { Frame } from '../../../shared/model/sourceLocation';

const goroutines = { type: 'goroutine', unit: 'count' } as const;

/** The label under which a profile of a dump has what its goroutines wait for, so that samples can be chosen by it. */
const stateKey = 'state';

/**
 * The profile that the runtime would have written of the goroutines of a dump: how many have each stack. What a profile cannot hold (ages,
 * creators, numbers) is left out; what the goroutines wait for becomes a label.
 */
export function dumpProfile({ groups, truncated }: GoroutineDump): Profile {
  const strings = new Strings();
  const locations = new Locations(strings);
  const labels = new Labels(strings);
  const stackOffsets = Uint32Array.of(0, ...groups.map(() => 0));
  const stacks: number[] = [];
  for (const [row, group] of groups.entries()) {
    locations.addStack(group.stack, stacks);
    stackOffsets[row + 1] = stacks.length;
    labels.add(group);
  }
  return {
    sampleTypes: [goroutines],
    defaultSampleType: 0,
    periodType: goroutines,
    period: 1,
    timeNanos: 0n,
    durationNanos: 0n,
    samples: {
      count: groups.length,
      values: Float64Array.from(groups, ({ count }) => count),
      wideValues: new Map(),
      stackOffsets,
      stackLocations: Uint32Array.from(stacks),
      ...labels.columns(),
    },
    ...locations.columns(),
    mappings: [],
    strings,
    comments: truncated ? ['The text is cut: there were more goroutines than it shows.'] : [],
    docUrl: '',
    dropFrames: '',
    keepFrames: '',
  };
}

/** The strings of a profile that is made here, each once; the empty one first, as in a message. */
class Strings implements StringTable {
  private readonly texts = [''];
  private readonly rows = new Map([['', 0]]);

  get count(): number {
    return this.texts.length;
  }

  at(index: number): string {
    return this.texts[index] ?? '';
  }

  rowOf(text: string): number {
    const row = this.rows.get(text) ?? this.texts.push(text) - 1;
    this.rows.set(text, row);
    return row;
  }
}

/** Locations as the runtime has them: a call, and what was inlined into it. */
class Locations {
  private readonly strings: Strings;
  private readonly functions = new Map<string, number>();
  private readonly names: number[] = [];
  private readonly files: number[] = [];
  private readonly rows = new Map<string, number>();
  /** Of a call into which nothing was inlined, and of a function: a dump has each of its frames once, however many stacks share it. */
  private readonly rowsOfFrames = new Map<Frame, number>();
  private readonly functionsOfFrames = new Map<Frame, number>();
  private readonly lineOffsets = [0];
  private readonly lineFunctions: number[] = [];
  private readonly lineNumbers: number[] = [];

  constructor(strings: Strings) {
    this.strings = strings;
  }

  /** Appends the rows of a stack's locations, leaf first. */
  addStack(stack: readonly Frame[], to: number[]): void {
    let open: Frame[] = [];
    for (const frame of stack) {
      if (!frame.inlined && open.length === 0) {
        to.push(this.rowOfFrame(frame));
        continue;
      }
      open.push(frame);
      if (frame.inlined) continue;
      to.push(this.rowOf(open));
      open = [];
    }
    // A stack that is cut may end within what was inlined.
    if (open.length > 0) to.push(this.rowOf(open));
  }

  columns(): { readonly locations: LocationColumns; readonly functions: FunctionColumns } {
    const count = this.rows.size;
    const names = Uint32Array.from(this.names);
    return {
      locations: {
        count,
        addresses: new BigUint64Array(count),
        mappings: new Uint32Array(count),
        lineOffsets: Uint32Array.from(this.lineOffsets),
        lineFunctions: Uint32Array.from(this.lineFunctions),
        lineNumbers: Float64Array.from(this.lineNumbers),
      },
      functions: {
        count: names.length,
        names,
        systemNames: names,
        files: Uint32Array.from(this.files),
        startLines: new Float64Array(names.length),
      },
    };
  }

  private rowOfFrame(frame: Frame): number {
    const row = this.rowsOfFrames.get(frame) ?? this.rowOf([frame]);
    this.rowsOfFrames.set(frame, row);
    return row;
  }

  private rowOf(lines: readonly Frame[]): number {
    const key = lines.map((frame) => `${String(this.functionOf(frame))}:${String(frame.line)}`).join(' ');
    const known = this.rows.get(key);
    if (known !== undefined) return known;
    const row = this.rows.size;
    this.rows.set(key, row);
    for (const frame of lines) {
      this.lineFunctions.push(this.functionOf(frame));
      this.lineNumbers.push(frame.line);
    }
    this.lineOffsets.push(this.lineFunctions.length);
    return row;
  }

  private functionOf(frame: Frame): number {
    const row = this.functionsOfFrames.get(frame) ?? this.functionNamed(frame);
    this.functionsOfFrames.set(frame, row);
    return row;
  }

  private functionNamed({ function: name, file }: Frame): number {
    const key = `${name}\0${file}`;
    const known = this.functions.get(key);
    if (known !== undefined) return known;
    const row = this.names.push(this.strings.rowOf(name)) - 1;
    this.files.push(this.strings.rowOf(file));
    this.functions.set(key, row);
    return row;
  }
}

class Labels {
  private readonly strings: Strings;
  private readonly offsets = [0];
  private readonly keys: number[] = [];
  private readonly texts: number[] = [];

  constructor(strings: Strings) {
    this.strings = strings;
  }

  /** Of a goroutine that has a label of that name itself, its own counts. */
  add({ state, labels }: Pick<GoroutineGroup, 'state' | 'labels'>): void {
    const all = { ...(state !== '' && { [stateKey]: state }), ...labels };
    for (const [key, text] of Object.entries(all)) {
      this.keys.push(this.strings.rowOf(key));
      this.texts.push(this.strings.rowOf(text));
    }
    this.offsets.push(this.keys.length);
  }

  columns(): { readonly labelOffsets: Uint32Array; readonly labels: LabelColumns } {
    const count = this.keys.length;
    return {
      labelOffsets: Uint32Array.from(this.offsets),
      labels: {
        keys: Uint32Array.from(this.keys),
        strings: Uint32Array.from(this.texts),
        numbers: new Float64Array(count),
        units: new Uint32Array(count),
      },
    };
  }
}
