import { tablesKey, type Measure } from '../../../shared/model/beam/measure';
import type { NodeProcess, StackFrame } from '../../../shared/model/beam/nodeProcess';
import type { FindingSite } from '../../../shared/model/finding';
import type { ErlangAct, ErlangText, FindActs } from '../../../shared/ports/sources/erlangSource';
import { nowhere, placedAmong, placedFrame, placedHead, type PlacedMeasure } from './placedMeasure';
import { boundOfKept } from './boundOfKept';
import { patternOf } from './patternOf';
import { placeCaller } from './placeCaller';
import { placeMailbox } from './placeMailbox';
import { placePersistent } from './placePersistent';
import { placeStart } from './placeStart';
import { placeTable } from './placeTable';
import { placeTagged } from './placeTagged';
import { placeTimer } from './placeTimer';
import type { ModuleTraces } from './moduleTraces';
import { isIn } from './isIn';
import { Reach } from './reach';
import { WorkspaceCode, type Found } from './workspaceCode';

export type { PlacedMeasure } from './placedMeasure';

/** Finds the line that a measure is about, in texts of one moment. What the source leaves open has no line: a wrong one is worse than none. */
export class MeasurePlacer {
  private readonly code: WorkspaceCode;

  /** @param texts of the workspace, as the node was built from them. @param traces what is known of where its modules are from */
  constructor(texts: readonly ErlangText[], findActs: FindActs, traces: ModuleTraces) {
    this.code = new WorkspaceCode(texts, findActs, traces);
  }

  /** Modules of which the workspace has more than one of their name. */
  get twins(): readonly string[] {
    return this.code.twins;
  }

  /** Whether a module is one of the workspace. */
  has(module: string): boolean {
    return this.code.has(module);
  }

  /** Takes from what a process runs which files its modules are in. */
  see(process: NodeProcess | null): void {
    this.code.see(process);
  }

  place(measure: Measure): PlacedMeasure {
    this.see(measure.process);
    this.see(measure.otherProcess);
    const bySource = this.bySource(measure);
    const isLost = bySource.site === null && callable.has(measure.kind);
    const plain = isLost ? placeCaller(whoOf(measure), this.code) : bySource;
    const place = placeTagged(measure, plain, this.code);
    return { ...place, pattern: patternOf(measure, place, this.code) };
  }

  /** A line that is known. */
  placeFrame(frame: StackFrame): PlacedMeasure {
    return frame.line > 0 ? placedFrame(this.code.textsOf(frame.module), frame) : nowhere;
  }

  private bySource(measure: Measure): PlacedMeasure {
    switch (measure.kind) {
      case 'monitor-leak':
        return this.monitor(measure);
      case 'mailbox-growth':
        return placeMailbox(measure, this.code) ?? this.frame(measure.process);
      case 'process-growth':
        return placeStart(measure, this.code);
      case 'binary-growth':
        return measure.key === tablesKey ? placeTable(measure, this.code) : this.kept(measure, 'binary-part');
      case 'state-growth':
        return this.kept(measure, 'keep');
      case 'port-growth':
        return this.acting(measure.process, 'port') ?? this.frame(measure.process);
      case 'timer-growth':
        return placeTimer(measure.key === 'timer_server', this.code);
      case 'ets-growth':
        return placeTable(measure, this.code);
      case 'atom-growth':
        return this.atoms();
      case 'persistent-growth':
        return placePersistent(this.code);
      default:
        return nowhere;
    }
  }

  /** Who monitors is to blame; of a process of another node, by what that node says of it. */
  private monitor({ key, process, otherProcess }: Measure): PlacedMeasure {
    const [who, whom] = key.endsWith(' by') ? [otherProcess, process] : [process, otherProcess];
    const forgotten = this.code.all('monitor').filter(({ act }) => !act.isUndone);
    const found = this.acting(who, 'monitor') ?? (who === null ? placedAmong(forgotten) : null) ?? nowhere;
    const other = whom === null ? null : this.home(whom);
    const isTold = other === null || (other.file === found.site?.file && other.line === found.site.line);
    return isTold ? found : { ...found, related: [{ ...other, role: 'monitored' }, ...found.related] };
  }

  /** Where a process is in the workspace, else where it began; null also where that may be in one file or in another. */
  home(process: NodeProcess): FindingSite | null {
    const { initialCall } = process;
    const frame = this.frame(process);
    const isHead = frame.site === null && initialCall !== null;
    const { site, related } = isHead ? placedHead(this.code.textsOf(initialCall.module), initialCall) : frame;
    return related.length === 0 ? site : null;
  }

  /**
   * The line that does it, of what a process runs: where it is just now, else in its own module, else in what that calls. Who takes it back
   * on one path may forget to on another, so those who never do come first, of what it runs; what is done when a process begins is done once.
   */
  private acting(process: NodeProcess | null, act: ErlangAct): PlacedMeasure | null {
    if (process === null) return null;
    const reach = new Reach(this.code, process);
    const all = this.code.all(act);
    const forgotten = all.filter((one) => !one.act.isUndone);
    const isOnStack = ({ module, act: one }: Found) => process.stack.some((frame) => isIn(frame, module, one));
    const isReached = ({ module, act: one }: Found) => reach.has(module, one.function);
    const isOwn = (one: Found) => modulesOf(process).includes(one.module);
    const lasts = ({ module, act: one }: Found) => !reach.isOnce(module, one.function);
    const near = [isOnStack, isReached];
    const beside = [(one: Found) => isOwn(one) && lasts(one), isOwn];
    for (const tests of [near, beside]) {
      for (const choice of [forgotten, all]) {
        for (const test of tests) {
          const place = placedAmong(choice.filter(test));
          if (place !== null) return place;
        }
      }
    }
    return null;
  }

  /** What a process keeps: where it takes a part of a binary, else where it makes what it has larger. */
  private kept({ process }: Measure, act: 'binary-part' | 'keep'): PlacedMeasure {
    const place = this.acting(process, act) ?? (act === 'keep' ? null : this.acting(process, 'keep'));
    if (place === null) return this.frame(process);
    const own = boundOfKept(this.code, place);
    if (own !== null || act === 'keep') return { ...place, bound: own };
    // Where a part is taken is not where it is kept: what bounds that bounds the parts.
    const kept = this.acting(process, 'keep');
    const bound = kept === null ? null : boundOfKept(this.code, kept);
    return { ...place, bound: bound?.kind === 'cache' ? bound : null };
  }

  /** Where the process is, in code of the workspace. */
  private frame(process: NodeProcess | null): PlacedMeasure {
    const frame = (process?.stack ?? []).find(({ module, line }) => line > 0 && this.code.has(module));
    return frame === undefined ? nowhere : placedFrame(this.code.textsOf(frame.module), frame);
  }

  /** Of a text that stands there as it is, one atom is made however often. */
  private atoms(): PlacedMeasure {
    const found = this.code.all('atom').filter(({ act }) => !/^[\w.:]+\s*\(\s*"[^"#]*"\s*[,)]/.test(act.call));
    return placedAmong(found.filter((one) => !this.asksOwn(one))) ?? nowhere;
  }

  /** `keys: :atoms` is a wish: who fulfils it makes them, and that is a line of its own where it is in the workspace. */
  private asksOwn({ module, act }: Found): boolean {
    if (!/^keys:/.test(act.call)) return false;
    const called = this.code.callsIn(module).filter(({ line }) => line === act.line);
    return called.some((one) => one.module !== '' && this.code.find(one.module) !== null);
  }
}

/** What a process of a library does because somebody calls it. */
const callable: ReadonlySet<string> = new Set([
  ...['monitor-leak', 'mailbox-growth', 'binary-growth', 'state-growth', 'ets-growth', 'port-growth'],
]);

/** Whose doing it is: of monitors, who monitors. */
function whoOf({ key, process, otherProcess }: Measure): NodeProcess | null {
  return key.endsWith(' by') ? otherProcess : process;
}

/** Modules whose code a process runs, its own first. */
function modulesOf(process: NodeProcess): readonly string[] {
  const { initialCall, stack } = process;
  const own = initialCall === null ? [] : [initialCall.module];
  return [...new Set([...own, ...stack.map(({ module }) => module)])];
}
