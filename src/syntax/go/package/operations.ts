import type { FunctionUnit } from './declarations';
import { bare, childOf, listOf, textOf, walk } from '../tree/goNode';
import type { GoFile, GoNode } from '../tree/goNode';
import type { CallSites } from './callSites';
import { argumentsOf, calledExpression } from './packageTypes';
import type { PackageTypes } from './packageTypes';
import type { Place, Places } from './places';

export type OperationKind =
  | 'send'
  | 'receive'
  | 'range'
  | 'close'
  | 'lock'
  | 'unlock'
  | 'read-lock'
  | 'read-unlock'
  | 'add'
  | 'done'
  | 'wait'
  | 'signal'
  | 'broadcast'
  | 'stop'
  | 'invoke'
  | 'delete'
  | 'run';

/** Something that the package does with what a place holds. */
export interface Operation {
  readonly kind: OperationKind;
  /** The statement or expression. */
  readonly node: GoNode;
  /** The channel, lock or group as written. */
  readonly operand: GoNode;
  readonly place: Place | null;
  readonly unit: FunctionUnit | null;
}

const methods: Readonly<Record<string, OperationKind>> = {
  Lock: 'lock',
  Unlock: 'unlock',
  RLock: 'read-lock',
  RUnlock: 'read-unlock',
  TryLock: 'lock',
  TryRLock: 'read-lock',
  Add: 'add',
  Done: 'done',
  Wait: 'wait',
  Go: 'run',
  Signal: 'signal',
  Broadcast: 'broadcast',
  Stop: 'stop',
};

const builtins: Readonly<Record<string, OperationKind>> = { close: 'close', delete: 'delete', clear: 'delete' };

/** Collects operations, in source order. */
export class OperationReader {
  private readonly places: Places;
  private readonly types: PackageTypes;
  private readonly sites: CallSites;

  constructor(places: Places, sites: CallSites) {
    this.places = places;
    this.types = places.types;
    this.sites = sites;
  }

  read(file: GoFile): Operation[] {
    const found: Operation[] = [];
    walk(file.root, (node) => {
      const operation = this.operationAt(node);
      if (operation !== null) found.push(operation);
      return undefined;
    });
    return found;
  }

  /** The operation that a node is, when it is one. */
  operationAt(node: GoNode): Operation | null {
    switch (node.type) {
      case 'send_statement':
        return this.make('send', node, childOf(node, 'channel'));
      case 'unary_expression': {
        const operator = childOf(node, 'operator');
        return operator?.type === '<-' ? this.make('receive', node, childOf(node, 'operand')) : null;
      }
      case 'range_clause':
        return this.rangeOver(node);
      case 'call_expression':
        return this.call(node);
      default:
        return null;
    }
  }

  private make(kind: OperationKind, node: GoNode, operand: GoNode | null): Operation | null {
    if (operand === null) return null;
    return { kind, node, operand, place: this.places.of(operand), unit: this.sites.unitAround(node) };
  }

  private rangeOver(node: GoNode): Operation | null {
    const right = childOf(node, 'right');
    if (right === null) return null;
    const type = this.types.underlying(this.types.typeOf(right));
    if (type?.type === 'channel_type') return this.make('range', node, right);
    const name = type === null ? this.tickerChannel(right) : '';
    return name === '' ? null : this.make('range', node, right);
  }

  /** `ticker.C` and `time.Tick(…)` are channels whose type another package declares. */
  private tickerChannel(node: GoNode): string {
    const inner = bare(node);
    if (inner.type === 'call_expression') return this.types.externalName(calledExpression(inner));
    const field = inner.type === 'selector_expression' ? childOf(inner, 'field') : null;
    return field !== null && textOf(field) === 'C' ? 'C' : '';
  }

  private call(node: GoNode): Operation | null {
    const called = calledExpression(node);
    if (called === null) return null;
    const first = argumentsOf(node)[0];
    if (called.type === 'identifier') {
      const builtin = this.types.names.meaning.has(called) ? undefined : builtins[textOf(called)];
      if (builtin !== undefined) return first === undefined ? null : this.make(builtin, node, first);
      return this.types.callee(node) === null ? this.make('invoke', node, called) : null;
    }
    return called.type === 'selector_expression' ? this.method(node, called) : null;
  }

  private method(node: GoNode, called: GoNode): Operation | null {
    const operand = childOf(called, 'operand');
    const field = childOf(called, 'field');
    if (operand === null || field === null || this.types.packageOf(called) !== null) return null;
    const name = textOf(field);
    const kind = methods[name];
    const type = this.types.typeOf(operand);
    if (this.types.methodOf(type, name) !== null) return null;
    // A field of function type: `s.cancel()`.
    if (this.types.fieldOf(type, name) !== null) return this.make('invoke', node, called);
    if (kind === undefined) return null;
    const operation = this.make(kind, node, operand);
    const embedded = operation === null ? null : this.embedded(type);
    return operation === null || embedded === null ? operation : { ...operation, place: embedded };
  }

  /** `s.Lock()` where s embeds a sync.Mutex. */
  private embedded(type: GoNode | null): Place | null {
    const struct = this.types.underlying(type);
    if (struct?.type !== 'struct_type') return null;
    const fields = [...this.types.fields(struct).values()];
    const found = fields.find(({ embedded, type: own }) => embedded && this.types.typeName(own).startsWith('sync.'));
    return found === undefined ? null : this.places.field(struct, found);
  }
}

/** The channel operations of a select, one a case; `default` is null. */
export function selectCases(select: GoNode): readonly (GoNode | null)[] {
  return select.children.flatMap((each) => {
    if (each.type === 'default_case') return [null];
    return each.type === 'communication_case' ? [childOf(each, 'communication')] : [];
  });
}

/** The send or receive inside a case's header. */
export function communicationOf(header: GoNode): GoNode | null {
  if (header.type === 'send_statement') return header;
  const right = childOf(header, 'right') ?? header;
  return bare(listOf(right)[0] ?? right);
}
