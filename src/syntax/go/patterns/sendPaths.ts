import type { FunctionUnit } from '../package/declarations';
import { childOf, childrenOf, contains } from '../tree/goNode';
import type { GoNode } from '../tree/goNode';
import type { GoPackage } from '../package/goPackage';
import { endsFunction, loopsAround, statementsOf } from '../package/loops';
import { constantTurns, runsOf, timesPer } from '../package/multiplicity';
import type { Operation } from '../package/operations';

/** True when some path through the function sends more than once, loops apart. */
export function sendsTwice(goPackage: GoPackage, unit: GoNode, sends: readonly Operation[]): boolean {
  const most = mostSends(goPackage, unit, sends);
  return most > 1 && Number.isFinite(most);
}

/** The most sends on one path through a function; Infinity when a loop without a constant count sends. */
function mostSends(goPackage: GoPackage, unit: GoNode, sends: readonly Operation[]): number {
  const nodes = sends.map(({ node }) => node);
  const body = childOf(unit, 'body');
  const { open, ended } = ofStatements(statementsOf(body), { goPackage, nodes });
  return Math.max(open, ended);
}

/** Values sent at most for each run of a `make`: Infinity when a loop sends, NaN when the calls cannot be followed. */
export function mostSent(goPackage: GoPackage, sends: readonly Operation[], make: GoNode): number {
  const units = [...new Set(sends.map(({ unit }) => unit))];
  return units.reduce((sum, unit) => {
    if (unit === null) return NaN;
    const own = sends.filter((send) => send.unit === unit);
    return sum + mostSends(goPackage, unit.node, own) * runsPer(goPackage, unit, make);
  }, 0);
}

function runsPer(goPackage: GoPackage, unit: FunctionUnit, make: GoNode): number {
  // The maker itself: a loop around both sends once for each channel, but which of them is not told apart here.
  if (unit === goPackage.sites.unitAround(make)) return loopsAround(make).length === 0 ? 1 : NaN;
  const sites = goPackage.sites.of(unit);
  if (sites.length === 0 || goPackage.sites.isHandedOut(unit)) return NaN;
  return sites.reduce((sum, site) => sum + runsOf(site) * timesPer(goPackage, site.node, make), 0);
}

interface Context {
  readonly goPackage: GoPackage;
  readonly nodes: readonly GoNode[];
}

/** The most sends on paths that go on, and on paths that ended the function; -1 where there is no such path. */
interface Paths {
  readonly open: number;
  readonly ended: number;
}

function ofStatements(statements: readonly GoNode[], context: Context): Paths {
  let open = 0;
  let ended = -1;
  for (const statement of statements) {
    const paths = ofStatement(statement, context);
    if (paths.ended >= 0) ended = Math.max(ended, open + paths.ended);
    if (paths.open < 0) return { open: -1, ended };
    open += paths.open;
  }
  return { open, ended };
}

function ofStatement(node: GoNode, context: Context): Paths {
  const inside = context.nodes.filter((send) => contains(node, send));
  const leaves = endsFunction(node, context.goPackage.types);
  if (leaves) return { open: -1, ended: inside.length };
  switch (node.type) {
    case 'block':
      return ofStatements(statementsOf(node), context);
    case 'if_statement':
      return ofIf(node, context);
    case 'expression_switch_statement':
    case 'type_switch_statement':
    case 'select_statement':
      return ofCases(node, context);
    case 'for_statement':
      return ofLoop(node, inside.length, context);
    case 'labeled_statement':
      return ofStatements(node.children.slice(1), context);
    default:
      return { open: inside.length, ended: -1 };
  }
}

function ofIf(node: GoNode, context: Context): Paths {
  const branch = (field: string) => {
    const block = childOf(node, field);
    return block === null ? { open: 0, ended: -1 } : ofStatement(block, context);
  };
  return either(branch('consequence'), branch('alternative'));
}

function ofCases(node: GoNode, context: Context): Paths {
  const cases = node.children.filter(({ type }) => type.endsWith('_case'));
  const paths = cases.map((each) => {
    const own = ofStatements(statementsOf(each), context);
    const header = childrenOf(each, 'communication')[0];
    const sends = header === undefined ? 0 : context.nodes.filter((send) => contains(header, send)).length;
    return { open: own.open < 0 ? -1 : own.open + sends, ended: own.ended < 0 ? -1 : own.ended + sends };
  });
  const without: Paths = { open: cases.some(({ type }) => type === 'default_case') ? -1 : 0, ended: -1 };
  return [...paths, without].reduce(either);
}

function ofLoop(node: GoNode, sends: number, context: Context): Paths {
  const body = ofStatements(statementsOf(childOf(node, 'body')), context);
  if (sends === 0) return { open: 0, ended: body.ended };
  const turns = constantTurns(node) ?? Infinity;
  return {
    open: Math.max(body.open, 0) * turns,
    ended: body.ended < 0 ? -1 : Math.max(body.open, 0) * turns + body.ended,
  };
}

function either(a: Paths, b: Paths): Paths {
  return { open: Math.max(a.open, b.open), ended: Math.max(a.ended, b.ended) };
}
