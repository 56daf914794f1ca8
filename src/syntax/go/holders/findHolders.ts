import type { Holder, HolderKind } from '../../../shared/model/holder';
import type { GoPackage, Holding } from '../package/goPackage';
import { operationsOf } from '../package/goPackage';
import { bare, childOf, oneLine, textOf } from '../tree/goNode';
import type { GoNode } from '../tree/goNode';
import { holdingPart, isPackageLevel, placeOf, rootOf, shownName } from './expressions';
import type { Border } from './border';
import type { Kept } from './kept';
import { keptOnStack } from './keptOnStack';
import { removalsFrom, unusedAround } from './removals';
import { ValueTrail } from './valueTrail';

/** More candidates say nothing. */
const mostHolders = 3;
const mostRemovals = 3;

/** Those that grow without end, and have expressions that can be looked for. */
const lasting: ReadonlySet<HolderKind> = new Set(['map', 'slice', 'channel', 'container', 'buffer', 'variable']);

/** What keeps a value, as far as it was followed, and where that ends. */
export interface FoundHolders {
  readonly holders: readonly Holder[];
  readonly border: Border;
}

/** Something else that has it besides is the better answer. */
const weak: ReadonlySet<HolderKind> = new Set(['variable', 'stack', 'library', 'pool', 'container']);

/**
 * What keeps what the line allocates, the likeliest first; none where the text does not tell. What nothing takes out of comes before what
 * something does, what can hold any number before what holds one.
 */
export function findHolders(goPackage: GoPackage, statement: GoNode, line: number): FoundHolders {
  const trail = new ValueTrail(goPackage);
  // What is read of a large package for what bounds the value is the way that it goes; for its holders alone no more is read.
  goPackage.aside(() => trail.followLine(statement, line));
  const found = new Map<string, { readonly holder: Holder; readonly rank: number }>();
  for (const kept of trail.kept.length > 0 ? trail.kept : keptOnStack(goPackage, statement, trail.declarations)) {
    const holder = holderOf(goPackage, kept);
    const key = `${holder.name} ${JSON.stringify(holder.declared ?? holder.stored)}`;
    const rank = rankOf(holder);
    const before = found.get(key);
    if (before === undefined || before.rank > rank) found.set(key, { holder, rank });
  }
  const ordered = [...found.values()].sort((a, b) => a.rank - b.rank);
  const isOne = ordered.length === 1 || (ordered[0]?.rank ?? 0) < (ordered[1]?.rank ?? 0);
  const holders = ordered
    .slice(0, mostHolders)
    .map(({ holder }, at) => ({ ...holder, certain: holder.certain && at === 0 && isOne && !trail.isCut }));
  return { holders, border: trail.border };
}

/** Certain, and where it is declared was read: other packages can add nothing. */
export function isTold({ holders: [first] }: FoundHolders): boolean {
  return first?.certain === true && first.declared !== null && !weak.has(first.kind);
}

function rankOf({ kind, removal, certain }: Holder): number {
  const guess = certain ? 0 : 1;
  if (kind === 'pool' || kind === 'stack') return 12;
  if (kind === 'variable') return 10 + guess;
  if (kind === 'goroutine' || kind === 'context') return 8 + guess;
  // What is registered is so once, as a rule: a handler that holds the router is not what makes a map in it grow.
  if (kind === 'library') return 7;
  if (removal === 'none') return guess;
  return (lasting.has(kind) && removal === 'some' ? 6 : 2) + guess;
}

function holderOf(goPackage: GoPackage, kept: Kept): Holder {
  const { kind, holder, at, guessed } = kept;
  const named = holder === null ? null : wherever(goPackage, holder);
  const declared = named === null ? null : declaredBy(goPackage, named);
  const removal = named === null ? nothingSeen : removalOf(goPackage, named, kept);
  return {
    kind,
    name: named === null ? oneLine(kept.name).slice(0, 60) : shownName(named),
    stored: placeOf(at),
    declared: declared === null ? null : placeOf(declared),
    ...removal,
    certain: !guessed,
  };
}

type Removed = Pick<Holder, 'removal' | 'removed' | 'unused'>;
const nothingSeen: Removed = { removal: 'unknown', removed: [], unused: null };

/** A local name for something that lasts is named for that: `items := s.items`, and a map that the only caller hands in. */
function wherever(goPackage: GoPackage, holder: GoNode, depth = 0): GoNode {
  const root = holder.type === 'identifier' ? rootOf(goPackage, holder) : null;
  if (root === null || isPackageLevel(goPackage, root) || depth > 3) return holder;
  if (root.kind === 'variable') {
    const value = root.value?.how === 'assign' ? holdingPart(root.value.node) : null;
    const lasts = value !== null && /^(identifier|selector_expression)$/.test(value.type);
    return lasts ? wherever(goPackage, value, depth + 1) : holder;
  }
  return handedIn(goPackage, root, holder, depth);
}

function handedIn(goPackage: GoPackage, root: NonNullable<ReturnType<typeof rootOf>>, holder: GoNode, depth: number) {
  const unit = goPackage.sites.unitAround(root.node);
  const at = unit?.parameters.indexOf(root) ?? -1;
  if (unit === null || at < 0) return holder;
  const given = goPackage.sites.of(unit).flatMap(({ node }) => childOf(node, 'arguments')?.children[at] ?? []);
  const [first] = given;
  const isSame = first !== undefined && given.every((each) => textOf(each) === textOf(first));
  const value = isSame ? holdingPart(first) : null;
  return value !== null && /^(identifier|selector_expression)$/.test(value.type)
    ? wherever(goPackage, value, depth + 1)
    : holder;
}

function declaredBy({ types }: GoPackage, holder: GoNode): GoNode | null {
  const node = bare(holder);
  if (node.type === 'identifier') return types.names.meaning.get(node)?.node ?? null;
  const imported = types.imported(node);
  if (imported !== null) return imported.node;
  const [operand, field] = [childOf(node, 'operand'), childOf(node, 'field')];
  if (operand === null || field === null) return null;
  return types.fieldOf(types.typeOf(operand), textOf(field))?.field.type ?? null;
}

/** Nothing is said of what another package reaches, and of a package that was not read as far as that takes. */
function removalOf(goPackage: GoPackage, holder: GoNode, { kind, at, holder: written }: Kept): Removed {
  if (!lasting.has(kind) || (kind === 'container' && !isPlain(goPackage, holder))) return nothingSeen;
  const holding = goPackage.holdingOf(holder);
  const { certain, possible } = removalsFrom(goPackage, holder, kind);
  const received = kind !== 'channel' || holding === null ? [] : operationsOf(holding, 'receive', 'range');
  const found = [...new Set([...certain, ...received.map(({ node }) => node)])].filter((node) => node !== at);
  const running = found.filter((node) => unusedAround(goPackage, node) === null);
  const [idle] = found.filter((node) => !running.includes(node));
  const unit = idle === undefined ? null : unusedAround(goPackage, idle);
  const unused = idle === undefined || unit === null ? null : { ...placeOf(idle), function: unit.name };
  if (running.length > 0)
    return { removal: 'some', removed: running.slice(0, mostRemovals).map(placeOf), unused: null };
  const isReached = isExposed(goPackage, holder) || (kind !== 'slice' && isHandedOut(goPackage, holding));
  const isHidden = possible || replaces(at, kind, written) || !goPackage.complete || isReached;
  return { removal: isHidden ? 'unknown' : 'none', removed: [], unused };
}

/** `ring[next%len(ring)] = v`: what stood there before goes. */
function replaces(at: GoNode, kind: HolderKind, written: GoNode | null): boolean {
  if (kind === 'variable') return true;
  if (kind !== 'slice' || written === null) return false;
  return (
    written.parent?.type === 'index_expression' &&
    at.type === 'assignment_statement' &&
    !/\bappend\(|\.Insert\(/.test(textOf(at))
  );
}

/** A container that takes nothing out by itself, as caches of libraries do. */
function isPlain({ types }: GoPackage, holder: GoNode): boolean {
  const name = types.typeName(types.typeOf(holder));
  return /^(container\/(list|ring)\.|sync\.Map$)/.test(name);
}

/** `func (c *Cache) Items() map[string]Item`: whoever gets the map may take out of it. Of a slice they get a copy of its header. */
function isHandedOut(goPackage: GoPackage, holding: Holding | null): boolean {
  return (holding?.places ?? []).some(
    ({ kind, name, node }) => kind === 'result' && /^\p{Lu}/u.test(name) && !goPackage.isProgram(node.file),
  );
}

/** What other packages can name: an exported variable, or an exported field, of a package that they can import. */
function isExposed(goPackage: GoPackage, holder: GoNode): boolean {
  const name = textOf(bare(holder).type === 'selector_expression' ? (childOf(holder, 'field') ?? holder) : holder);
  if (!/^\p{Lu}/u.test(name)) return false;
  return !goPackage.isProgram(declaredBy(goPackage, holder)?.file ?? holder.file);
}
