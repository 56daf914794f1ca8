import { bindNames } from './bindNames';
import { CallSites } from './callSites';
import type { FunctionUnit, OtherPackage } from './declarations';
import { calledExpression, argumentsOf, PackageTypes } from './packageTypes';
import type { GoFile, GoNode } from '../tree/goNode';
import { OperationReader } from './operations';
import type { Operation, OperationKind } from './operations';
import { Needs } from './needs';
import { Places } from './places';
import type { Place } from './places';
import { packageName } from '../tree/packageName';
import { FlowTracer } from './traceFlows';

/** Everything that may hold the same thing, and what the package does with it. */
export interface Holding {
  readonly places: readonly Place[];
  readonly operations: readonly Operation[];
  /** Expressions that make what is held: `make(…)`, `context.WithCancel(…)` and which of its results. */
  readonly sources: readonly { readonly node: GoNode; readonly index: number }[];
  /** True when code outside what was read may be at the other end: then absence proves nothing. */
  readonly open: boolean;
  /** True when code outside may have put something else here. */
  readonly supplied: boolean;
}

interface AboutPackage {
  readonly name: string;
  /** All its files, and those of the others, are given. */
  readonly complete: boolean;
  /** What the others import it by. */
  readonly path?: string;
  /** Packages that are read with it, as far as a value goes on into them. */
  readonly others?: readonly OtherPackage[];
}

/** One package, understood as far as its text goes. */
export class GoPackage {
  readonly files: readonly GoFile[];
  readonly types: PackageTypes;
  readonly places: Places;
  readonly sites: CallSites;
  readonly operations: readonly Operation[];
  readonly reader: OperationReader;
  readonly isMain: boolean;
  /** What lies in the containers of a place, by the place that stands for both. */
  private readonly containers = new Map<Place, Place[]>();
  private readonly holdings = new Map<Place, Holding>();
  private readonly isWhole: boolean;
  private needs: Needs | null = null;
  private isCut = false;

  constructor(own: readonly GoFile[], about: AboutPackage) {
    const { path = '', others = [] } = about;
    const files = [...own, ...others.flatMap((other) => other.files)];
    this.files = files;
    this.isMain = about.name === 'main';
    this.isWhole = about.complete && files.every(({ damaged }) => !damaged);
    this.types = new PackageTypes(bindNames({ path, files: own }, others));
    this.sites = new CallSites(this.types, files);
    this.places = new Places(this.types);
    const tracer = new FlowTracer(this.places, this.sites);
    for (const file of files) tracer.trace(file);
    this.reader = new OperationReader(this.places, this.sites);
    this.operations = files.flatMap((file) => this.reader.read(file));
    this.linkNamedResults();
    this.openVisible();
    this.gather();
  }

  /** Every file was parsed whole, or as far as the question needs it: then what is not here is not there. */
  get complete(): boolean {
    return this.isWhole && !this.isCut;
  }

  /** Some of what the question needs was left out: nothing can be said of what is not here. */
  get cut(): boolean {
    return this.isCut;
  }

  /** Notes what the next answer depends on. @param cut whether it has to do without some of that */
  prepareAnswer(cut: boolean): Needs {
    const needs = new Needs();
    for (const name of this.types.functionVariables) needs.name(name);
    this.needs = needs;
    this.sites.needs = needs;
    this.isCut = cut;
    return needs;
  }

  /** Looks at what is read, and depends on nothing else: no more of a large package is read for it. */
  aside(look: () => void): void {
    const { needs } = this;
    this.needs = null;
    this.sites.needs = null;
    look();
    this.needs = needs;
    this.sites.needs = needs;
  }

  /** Null for an expression that the text does not explain. */
  holding(place: Place | null): Holding | null {
    if (place === null) return null;
    const root = this.places.find(place);
    this.noteNeeds(root, new Set());
    return this.holdings.get(root) ?? null;
  }

  holdingOf(expression: GoNode, index = 0): Holding | null {
    return this.holding(this.places.of(expression, index));
  }

  /** `make(chan T)` and `make(chan T, n)` among the sources. */
  makesOf(holding: Holding): readonly GoNode[] {
    return holding.sources.map(({ node }) => node).filter((node) => this.isChannelMake(node));
  }

  /** Import path and name of each call of another package that makes what is held: `time.NewTicker`. */
  externalSources(holding: Holding): readonly string[] {
    return holding.sources.map(({ node }) => this.types.externalName(calledExpression(node)));
  }

  isChannelMake(node: GoNode): boolean {
    const type = argumentsOf(node)[0];
    if (type === undefined || !this.types.isBuiltin(node, 'make')) return false;
    return this.types.underlying(type)?.type === 'channel_type';
  }

  /** Everything that may hold the same thing, and whatever it lies in. */
  private noteNeeds(root: Place, seen: Set<Place>): void {
    if (this.needs === null || seen.has(root)) return;
    seen.add(root);
    for (const place of this.holdings.get(root)?.places ?? []) this.needs.place(place, this.types);
    for (const outer of this.containers.get(root) ?? []) this.noteNeeds(this.places.find(outer), seen);
  }

  private linkNamedResults(): void {
    for (const unit of this.types.names.units.values())
      unit.namedResults.forEach((result, at) =>
        this.places.join(this.places.result(unit, at), this.places.variable(result)),
      );
  }

  /** What other packages can reach: parameters and results of functions they can call, exported fields and variables. */
  private openVisible(): void {
    for (const unit of this.types.names.units.values()) if (this.isReachable(unit)) this.openUnit(unit);
    for (const place of this.places.all()) {
      if (place.kind === 'field' && this.places.unresolvedNames.has(place.name)) this.places.expose(place);
      const shared = place.kind === 'field' || (place.kind === 'variable' && this.isPackageLevel(place));
      if (shared && !this.isProgram(place.node.file) && /^\p{Lu}/u.test(place.name)) this.places.expose(place);
    }
  }

  private isPackageLevel(place: Place): boolean {
    return this.types.names.scopeOf(place.node.file).own(place.name)?.node === place.node;
  }

  /** True for a file of a package that nobody can import. */
  isProgram(file: GoFile): boolean {
    return packageName(file) === 'main';
  }

  private isReachable(unit: FunctionUnit): boolean {
    if (this.sites.isHandedOut(unit)) return true;
    const literal = unit.node.type === 'func_literal';
    // What runs a literal gives it its arguments.
    if (literal) return this.sites.of(unit).every(({ node }) => this.types.callee(node) !== unit);
    const exported = /^\p{Lu}/u.test(unit.name);
    if (exported && !this.isProgram(unit.node.file)) return true;
    // Other packages call methods through interfaces: `ServeHTTP` of a main package has no caller in it.
    const method = unit.receiverType !== '';
    return (
      method && (this.sites.methodsCalledUnresolved.has(unit.name) || (exported && this.sites.of(unit).length === 0))
    );
  }

  private openUnit(unit: FunctionUnit): void {
    for (const parameter of [unit.receiver, ...unit.parameters])
      if (parameter !== null) this.places.expose(this.places.variable(parameter));
    unit.resultTypes.forEach((_, at) => this.places.open.add(this.places.result(unit, at)));
  }

  private gather(): void {
    const open = new Set([...this.places.open].map((place) => this.places.find(place)));
    const supplied = new Set([...this.places.supplied].map((place) => this.places.find(place)));
    const made = new Map<Place, { places: Place[]; operations: Operation[]; sources: Holding['sources'][number][] }>();
    const of = (place: Place) => {
      const root = this.places.find(place);
      const known = made.get(root) ?? { places: [], operations: [], sources: [] };
      made.set(root, known);
      return known;
    };
    for (const place of this.places.all()) of(place).places.push(place);
    for (const element of this.places.elements) this.noteContainer(element);
    for (const { place, node, index } of this.places.sources) of(place).sources.push({ node, index });
    for (const operation of this.operations)
      if (operation.place !== null) of(operation.place).operations.push(operation);
    for (const [root, found] of made)
      this.holdings.set(root, { ...found, open: open.has(root), supplied: supplied.has(root) });
  }

  private noteContainer(element: Place): void {
    const root = this.places.find(element);
    if (element.outer === null) return;
    const known = this.containers.get(root);
    if (known === undefined) this.containers.set(root, [element.outer]);
    else known.push(element.outer);
  }
}

export function operationsOf(holding: Holding, ...kinds: readonly OperationKind[]): readonly Operation[] {
  return holding.operations.filter(({ kind }) => kinds.includes(kind));
}
