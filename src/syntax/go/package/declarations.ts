import type { GoFile, GoNode } from '../tree/goNode';

/** A function body: declared, a method, or a literal. Goroutines, loops and returns belong to exactly one. */
export interface FunctionUnit {
  readonly node: GoNode;
  /** Of the enclosing function declaration: `receive`; empty for a literal at package level. */
  readonly name: string;
  /** Type of the receiver of a method, without pointer and type parameters. */
  readonly receiverType: string;
  readonly receiver: Declaration | null;
  /** In order; null for those that have no name. */
  readonly parameters: readonly (Declaration | null)[];
  readonly variadic: boolean;
  /** Types of the results, one each. */
  readonly resultTypes: readonly GoNode[];
  /** In order; empty where results are unnamed. */
  readonly namedResults: readonly Declaration[];
  /** The function around a literal. */
  readonly outer: FunctionUnit | null;
}

/** What a name stands for. */
export interface Declaration {
  readonly id: number;
  readonly name: string;
  readonly kind: 'variable' | 'parameter' | 'constant' | 'function' | 'type' | 'import';
  /** The identifier that declares it. */
  readonly node: GoNode;
  /** Declared type, where the source writes it. */
  readonly type: GoNode | null;
  /** The expression that it gets at its declaration, and which of several results. */
  readonly value: { readonly node: GoNode; readonly index: number; readonly how: 'assign' | 'range' } | null;
  /** Null at package level. */
  readonly unit: FunctionUnit | null;
  /** Import path of an import. */
  readonly path: string;
  /** Other identifiers that mean it, assignments included. */
  readonly uses: GoNode[];
}

/** The names visible at a place, innermost first. */
export class Scope {
  readonly outer: Scope | null;
  private readonly names = new Map<string, Declaration>();

  constructor(outer: Scope | null) {
    this.outer = outer;
  }

  own(name: string): Declaration | null {
    return this.names.get(name) ?? null;
  }

  find(name: string): Declaration | null {
    return this.names.get(name) ?? this.outer?.find(name) ?? null;
  }

  declare(declaration: Declaration): void {
    if (declaration.name !== '_') this.names.set(declaration.name, declaration);
  }

  all(): readonly Declaration[] {
    return [...this.names.values()];
  }
}

/** A package that is read together with the one that is asked about. */
export interface OtherPackage {
  /** What others import it by; for a program the path of its folder, which nobody can import. */
  readonly path: string;
  readonly files: readonly GoFile[];
}

/** What name binding found in a package, and in those that were read together with it. */
export interface Names {
  readonly packageScope: Scope;
  /** Of the package that a file belongs to. */
  readonly scopeOf: (file: GoFile) => Scope;
  /** What a package declares that was read together with this one; null for any other. */
  readonly imported: (path: string) => Scope | null;
  /** What each identifier means, declaring ones included. */
  readonly meaning: ReadonlyMap<GoNode, Declaration>;
  readonly units: ReadonlyMap<GoNode, FunctionUnit>;
}
