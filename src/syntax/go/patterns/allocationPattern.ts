import type { LeakPattern } from '../../../shared/model/go/goSource';
import { contextState } from '../package/channels';
import { bare, childOf, findAll, lastLineOf, lineOf, listOf, ofType, textOf } from '../tree/goNode';
import type { GoFile, GoNode } from '../tree/goNode';
import { operationsOf } from '../package/goPackage';
import type { GoPackage } from '../package/goPackage';
import { ValueFollower } from '../keepers/followValue';
import { argumentsOf, calledExpression } from '../package/packageTypes';

/** Methods of Prometheus' vectors that keep a metric for each set of label values. */
const labelMethods = /^(With|WithLabelValues|GetMetricWith|GetMetricWithLabelValues|CurryWith)$/;
const prometheus = /^github\.com\/prometheus\/client_golang\//;

/**
 * The known mistake behind memory that a line allocates and something keeps. Null wherever a precondition is not certain.
 * - unbounded-labels: a vector of Prometheus gets label values;
 * - slice-keeps-whole: of what is read here, only a part is stored, and with it the whole array;
 * - afterfunc-not-stopped: context.AfterFunc gets it, its stop function is dropped, and the context lives as long as the process;
 * - timer-not-stopped: time.AfterFunc gets it, its timer is dropped, and the function starts another one;
 * - entry-never-deleted: it is put into maps alone, from which the package, read whole, deletes nothing.
 */
export function allocationPattern(goPackage: GoPackage, statement: GoNode, line: number): LeakPattern | null {
  if (labelsOn(goPackage, statement, line)) return 'unbounded-labels';
  const target = targetOf(statement);
  const uses = target === null ? [] : (goPackage.types.names.meaning.get(target)?.uses ?? []);
  if (storesPartOf(goPackage, uses) || storesPiecesOf(goPackage, uses)) return 'slice-keeps-whole';
  return startedWith(goPackage, uses) ?? (isOnlyInMaps(goPackage, statement, line) ? 'entry-never-deleted' : null);
}

function labelsOn(goPackage: GoPackage, statement: GoNode, line: number): boolean {
  return findAll(statement, 'call_expression')
    .filter((call) => lineOf(call) <= line && lastLineOf(call) >= line)
    .some((call) => {
      const called = calledExpression(call);
      const field = called?.type === 'selector_expression' ? childOf(called, 'field') : null;
      const operand = called === null ? null : childOf(called, 'operand');
      if (field === null || operand === null || !labelMethods.test(textOf(field))) return false;
      return isOfPrometheus(goPackage, call.file, operand);
    });
}

/** A vector that the package makes, or one of another package, in a file that imports the library. */
function isOfPrometheus(goPackage: GoPackage, file: GoFile, operand: GoNode): boolean {
  const name = goPackage.types.typeName(goPackage.types.typeOf(operand));
  if (name !== '') return prometheus.test(name);
  const holding = goPackage.holdingOf(operand);
  const sources = holding === null ? [] : goPackage.externalSources(holding);
  return sources.length > 0 ? sources.every((source) => prometheus.test(source)) : importsPrometheus(file);
}

function importsPrometheus({ root }: GoFile): boolean {
  return findAll(root, 'import_spec').some((spec) => prometheus.test(textOf(childOf(spec, 'path') ?? spec).slice(1)));
}

/** The variable that a statement declares, the first of several. */
function targetOf(statement: GoNode): GoNode | null {
  if (statement.type !== 'short_var_declaration') return null;
  const target = listOf(childOf(statement, 'left'))[0];
  return target?.type === 'identifier' && textOf(target) !== '_' ? target : null;
}

/** What is stored of it is a part, and the whole is stored nowhere. */
function storesPartOf(goPackage: GoPackage, uses: readonly GoNode[]): boolean {
  const stored = uses.filter((use) => isStored(goPackage, sliceOf(use) ?? use));
  return stored.length > 0 && stored.every((use) => sliceOf(use) !== null);
}

/** Functions whose results are parts of what they get. */
const cutting = /^(bytes|strings)\.(Cut|CutPrefix|CutSuffix|Trim\w*|Split\w*|Fields\w*)$/;

/** `_, after, _ := bytes.Cut(page, …)`: what is stored is a piece of it, and of the whole nothing is. */
function storesPiecesOf(goPackage: GoPackage, uses: readonly GoNode[]): boolean {
  const { types } = goPackage;
  if (uses.some((use) => isStored(goPackage, use))) return false;
  const pieces = uses.flatMap((use) => {
    const call = use.parent?.type === 'argument_list' ? use.parent.parent : null;
    if (call === null || !cutting.test(types.externalName(calledExpression(call)))) return [];
    const statement = call.parent?.parent?.type === 'short_var_declaration' ? call.parent.parent : null;
    return statement === null ? [] : listOf(childOf(statement, 'left'));
  });
  const usesOfPieces = pieces.flatMap((piece) => types.names.meaning.get(piece)?.uses ?? []);
  return usesOfPieces.some((use) => isStored(goPackage, sliceOf(use) ?? use));
}

function sliceOf(use: GoNode): GoNode | null {
  return use.parent?.type === 'slice_expression' && use.field === 'operand' ? use.parent : null;
}

/** `s = append(s, value)`, `m[k] = value`, `x.f = value`, `T{f: value}`, `ch <- value`. */
function isStored(goPackage: GoPackage, value: GoNode): boolean {
  const parent = value.parent;
  switch (parent?.type) {
    case 'argument_list':
      return parent.parent !== null && goPackage.types.isBuiltin(parent.parent, 'append');
    case 'keyed_element':
    case 'literal_element':
    case 'send_statement':
      return true;
    case 'expression_list': {
      const statement = parent.parent;
      const left = statement?.type === 'assignment_statement' ? childOf(statement, 'left') : null;
      return left !== null && parent !== left && listOf(left).some((each) => each.type !== 'identifier');
    }
    default:
      return false;
  }
}

function startedWith(goPackage: GoPackage, uses: readonly GoNode[]): LeakPattern | null {
  for (const use of uses) {
    const selector = use.parent?.type === 'selector_expression' ? use.parent : null;
    const call = selector?.parent?.type === 'argument_list' ? selector.parent.parent : null;
    if (selector === null || call?.parent?.type !== 'expression_statement') continue;
    const name = goPackage.types.externalName(calledExpression(call));
    if (name === 'context.AfterFunc' && livesOn(goPackage, argumentsOf(call)[0])) return 'afterfunc-not-stopped';
    if (name === 'time.AfterFunc' && startsItself(goPackage, selector)) return 'timer-not-stopped';
  }
  return null;
}

/** A context of the package, or of another one: it ends with the process. */
function livesOn(goPackage: GoPackage, context: GoNode | undefined): boolean {
  if (context === undefined) return false;
  const node = bare(context);
  const { types } = goPackage;
  if (node.type === 'selector_expression' && types.packageOf(node) !== null) return true;
  const isShared = types.names.meaning.get(node) === types.names.packageScope.own(textOf(node));
  return (node.type === 'identifier' && isShared) || contextState(goPackage, node) === 'never';
}

function startsItself(goPackage: GoPackage, selector: GoNode): boolean {
  const { types } = goPackage;
  const unit = types.unitOf(selector);
  if (unit === null) return false;
  return findAll(unit.node, 'call_expression').some(
    (call) =>
      types.externalName(calledExpression(call)) === 'time.AfterFunc' &&
      argumentsOf(call).some((argument) => types.unitOf(argument) === unit),
  );
}

function isOnlyInMaps(goPackage: GoPackage, statement: GoNode, line: number): boolean {
  if (!goPackage.complete) return false;
  const follower = new ValueFollower(goPackage);
  follower.followLine(statement, line);
  return (
    follower.stores.length > 0 &&
    follower.stores.every((store) => store.how === 'index' && onlyGrows(goPackage, store.operand))
  );
}

/** A map of the package alone, made once, from which nothing is deleted. */
function onlyGrows(goPackage: GoPackage, operand: GoNode): boolean {
  const { types } = goPackage;
  if (types.underlying(types.typeOf(operand))?.type !== 'map_type') return false;
  const holding = goPackage.holdingOf(operand);
  if (holding === null || holding.open || holding.sources.length > 1) return false;
  return operationsOf(holding, 'delete').length === 0 && ofType(operand, 'index_expression') === null;
}
