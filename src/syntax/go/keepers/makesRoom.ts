import type { FunctionUnit } from '../package/declarations';
import { above, childOf, findAll, functionTypes, lineOf, textOf } from '../tree/goNode';
import type { GoNode } from '../tree/goNode';
import type { GoPackage } from '../package/goPackage';
import { calledExpression } from '../package/packageTypes';

/** Calls between what takes out and what makes it do so: `Add` calls `trim` calls `evict`. */
const mostCalls = 3;

/** Functions of `time` that let something happen, or tell how old something is. `Now` and `Sleep` alone do neither. */
const byTime = /^time\.(NewTicker|Tick|AfterFunc|NewTimer|After|Since|Until)$/;

/** Methods of `time.Time` that compare. */
const comparing = /^(After|Before|Compare)$/;

/** What a condition that looks at an age mentions. */
const ofAge = /ttl|expir|deadline|stale|\bidle|\bage\b/i;

/** What a condition that looks at a size mentions. */
const ofSize = /\blen\(|\.Len\(|size|count|limit|\bmax|most|full|capacity|total|keep|bytes/i;

/**
 * True when what is taken out makes room for what is put in, without anybody's asking: where it is stored or in what that calls, where its age says
 * so, or where both are called and a size is looked at. What others have to take out is a leak when they do not.
 */
export function makesRoom(goPackage: GoPackage, removal: GoNode, store: GoNode): boolean {
  if (isNeverDone(goPackage, removal)) return false;
  const stored = goPackage.sites.unitAround(store);
  const storedFrom = new Set(stored === null ? [] : callersOf(goPackage, stored));
  const seen = new Set<FunctionUnit>();
  let wave: GoNode[] = [removal];
  for (let calls = 0; calls <= mostCalls; calls += 1) {
    const next: GoNode[] = [];
    for (const node of wave) {
      const unit = goPackage.sites.unitAround(node);
      if (unit === null) continue;
      if (unit === stored) return true;
      // What drives both says nothing of the one: there only a look at a size does.
      if (storedFrom.has(unit)) {
        if (isUnder(node, ofSize)) return true;
        continue;
      }
      if (isByTime(goPackage, unit) || isSweep(goPackage, node) || isUnder(node, ofAge)) return true;
      if (seen.has(unit)) continue;
      seen.add(unit);
      next.push(...goPackage.sites.of(unit).map((site) => site.node));
    }
    wave = next;
  }
  return false;
}

function callersOf(goPackage: GoPackage, unit: FunctionUnit): FunctionUnit[] {
  return goPackage.sites.of(unit).flatMap(({ caller }) => caller ?? []);
}

/** `items.Remove(…)` only `if time.Since(item.used) > ttl`, or whenever a ticker ticks. */
function isByTime(goPackage: GoPackage, { node }: FunctionUnit): boolean {
  return findAll(node, 'call_expression').some((call) => {
    const called = calledExpression(call);
    if (called === null) return false;
    if (byTime.test(goPackage.types.externalName(called))) return true;
    const field = called.type === 'selector_expression' ? childOf(called, 'field') : null;
    return field !== null && comparing.test(textOf(field));
  });
}

/** `for { time.Sleep(minute); sweep() }` */
function isSweep(goPackage: GoPackage, node: GoNode): boolean {
  const loop = above(node, 'for_statement', ...functionTypes);
  if (loop?.type !== 'for_statement' || loop.children.some(({ type }) => type !== 'block')) return false;
  return findAll(loop, 'call_expression').some((call) => {
    const called = calledExpression(call);
    return called !== null && goPackage.types.externalName(called) === 'time.Sleep';
  });
}

/** Only under a condition of the function that mentions it: `if len(c.items) > c.most { c.evict() }`. */
function isUnder(node: GoNode, mentioned: RegExp): boolean {
  const around = above(node, 'if_statement', 'for_statement', ...functionTypes);
  if (around === null || isFunction(around)) return false;
  const condition = childOf(around, 'condition') ?? around.children.find(({ type }) => type === 'binary_expression');
  if (condition !== undefined && mentioned.test(textOf(condition))) return true;
  return isUnder(around, mentioned);
}

/** Only under `if j.written > most`, where nothing ever sets or counts `written`. */
function isNeverDone(goPackage: GoPackage, node: GoNode): boolean {
  const around = above(node, 'if_statement', ...functionTypes);
  if (around === null || isFunction(around)) return false;
  const condition = childOf(around, 'condition');
  const [left, right] = ['left', 'right'].map((side) => (condition === null ? null : childOf(condition, side)));
  const operator = condition === null ? '' : textOf(childOf(condition, 'operator') ?? condition);
  const large = /^>=?$/.test(operator) ? left : /^<=?$/.test(operator) ? right : null;
  const field = large?.type === 'selector_expression' ? childOf(large, 'field') : null;
  if (field !== null && goPackage.complete && isNeverSet(goPackage, textOf(field))) return true;
  return isNeverDone(goPackage, around);
}

/** Of a field that no other package can set: nothing here assigns, counts, names or points to it. */
function isNeverSet({ files }: GoPackage, name: string): boolean {
  if (!/^\p{Ll}/u.test(name)) return false;
  const mention = new RegExp(`\\b${name}\\b`);
  return !files.some(({ root }) => findAll(root, ...setting).some((node) => mention.test(textOf(setPart(node)))));
}

const setting = [
  'assignment_statement',
  'inc_statement',
  'dec_statement',
  'keyed_element',
  'unary_expression',
  'range_clause',
] as const;

/** What a statement sets, without what it is set to. */
function setPart(node: GoNode): GoNode {
  const field = node.type === 'assignment_statement' ? 'left' : node.type === 'keyed_element' ? 'key' : null;
  return (field === null ? null : childOf(node, field)) ?? node;
}

function isFunction({ type }: GoNode): boolean {
  return functionTypes.some((each) => each === type);
}

/** The call or piece of a slice on a line that takes something out. */
export function removalAt(
  goPackage: GoPackage,
  { path, line }: { readonly path: string; readonly line: number },
): GoNode | null {
  const file = goPackage.files.find((each) => each.path === path);
  if (file === undefined) return null;
  const found = findAll(file.root, 'call_expression', 'slice_expression');
  return found.find((node) => lineOf(node) === line) ?? null;
}
