import type { Measure, MeasureVerdict } from '../../../shared/model/beam/measure';
import type { StackFrame } from '../../../shared/model/beam/nodeProcess';
import type { NodeCode } from '../../../shared/model/beam/nodeCode';
import type { ErlangSources, ErlangText, FindActs, OtpSources } from '../../../shared/ports/sources/erlangSource';
import { ModuleTraces } from './moduleTraces';
import { OtpPlaces } from './otpPlaces';
import { placedHead } from './placedMeasure';
import { MeasurePlacer, type PlacedMeasure } from './placeMeasure';

export interface PlacesParts {
  readonly sources: Pick<ErlangSources, 'all' | 'forget' | 'library'>;
  readonly findActs: FindActs;
  /** Absent where nobody reads them. */
  readonly otp?: OtpSources;
}

/**
 * Where the measures of one life of a node stand: in the source as it was when that life was first looked at, which edits move away from. A
 * module that is loaded anew while the node runs is of the source as it is then.
 */
export class LifePlaces {
  private readonly parts: PlacesParts;
  private texts: readonly ErlangText[] | null = null;
  private placer: MeasurePlacer | null = null;
  private readonly otp: OtpPlaces | null;
  private traces = new ModuleTraces();
  /** What was told has its place for as long as its module is not another one: somebody may be looking at it. */
  private readonly told = new Map<string, PlacedMeasure>();
  private readonly placed = new Set<string>();

  constructor(parts: PlacesParts) {
    this.parts = parts;
    this.otp = parts.otp === undefined ? null : new OtpPlaces(parts.otp, parts.findActs);
  }

  /** Another life, built from what is saved now. */
  restart(): void {
    this.parts.sources.forget();
    this.texts = null;
    this.placer = null;
    this.traces = new ModuleTraces();
    this.otp?.restart();
    this.told.clear();
    this.placed.clear();
  }

  /**
   * Before these are placed: which modules run, and of those of which the workspace has several, where they are from. Nobody is asked when
   * all of them have their place. @param ask a node, about modules that may be loaded
   */
  async learn(
    verdicts: readonly MeasureVerdict[],
    ask: (modules: readonly string[]) => Promise<NodeCode>,
  ): Promise<void> {
    const placer = await this.current();
    const processes = verdicts.map(({ measure }) => measure.process);
    const ofOtp = this.otp?.wanted(processes, (module) => placer.has(module)) ?? [];
    const isPlaced = verdicts.every(({ measure }) => (this.told.get(keyOf(measure))?.site ?? null) !== null);
    if (isPlaced && ofOtp.length === 0) return;
    const code = await ask([...placer.twins.filter((module) => !this.traces.isKnown(module)), ...ofOtp]);
    this.traces.learn(code);
    this.otp?.learn(ofOtp, code.built);
  }

  /** @param isTold not only suspected */
  async place(measure: Measure, isTold: boolean): Promise<PlacedMeasure> {
    const found = await this.inWorkspace(measure, isTold);
    if (this.otp === null) return found;
    const placer = await this.current();
    // Where it is changes, though its line stays.
    return { ...found, runsIn: await this.otp.place(measure.process, (module) => placer.has(module)) };
  }

  private async inWorkspace(measure: Measure, isTold: boolean): Promise<PlacedMeasure> {
    const key = keyOf(measure);
    const known = this.told.get(key);
    if (known !== undefined && known.site !== null) return known;
    const { lineInFunction, site } = known ?? {};
    const plain = (await this.current()).place(measure);
    const found = plain.isOfLibrary ? await this.withLibrary(plain, measure) : plain;
    if (found.site !== null && this.placed.size < mostModules) this.placed.add(found.module);
    if (!isTold || found.site === null) return found;
    // By the same id as before its module was loaded anew.
    const isSame = site === undefined || lineInFunction === undefined;
    const placed = isSame ? found : { ...found, lineInFunction };
    this.told.set(key, placed);
    return placed;
  }

  /** Where a frame is that somebody saw at work; nowhere outside of the workspace. */
  async placeFrame(frame: StackFrame): Promise<PlacedMeasure> {
    return (await this.current()).placeFrame(frame);
  }

  /** The modules on whose lines something was told or suspected. */
  get modules(): readonly string[] {
    return [...this.placed];
  }

  /** These were loaded anew: their lines are those of the files as they are now. @returns paths of the files that are others */
  async loadedAnew(modules: readonly string[]): Promise<readonly string[]> {
    const { sources, findActs } = this.parts;
    const before = this.texts ?? [];
    sources.forget();
    for (const module of modules) this.traces.forget(module);
    const old = new Map(before.map((text) => [text.path, text.text]));
    const declares = (text: ErlangText) => findActs(text).modules.some(({ module }) => modules.includes(module));
    const changed = (await sources.all()).filter((text) => text.text !== old.get(text.path) && declares(text));
    if (changed.length === 0) return [];
    const paths = new Set(changed.map(({ path }) => path));
    this.texts = [...before.filter(({ path }) => !paths.has(path)), ...changed];
    this.placer = null;
    for (const [key, placed] of this.told) {
      if (modules.includes(placed.module)) this.told.set(key, { ...placed, site: null });
    }
    return [...paths];
  }

  /** With the place in the library, where its source is in the workspace: to be read, and blamed for nothing. */
  private async withLibrary(place: PlacedMeasure, { process }: Measure): Promise<PlacedMeasure> {
    const call = process?.initialCall ?? null;
    const text = call === null ? null : await this.parts.sources.library(call.module);
    const site = call === null || text === null ? null : placedHead([text], call).site;
    return site === null ? place : { ...place, related: [...place.related, { ...site, role: 'library' }] };
  }

  private async current(): Promise<MeasurePlacer> {
    this.texts ??= await this.parts.sources.all();
    this.placer ??= new MeasurePlacer(this.texts, this.parts.findActs, this.traces);
    return this.placer;
  }
}

function keyOf({ kind, key }: Measure): string {
  return `${kind} ${key}`;
}

/** Their versions are asked for with each sweep. */
const mostModules = 20;
