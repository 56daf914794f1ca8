import type { Profile } from '../../shared/model/profile';
import { oneForAll, unitForAll } from '../../shared/base/shownUnits';
import type { Grouping } from '../../shared/model/report/report';
import type { ViewHead } from '../../shared/model/views/viewFrames';
import type { ViewScope } from '../../shared/model/views/viewScope';
import type { SourceNodes } from '../reports/listReport';
import { NodeSums } from '../reports/nodeSums';
import { NodeTable, type LocationNodes, type NodeName } from '../reports/nodeTable';
import { prepareReport, type PreparedReport } from '../reports/reportParts';
import { callersOfFrame } from './callersOfFrame';
import { buildCallTree, type CallTree, type TreeDirection } from './callTree';
import { layOutFlame, type FlameLayout } from './flameLayout';
import { FrameSums } from './frameSums';
import { cutName } from './frameTables';
import { treeFromFrame } from './treeFromFrame';
import { textRanks } from './textRanks';
import { reportScope } from './viewScopes';

/** A tree and where its boxes stand. */
export interface LaidOutTree {
  readonly tree: CallTree;
  readonly layout: FlameLayout;
}

type BoxOrder = 'weight' | 'name';
type FramePlace = Pick<NodeName, 'function' | 'file' | 'line'>;

/** A profile under one scope: what every view of it begins with, each part worked out once, when it is first asked for. */
export class PreparedView {
  readonly report: PreparedReport;
  /** With the unit of whoever asks now. */
  head: ViewHead;
  readonly granularity: Grouping;
  private readonly isScaled: boolean;
  private readonly names: (NodeName | undefined)[] = [];
  private readonly trees = new Map<TreeDirection, CallTree>();
  private readonly layouts = new Map<string, LaidOutTree>();
  /** What views worked out last, one answer each. */
  private readonly lastAnswers = new Map<string, { readonly key: string; readonly answer: unknown }>();
  private knownSums: FrameSums | null = null;
  private knownUnitForAll: string | null = null;
  private knownNameRanks: Uint32Array | null = null;
  private knownFileRanks: Uint32Array | null = null;
  private byName: ReadonlyMap<string, number> | null = null;
  private readonly prepareBySource: () => PreparedReport;
  private knownBySource: SourceNodes | null = null;

  /** @throws BadPattern */
  constructor(profile: Profile, base: Profile | null, scope: ViewScope) {
    this.granularity = scope.granularity;
    this.isScaled = base !== null && scope.normalize;
    const whole = reportScope(profile, base, scope);
    this.report = prepareReport(profile, whole, scope.granularity);
    this.prepareBySource = () => prepareReport(profile, whole, 'source');
    const { sampleType, total } = this.report.head;
    this.head = { sampleType, total: Number(total), signed: base !== null || this.hasNegatives(), shownIn: '' };
  }

  /** From now on amounts are said in this unit: nothing has to be added up anew for it. */
  sayIn(unit: string): this {
    this.head = { ...this.head, shownIn: unit === oneForAll ? this.unitForAll : unit };
    return this;
  }

  /** Of all rows, those that cost nothing themselves by what they cost with all that they call. */
  private get unitForAll(): string {
    if (this.knownUnitForAll === null) {
      const { frames, flats, cums } = this.sums;
      let least = 0;
      for (const frame of frames) {
        const size = Math.abs(flats[frame] || (cums[frame] ?? 0));
        if (least === 0 || size < least) least = size;
      }
      this.knownUnitForAll = unitForAll(least, this.head.total, this.head.sampleType.unit);
    }
    return this.knownUnitForAll;
  }

  /** Flat and cum of every frame. */
  get sums(): FrameSums {
    this.knownSums ??= new FrameSums(this.report);
    return this.knownSums;
  }

  /** What every line of source costs, whatever the granularity of the other views. */
  get bySource(): SourceNodes {
    if (this.knownBySource === null) {
      const { table, parts } = this.prepareBySource();
      this.knownBySource = { table, sums: new NodeSums(table.count, parts) };
    }
    return this.knownBySource;
  }

  /** The same of the frames that are wanted, and of what is inlined beside them: half a million functions are not told apart for the lines of one. */
  bySourceOf(isWanted: (name: NodeName) => boolean): SourceNodes {
    const { table: frames, parts } = this.report;
    const wanted = Uint8Array.from({ length: frames.count }, (_, frame) => (isWanted(frames.name(frame)) ? 1 : 0));
    const table = new NodeTable('source');
    const located = parts.map((part) => ({ ...part, nodes: table.locate(part.view, locationsOf(part.nodes, wanted)) }));
    return { table, sums: new NodeSums(table.count, located) };
  }

  name(frame: number): NodeName {
    return (this.names[frame] ??= this.report.table.name(frame));
  }

  /** By frame, the place of its name among all names. */
  get nameRanks(): Uint32Array {
    return (this.knownNameRanks ??= this.ranks((name) => name.function));
  }

  /** By frame, the place of its file among all files. */
  get fileRanks(): Uint32Array {
    return (this.knownFileRanks ??= this.ranks((name) => name.file));
  }

  /** The frame of that name; -1 when the profile has none, whatever it costs. */
  frameNamed(name: FramePlace): number {
    this.byName ??= new Map(
      Array.from({ length: this.report.table.count }, (_, frame) => [keyOf(this.name(frame)), frame]),
    );
    // Whoever points at a line of a function means the function where lines are not told apart.
    return this.byName.get(keyOf(this.granularity === 'function' ? { ...name, line: 0 } : name)) ?? -1;
  }

  /** @param of null for the stacks as a whole, else the frame that they are seen from */
  laidOut(direction: TreeDirection, order: BoxOrder, of: FramePlace | null = null): LaidOutTree {
    const whole = () => this.tree(direction);
    if (of === null) return this.laidOutOnce(`${direction} ${order}`, order, whole);
    const frame = this.frameNamed(of);
    return this.laidOutOfFrame(`${direction} ${order}`, order, { frame, build: () => treeFromFrame(whole(), frame) });
  }

  /** What calls a frame, of the same stacks as what it calls: `laidOut('callees', order, of)`. */
  laidOutCallers(order: BoxOrder, of: FramePlace): LaidOutTree {
    const frame = this.frameNamed(of);
    return this.laidOutOfFrame(`above ${order}`, order, {
      frame,
      build: () => callersOfFrame(this.tree('callees'), frame),
    });
  }

  /** All stacks, joined where they begin. */
  tree(direction: TreeDirection): CallTree {
    const tree = this.trees.get(direction) ?? buildCallTree(this.report.parts, direction, { isScaled: this.isScaled });
    this.trees.set(direction, tree);
    return tree;
  }

  private laidOutOfFrame(
    name: string,
    order: BoxOrder,
    { frame, build }: { readonly frame: number; readonly build: () => CallTree },
  ): LaidOutTree {
    const ending = ` of ${String(frame)}`;
    // One frame after the other is looked at, and each takes room.
    for (const old of this.layouts.keys()) if (old.includes(' of ') && !old.endsWith(ending)) this.layouts.delete(old);
    return this.laidOutOnce(`${name}${ending}`, order, build);
  }

  private laidOutOnce(key: string, order: BoxOrder, build: () => CallTree): LaidOutTree {
    const known = this.layouts.get(key);
    if (known !== undefined) return known;
    const tree = build();
    const nameOf = (frame: number) => this.name(frame).function;
    const laid = { tree, layout: layOutFlame(tree, order === 'name' ? nameOf : null) };
    this.layouts.set(key, laid);
    return laid;
  }

  /** What a view works out for one question is kept until it is asked another: tables scroll, and ask the same again. */
  remembered<T>(view: string, key: string, workOut: () => T): T {
    const last = this.lastAnswers.get(view);
    if (last?.key === key) return last.answer as T;
    const answer = workOut();
    this.lastAnswers.set(view, { key, answer });
    return answer;
  }

  private ranks(textOf: (name: NodeName) => string): Uint32Array {
    return textRanks(Array.from({ length: this.report.table.count }, (_, frame) => textOf(this.name(frame))));
  }

  private hasNegatives(): boolean {
    return this.report.parts.some(({ view: { profile }, sample }) => {
      const width = profile.sampleTypes.length;
      const { values } = profile.samples;
      for (let at = sample; at < values.length; at += width) if ((values[at] ?? 0) < 0) return true;
      return false;
    });
  }
}

/** By location, whether one of its nodes is wanted. */
function locationsOf({ offsets, nodes }: LocationNodes, wanted: Uint8Array): Uint8Array {
  return Uint8Array.from({ length: offsets.length - 1 }, (_, location) => {
    for (let at = offsets[location] ?? 0; at < (offsets[location + 1] ?? 0); at += 1) {
      if (wanted[nodes[at] ?? 0] === 1) return 1;
    }
    return 0;
  });
}

function keyOf({ function: name, file, line }: FramePlace): string {
  return `${cutName(name)}\0${cutName(file)}\0${String(line)}`;
}
