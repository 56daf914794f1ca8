import type { LibraryResource } from '../../../shared/model/go/libraryResource';
import { externalTypes } from '../../../shared/base/libraries/libraries';
import { plainSymbol } from '../../../shared/base/libraries/plainSymbol';
import { bare, childOf, textOf, walk } from '../tree/goNode';
import type { GoFile, GoNode } from '../tree/goNode';
import type { GoPackage } from '../package/goPackage';
import { calledExpression, withoutPointer } from '../package/packageTypes';
import type { PackageTypes } from '../package/packageTypes';

/** A call or a literal that makes a resource. */
export interface Maker {
  readonly node: GoNode;
  readonly resource: LibraryResource;
  /** The text alone tells; else a profile has to say that the call on this line is the library's. */
  readonly certain: boolean;
}

/** Finds what makes the resources that are asked about. */
export class MakerFinder {
  private readonly bySymbol = new Map<string, LibraryResource>();
  private readonly byMethod = new Map<string, LibraryResource>();
  private readonly byUse = new Map<string, LibraryResource>();

  private readonly external: ExternalTypes;

  /** @param types of what calls of other packages give, beside those that the table knows */
  constructor(resources: readonly LibraryResource[], types: ExternalTypes = {}) {
    this.external = { ...externalTypes, ...types };
    for (const resource of resources) {
      for (const symbol of resource.makes) {
        this.bySymbol.set(symbol, resource);
        const [, method] = /\.\p{Lu}\w*\.(\p{Lu}\w*)$/u.exec(symbol) ?? [];
        if (method !== undefined && !this.byMethod.has(method)) this.byMethod.set(method, resource);
      }
      for (const method of resource.usedAs ?? []) this.byUse.set(method, resource);
    }
  }

  /** In source order. */
  in({ types }: GoPackage, file: GoFile): readonly Maker[] {
    const found: Maker[] = [];
    walk(file.root, (node) => {
      const maker = node.type === 'call_expression' ? this.call(types, node) : this.literal(types, node);
      if (maker !== null) found.push(maker);
      return undefined;
    });
    return found;
  }

  private literal(types: PackageTypes, node: GoNode): Maker | null {
    if (node.type !== 'composite_literal') return null;
    const resource = this.bySymbol.get(`${plainSymbol(types.typeName(childOf(node, 'type')))}{}`);
    return resource === undefined ? null : { node, resource, certain: true };
  }

  private call(types: PackageTypes, node: GoNode): Maker | null {
    const called = calledExpression(node);
    if (called === null || types.callee(node) !== null) return null;
    const symbol = this.calledSymbol(types, called);
    const known = this.bySymbol.get(symbol);
    if (known !== undefined) return { node, resource: known, certain: true };
    const used = this.usedLater(types, node);
    if (used !== undefined) return { node, resource: used, certain: true };
    const method = bare(called).type === 'selector_expression' ? childOf(bare(called), 'field') : null;
    const perhaps = method === null || symbol !== '' ? undefined : this.byMethod.get(textOf(method));
    return perhaps === undefined ? null : { node, resource: perhaps, certain: false };
  }

  /** `stream, err := client.Watch(ctx, request)` with a `stream.Recv()`: generated code made it. */
  private usedLater(types: PackageTypes, call: GoNode): LibraryResource | undefined {
    if (this.byUse.size === 0) return undefined;
    const statement = call.parent?.parent ?? null;
    if (statement?.type !== 'short_var_declaration') return undefined;
    const target = childOf(statement, 'left')?.children[0];
    const uses = target === undefined ? [] : (types.names.meaning.get(target)?.uses ?? []);
    for (const use of uses) {
      const field = use.parent?.type === 'selector_expression' ? childOf(use.parent, 'field') : null;
      const resource = field === null ? undefined : this.byUse.get(textOf(field));
      if (resource !== undefined && use.parent?.parent?.type === 'call_expression') return resource;
    }
    return undefined;
  }

  /** What a call calls, as the table writes it; empty where the text does not tell. */
  symbolOf(types: PackageTypes, call: GoNode): string {
    const called = calledExpression(call);
    return called === null ? '' : this.calledSymbol(types, called);
  }

  private calledSymbol(types: PackageTypes, called: GoNode, depth = 0): string {
    const external = types.externalName(called);
    if (external !== '') return plainSymbol(external);
    const node = bare(called);
    const operand = node.type === 'selector_expression' ? childOf(node, 'operand') : null;
    const method = childOf(node, 'field');
    if (operand === null || method === null || depth > maxSteps) return '';
    const type = this.externalTypeOf(types, operand, depth + 1);
    return type === '' ? '' : `${type}.${textOf(method)}`;
  }

  /** `net/http.Client` of an expression whose type another package declares; empty where the text does not tell. */
  private externalTypeOf(types: PackageTypes, expression: GoNode, depth = 0): string {
    const node = bare(expression);
    const own = types.typeOf(node);
    if (own !== null) return nameOfExternal(types, own);
    if (depth > maxSteps) return '';
    if (node.type === 'call_expression') {
      const called = calledExpression(node);
      return called === null ? '' : (this.external[this.calledSymbol(types, called, depth + 1)] ?? '');
    }
    const named = types.externalName(node);
    if (named !== '') return this.external[plainSymbol(named)] ?? '';
    if (node.type === 'unary_expression') {
      const operand = childOf(node, 'operand');
      return operand === null ? '' : this.externalTypeOf(types, operand, depth + 1);
    }
    const value = node.type === 'identifier' ? assignedTo(types, node) : null;
    return value === null ? '' : this.externalTypeOf(types, value, depth + 1);
  }
}

const maxSteps = 6;

/** Types by the plain name of the function or variable that gives them. */
export type ExternalTypes = Readonly<Record<string, string>>;

/** The expression whose first result a variable gets at its declaration or, where that is none, by its only assignment. */
function assignedTo(types: PackageTypes, identifier: GoNode): GoNode | null {
  const meaning = types.names.meaning.get(identifier);
  if (meaning?.kind !== 'variable') return null;
  return meaning.value?.how === 'assign' && meaning.value.index === 0 ? meaning.value.node : null;
}

/** The name of another package's type; of a struct of this package that embeds one, the embedded one's. */
function nameOfExternal(types: PackageTypes, type: GoNode): string {
  const name = types.typeName(type);
  if (name.includes('.')) return plainSymbol(name);
  const struct = types.underlying(type);
  if (struct === null) return '';
  const target = types.typeName(struct);
  if (target.includes('.')) return plainSymbol(target);
  if (struct.type !== 'struct_type') return '';
  const embedded = [...types.fields(struct).values()]
    .filter((field) => field.embedded)
    .map((field) => types.typeName(withoutPointer(field.type)))
    .filter((each) => each.includes('.'));
  return embedded.length === 1 ? plainSymbol(embedded[0] ?? '') : '';
}

const knownTypes = new MakerFinder([]);

/** What a call calls in another package, as the table writes it; empty where the text does not tell. */
export function externalSymbol(types: PackageTypes, call: GoNode): string {
  return knownTypes.symbolOf(types, call);
}
