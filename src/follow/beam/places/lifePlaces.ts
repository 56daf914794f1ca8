import type { Measure } from '../../../shared/model/beam/measure';
import type { ErlangSources, ErlangText, FindActs } from '../../../shared/ports/sources/erlangSource';
import { moduleText } from './moduleText';
import { MeasurePlacer, type PlacedMeasure } from './placeMeasure';

export interface PlacesParts {
  readonly sources: Pick<ErlangSources, 'all' | 'forget'>;
  readonly findActs: FindActs;
}

/**
 * Where the measures of one life of a node stand: in the source as it was when that life was first looked at, which edits move away from. A
 * module that is loaded anew while the node runs is of the source as it is then.
 */
export class LifePlaces {
  private readonly parts: PlacesParts;
  private texts: readonly ErlangText[] | null = null;
  private placer: MeasurePlacer | null = null;
  /** What was told has its place for as long as its module is not another one: somebody may be looking at it. */
  private readonly told = new Map<string, PlacedMeasure>();
  private readonly placed = new Set<string>();

  constructor(parts: PlacesParts) {
    this.parts = parts;
  }

  /** Another life, built from what is saved now. */
  restart(): void {
    this.parts.sources.forget();
    this.texts = null;
    this.placer = null;
    this.told.clear();
    this.placed.clear();
  }

  /** @param isTold not only suspected */
  async place(measure: Measure, isTold: boolean): Promise<PlacedMeasure> {
    const key = `${measure.kind} ${measure.key}`;
    const known = this.told.get(key);
    if (known !== undefined && known.site !== null) return known;
    const { lineInFunction, site } = known ?? {};
    const found = (await this.current()).place(measure);
    if (found.site !== null && this.placed.size < mostModules) this.placed.add(found.module);
    if (!isTold || found.site === null) return found;
    // By the same id as before its module was loaded anew.
    const isSame = site === undefined || lineInFunction === undefined;
    const placed = isSame ? found : { ...found, lineInFunction };
    this.told.set(key, placed);
    return placed;
  }

  /** The modules on whose lines something was told or suspected. */
  get modules(): readonly string[] {
    return [...this.placed];
  }

  /** These were loaded anew: their lines are those of the files as they are now. @returns paths of the files that are others */
  async loadedAnew(modules: readonly string[]): Promise<readonly string[]> {
    const { sources } = this.parts;
    const before = this.texts ?? [];
    sources.forget();
    const now = await sources.all();
    const changed = modules.flatMap((module) => {
      const text = moduleText(now, module);
      const old = moduleText(before, module);
      return text !== null && text.text !== old?.text ? [text] : [];
    });
    if (changed.length === 0) return [];
    const paths = new Set(changed.map(({ path }) => path));
    this.texts = [...before.filter(({ path }) => !paths.has(path)), ...changed];
    this.placer = null;
    for (const [key, placed] of this.told) {
      if (modules.includes(placed.module)) this.told.set(key, { ...placed, site: null });
    }
    return [...paths];
  }

  private async current(): Promise<MeasurePlacer> {
    this.texts ??= await this.parts.sources.all();
    this.placer ??= new MeasurePlacer(this.texts, this.parts.findActs);
    return this.placer;
  }
}

/** Their versions are asked for with each sweep. */
const mostModules = 20;
