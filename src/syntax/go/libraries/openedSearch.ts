import type { OpenedHere, SeenCall } from '../../../shared/model/go/goSource';
import type { OpenedFate } from '../../../shared/model/finding';
import type { LibraryResource } from '../../../shared/model/go/libraryResource';
import { isWithin, plainSymbol } from '../../../shared/base/libraries/plainSymbol';
import type { FunctionUnit } from '../package/declarations';
import { lineOf, lastLineOf, oneLine, textOf, childOf } from '../tree/goNode';
import type { GoNode } from '../tree/goNode';
import type { GoPackage } from '../package/goPackage';
import { calledExpression } from '../package/packageTypes';
import { deferClose } from './deferClose';
import { fateOf, type Fate, type FateKind } from './fateOf';
import { firstUse } from './firstUse';
import { MakerFinder, type ExternalTypes, type Maker } from './makers';

/** A function of the workspace that hands on what it makes. */
export interface Wrapper {
  readonly symbol: string;
  readonly at: number;
  readonly resource: LibraryResource;
}

export interface Opened {
  readonly here: OpenedHere;
  readonly resource: LibraryResource;
}

export interface SearchedPackage {
  /** Files in which something may be made. */
  readonly paths: ReadonlySet<string>;
  /** What symbols of the package begin with. */
  readonly symbolPath: string;
  readonly importPath: string;
  readonly resources: readonly LibraryResource[];
}

export interface MadeHere {
  readonly maker: Maker;
  readonly fate: Fate;
  /** What symbols of the package begin with. */
  readonly symbolPath: string;
}

const fates: Readonly<Record<FateKind, OpenedFate>> = {
  closed: 'closed',
  never: 'never',
  path: 'path',
  returned: 'unknown',
  kept: 'unknown',
  unknown: 'unknown',
};

const order: readonly OpenedFate[] = ['never', 'path', 'unknown', 'closed'];

/** From a function that makes something, through those that hand it on, to the one that keeps it. */
const maxLevels = 4;

/** Collects where the workspace opens resources, and what becomes of them. */
export class OpenedSearch {
  private readonly seen: readonly SeenCall[];
  private readonly opened = new Map<string, Opened>();

  private readonly types: ExternalTypes;

  /** @param types of what calls of the library give, where its source told */
  constructor(seen: readonly SeenCall[], types: ExternalTypes = {}) {
    this.seen = seen;
    this.types = types;
  }

  seenPaths(): readonly string[] {
    return this.seen.map(({ path }) => path);
  }

  /** The likeliest first: what is certainly left open before the rest, and lines that profiles saw before others. */
  found(): readonly Opened[] {
    const rank = ({ here }: Opened) => order.indexOf(here.fate) * 2 + (here.seen ? 0 : 1);
    return [...this.opened.values()].sort((a, b) => rank(a) - rank(b) || compare(a.here, b.here));
  }

  /** @returns functions that other packages may call to get what is made here */
  in(goPackage: GoPackage, about: SearchedPackage): readonly Wrapper[] {
    const finder = new MakerFinder(about.resources, this.types);
    const makers = goPackage.files
      .filter(({ path }) => about.paths.has(path))
      .flatMap((file) => finder.in(goPackage, file))
      .filter((maker) => maker.certain || this.isSeen(maker));
    return makers.flatMap((maker) => this.follow(goPackage, { about, maker, level: 0 }));
  }

  private follow(
    goPackage: GoPackage,
    { about, maker, level }: { about: SearchedPackage; maker: Maker; level: number },
  ): readonly Wrapper[] {
    const fate = fateOf(goPackage, maker);
    const unit = fate.kind === 'returned' ? goPackage.sites.unitAround(maker.node) : null;
    if (unit === null || unit.node.type === 'func_literal' || level > maxLevels) {
      this.note(goPackage, { about, maker, fate });
      return [];
    }
    const at = resultIndex(fate, maker);
    const handed = { ...maker.resource, at };
    const calls = goPackage.sites.of(unit).filter(({ starts }) => !starts);
    const further = calls.flatMap(({ node }) =>
      this.follow(goPackage, { about, maker: { node, resource: handed, certain: true }, level: level + 1 }),
    );
    const isExported = /^\p{Lu}/u.test(unit.name) && !goPackage.isMain;
    if (!isExported && calls.length === 0) this.note(goPackage, { about, maker, fate });
    const symbol = `${about.importPath}.${nameOf(unit)}`;
    return isExported ? [...further, { symbol: plainSymbol(symbol), at, resource: maker.resource }] : further;
  }

  /** The line that makes something, and what becomes of it there. */
  here(goPackage: GoPackage, { maker, fate, symbolPath }: MadeHere): OpenedHere {
    const started = maker.resource.startsWithUse === true ? firstUse(goPackage, fate.holder) : null;
    const node = started ?? maker.node;
    const { path } = node.file;
    const line = lineOf(node);
    const fix = deferClose(goPackage, maker, fate);
    return {
      path,
      line,
      function: symbolAround(goPackage, node, symbolPath),
      call: callText(maker.node),
      release: releaseText(maker, fate),
      fate: fates[fate.kind],
      missingLine: fate.missing === null ? null : missingLine(fate.missing),
      seen: this.seen.some((call) => call.path === path && call.line === line),
      fixes: fix === null ? [] : [fix],
    };
  }

  private note(
    goPackage: GoPackage,
    { about, maker, fate }: { about: SearchedPackage; maker: Maker; fate: Fate },
  ): void {
    const here = this.here(goPackage, { maker, fate, symbolPath: about.symbolPath });
    const key = `${here.path}:${String(here.line)}`;
    const known = this.opened.get(key);
    if (known === undefined || order.indexOf(here.fate) < order.indexOf(known.here.fate))
      this.opened.set(key, { here, resource: maker.resource });
  }

  /** A stack says that this very line calls what makes the resource. */
  private isSeen({ node, resource }: Maker): boolean {
    const first = lineOf(node);
    const last = lastLineOf(node);
    return this.seen.some(
      ({ path, line, callees }) =>
        path === node.file.path &&
        line >= first &&
        line <= last &&
        callees.some((callee) => seenNames(resource).some((symbol) => isWithin(plainSymbol(callee), symbol))),
    );
  }
}

function seenNames({ makes, seenAs }: LibraryResource): readonly string[] {
  return seenAs === undefined ? makes : [...makes, ...seenAs];
}

function compare(a: OpenedHere, b: OpenedHere): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : a.line - b.line;
}

/** Which result of the function around gets what was made. */
function resultIndex({ holder }: Fate, { node }: Maker): number {
  const statement = holder.kind === 'caller' ? holder.statement : null;
  const values = statement?.children[0];
  if (values?.type !== 'expression_list') return 0;
  return Math.max(
    0,
    values.children.findIndex((value) => value.start <= node.start && node.end <= value.end),
  );
}

/** The line of a return; of a block that is left at its end, that of its last statement. */
function missingLine(node: GoNode): number {
  return node.type === 'return_statement' || /^(break|continue)_statement$/.test(node.type)
    ? lineOf(node)
    : lastLineOf(node);
}

/** `client.Do`, `http.Transport{}`. */
function callText(node: GoNode): string {
  const called = node.type === 'call_expression' ? calledExpression(node) : null;
  if (called !== null) return oneLine(textOf(called));
  const type = childOf(node, 'type');
  return type === null ? oneLine(textOf(node)) : `${oneLine(textOf(type))}{}`;
}

/** `resp.Body.Close()`; `Close()` where nothing has a name for it. */
function releaseText({ resource, node }: Maker, { holder }: Fate): string {
  const [closer] = resource.closers;
  if (closer === undefined) return '';
  const name = holder.kind === 'variable' ? holder.variable.name : '';
  if (closer === '()') return `${name === '' ? 'cancel' : name}()`;
  const isWrapped = holder.kind !== 'variable' || node.file !== holder.variable.node.file;
  return (
    [isWrapped ? '' : name, resource.part ?? '', closer].filter((part) => part !== '').join('.') +
    `(${resource.closerNeeds ?? ''})`
  );
}

function symbolAround(goPackage: GoPackage, node: GoNode, path: string): string {
  let unit = goPackage.sites.unitAround(node);
  while (unit !== null && unit.node.type === 'func_literal' && unit.outer !== null) unit = unit.outer;
  if (unit === null) return `${path}.init`;
  const isPointer = unit.receiver === null || /^\s*\(\s*\w*\s*\*/.test(receiverText(unit));
  if (unit.receiverType === '') return `${path}.${unit.name}`;
  return `${path}.${isPointer ? `(*${unit.receiverType})` : unit.receiverType}.${unit.name}`;
}

function receiverText({ node }: FunctionUnit): string {
  const receiver = childOf(node, 'receiver');
  return receiver === null ? '' : textOf(receiver);
}

function nameOf({ receiverType, name }: FunctionUnit): string {
  return receiverType === '' ? name : `${receiverType}.${name}`;
}
