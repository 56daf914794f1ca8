import type { FunctionUnit } from '../package/declarations';
import type { PackageTypes } from '../package/packageTypes';
import { aliased, calledExpression } from '../package/packageTypes';
import { bare, childOf } from '../tree/goNode';
import type { GoNode } from '../tree/goNode';

/** What has to be read for the rest of a value's way. */
export interface GoesTo {
  /** Import paths. */
  readonly imports: readonly string[];
  readonly callersOf: readonly {
    /** File that declares it. */
    readonly path: string;
    readonly name: string;
  }[];
  /** Names of methods. */
  readonly implementers: readonly string[];
}

/** Where a value leaves the packages that were read: what has to be read for the rest of its way. */
export class Border {
  /** Import paths of packages that it is given to. */
  readonly imports = new Set<string>();
  /** Functions that other packages can call, and that return it. */
  readonly callersOf = new Set<FunctionUnit>();
  /** Methods of interfaces that it is given to: any package may have a type with them. */
  readonly implementers = new Set<string>();

  /** Null where it stays. */
  goesTo(): GoesTo | null {
    if (this.imports.size + this.callersOf.size + this.implementers.size === 0) return null;
    return {
      imports: [...this.imports],
      callersOf: [...this.callersOf].map(({ name, node }) => ({ path: node.file.path, name })),
      implementers: [...this.implementers],
    };
  }

  /** `time.AfterFunc`, as `PackageTypes.externalName` names it. */
  external(name: string): void {
    const dot = name.lastIndexOf('.');
    if (dot > 0) this.imports.add(name.slice(0, dot));
  }

  /** The package that declares what a method is called on: that of its type, of what made it, or of what it lies in. */
  behind(types: PackageTypes, expression: GoNode, depth = 0): void {
    const node = bare(expression);
    const type = types.typeOf(node);
    if (type !== null) this.ofType(types, type);
    if (depth > deepest) return;
    if (type === null && node.type === 'identifier') {
      const made = types.names.meaning.get(node)?.value?.node;
      if (made !== undefined) this.behind(types, made, depth + 1);
      return;
    }
    this.external(types.externalName(calledExpression(node) ?? node));
    const inner = childOf(calledExpression(node) ?? node, 'operand');
    if (type === null && inner !== null) this.behind(types, inner, depth + 1);
  }

  /** Of a type of another package, and of those that it embeds. */
  private ofType(types: PackageTypes, type: GoNode, depth = 0): void {
    const declared = types.declaredType(type);
    const alias = declared === null ? null : aliased(declared);
    if (alias !== null && depth <= deepest) this.ofType(types, alias, depth + 1);
    if (declared === null) {
      this.external(types.typeName(type));
      return;
    }
    const struct = types.underlying(type);
    if (struct?.type !== 'struct_type' || depth > deepest) return;
    for (const { embedded, type: inner } of types.fields(struct).values())
      if (embedded) this.ofType(types, inner, depth + 1);
  }
}

const deepest = 4;
