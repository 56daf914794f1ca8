import type { FunctionUnit } from './declarations';
import { above, bare, childOf, functionTypes, textOf, walk } from '../tree/goNode';
import type { GoFile, GoNode } from '../tree/goNode';
import type { Needs } from './needs';
import { calledExpression } from './packageTypes';
import type { PackageTypes } from './packageTypes';
import { startedBy } from './starters';

/** A place from which a function runs. */
export interface CallSite {
  /** The call; for a function given to `wg.Go(…)`, `time.AfterFunc(…)` and their like the call that gets it. */
  readonly node: GoNode;
  /** True when it runs in a goroutine of its own. */
  readonly starts: boolean;
  /** True when it runs any number of times for each run of the call: a handler of requests. */
  readonly repeats: boolean;
  readonly caller: FunctionUnit | null;
}

/** Who calls and who starts each function of the package. */
export class CallSites {
  private readonly types: PackageTypes;
  private readonly sites = new Map<FunctionUnit, CallSite[]>();
  /** Functions that are used as values: their callers are not all known. */
  private readonly handedOut = new Set<FunctionUnit>();
  readonly methodsCalledUnresolved = new Set<string>();
  /** Gets to know whose callers are asked for. */
  needs: Needs | null = null;

  constructor(types: PackageTypes, files: readonly GoFile[]) {
    this.types = types;
    for (const file of files)
      walk(file.root, (node) => {
        if (node.type === 'call_expression' || node.type === 'type_conversion_expression') this.note(node);
        else this.noteValue(node);
        return undefined;
      });
  }

  of(unit: FunctionUnit): readonly CallSite[] {
    this.needs?.callers(unit);
    return this.sites.get(unit) ?? [];
  }

  handOut(unit: FunctionUnit): void {
    this.handedOut.add(unit);
  }

  /** True when code that is not visible here may call the function. */
  isHandedOut(unit: FunctionUnit): boolean {
    this.needs?.callers(unit);
    return this.handedOut.has(unit);
  }

  unitAround(node: GoNode): FunctionUnit | null {
    const around = above(node, ...functionTypes);
    return around === null ? null : (this.types.names.units.get(around) ?? null);
  }

  private note(call: GoNode): void {
    const unit = this.types.callee(call);
    const caller = this.unitAround(call);
    if (unit === null) this.noteUnresolved(call);
    else this.add(unit, { node: call, starts: call.parent?.type === 'go_statement', repeats: false, caller });
  }

  private noteUnresolved(call: GoNode): void {
    const called = calledExpression(call);
    if (called?.type !== 'selector_expression') return;
    const field = childOf(called, 'field');
    const name = field === null ? '' : textOf(field);
    if (this.types.packageOf(called) === null) this.methodsCalledUnresolved.add(name);
    for (const { argument, starts, repeats } of startedBy(this.types, call)) {
      const started = this.types.unitOf(argument);
      if (started !== null) this.add(started, { node: call, starts, repeats, caller: this.unitAround(call) });
    }
  }

  /** A function named anywhere but as what a call calls is a value. */
  private noteValue(node: GoNode): void {
    if (node.type !== 'identifier' && node.type !== 'selector_expression' && node.type !== 'func_literal') return;
    const parent = node.parent;
    if (parent === null || isCalled(node, parent)) return;
    if (node.type === 'identifier' && parent.type === 'selector_expression') return;
    const meaning = this.types.names.meaning.get(node);
    if (meaning?.node === node) return;
    const unit = this.types.unitOf(node);
    if (unit === null || isBoundLiteral(node) || this.isRun(node)) return;
    this.handedOut.add(unit);
  }

  /** Given to a call that is known to run it. */
  private isRun(node: GoNode): boolean {
    const call = node.parent?.parent;
    if (node.parent?.type !== 'argument_list' || call === null || call === undefined) return false;
    return startedBy(this.types, call).some(({ argument }) => bare(argument) === node || argument === node);
  }

  private add(unit: FunctionUnit, site: CallSite): void {
    const known = this.sites.get(unit);
    if (known === undefined) this.sites.set(unit, [site]);
    else known.push(site);
  }
}

function isCalled(node: GoNode, parent: GoNode): boolean {
  if (parent.type === 'parenthesized_expression' && parent.parent !== null) return isCalled(parent, parent.parent);
  return parent.type === 'call_expression' && node.field === 'function';
}

/** `work := func() {…}`: its calls are found through the name. */
function isBoundLiteral(node: GoNode): boolean {
  return node.type === 'func_literal' && node.parent?.parent?.type === 'short_var_declaration';
}
