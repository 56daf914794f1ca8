import { Binder, valueAt } from './binder';
import type { Declaration, Names, OtherPackage } from './declarations';
import { Scope } from './declarations';
import { packageName } from '../tree/packageName';
import { childOf, childrenOf, findAll, listOf, ofType, textOf } from '../tree/goNode';
import type { GoFile, GoNode } from '../tree/goNode';

/** A package on its way to be bound. */
interface Bound {
  readonly name: string;
  readonly scope: Scope;
  readonly files: readonly GoFile[];
}

/**
 * Finds what every identifier of a package means: first what the files declare together, then each file with its imports.
 * @param others packages that are read with it: what they declare is known where they are imported
 */
export function bindNames({ path: ownPath, files }: OtherPackage, others: readonly OtherPackage[]): Names {
  const binder = new Binder();
  const own = declared(binder, files);
  const imported = new Map([[ownPath, own]]);
  for (const other of others) imported.set(other.path, declared(binder, other.files));
  const scopes = new Map<GoFile, Scope>();
  for (const { scope: packageScope, files: some } of imported.values())
    for (const file of some) {
      scopes.set(file, packageScope);
      const scope = new Scope(packageScope);
      declareImports(binder, file, { scope, nameOf: (path) => imported.get(path)?.name ?? lastElement(path) });
      for (const node of file.root.children) bindTop(binder, node, scope);
    }
  return {
    packageScope: own.scope,
    scopeOf: (file) => scopes.get(file) ?? own.scope,
    imported: (path) => imported.get(path)?.scope ?? null,
    meaning: binder.meaning,
    units: binder.units,
  };
}

function declared(binder: Binder, files: readonly GoFile[]): Bound {
  const scope = new Scope(null);
  for (const file of files) for (const node of file.root.children) declareTop(binder, node, scope);
  return { name: files[0] === undefined ? '' : packageName(files[0]), scope, files };
}

function declareTop(binder: Binder, node: GoNode, scope: Scope): void {
  const declare = (about: Pick<Declaration, 'kind' | 'node'> & Partial<Declaration>) =>
    scope.declare(binder.create(about));
  const name = childOf(node, 'name');
  if (node.type === 'function_declaration' && name !== null) declare({ kind: 'function', node: name });
  for (const spec of findTop(node, 'type_spec', 'type_alias')) {
    const typeName = childOf(spec, 'name');
    if (typeName !== null) declare({ kind: 'type', node: typeName, type: childOf(spec, 'type') });
  }
  for (const spec of findTop(node, 'var_spec', 'const_spec')) {
    const kind = spec.type === 'var_spec' ? 'variable' : 'constant';
    const values = listOf(childOf(spec, 'value'));
    childrenOf(spec, 'name').forEach((each, at) =>
      declare({ kind, node: each, type: childOf(spec, 'type'), value: valueAt(spec, values, at) }),
    );
  }
}

function findTop(node: GoNode, ...types: readonly string[]): GoNode[] {
  return /^(type|var|const)_declaration$/.test(node.type) ? findAllShallow(node, types) : [];
}

function findAllShallow(node: GoNode, types: readonly string[]): GoNode[] {
  return node.children.flatMap((child) =>
    types.includes(child.type) ? [child] : child.type.endsWith('_list') ? findAllShallow(child, types) : [],
  );
}

interface Importing {
  readonly scope: Scope;
  /** What a package is called where it is imported without another name. */
  readonly nameOf: (path: string) => string;
}

function declareImports(binder: Binder, file: GoFile, { scope, nameOf }: Importing): void {
  for (const declaration of file.root.children.filter(({ type }) => type === 'import_declaration'))
    for (const spec of findAll(declaration, 'import_spec')) {
      const literal = childOf(spec, 'path');
      if (literal === null) continue;
      const path = textOf(literal).slice(1, -1);
      const alias = childOf(spec, 'name');
      const node = alias ?? literal;
      const name = alias === null ? nameOf(path) : textOf(alias);
      scope.declare(binder.create({ kind: 'import', node, name, path }));
    }
}

/** The name a package most likely has: `gopkg.in/yaml.v3` is yaml, `example.com/shop/v2` is shop, `nats-io/nats.go` is nats. */
function lastElement(path: string): string {
  const parts = path.split('/').filter((part) => !/^v\d+$/.test(part));
  return (parts.at(-1) ?? path).replace(/\.v\d+$/, '').replace(/^go(lang)?-|[.-]go$/g, '');
}

function bindTop(binder: Binder, node: GoNode, scope: Scope): void {
  if (node.type === 'import_declaration' || node.type === 'package_clause') return;
  if (node.type === 'function_declaration' || node.type === 'method_declaration') {
    binder.bindFunction(node, scope, null);
    return;
  }
  // Package-level names are declared already; their types and values still hold names.
  for (const spec of findTop(node, 'var_spec', 'const_spec', 'type_spec', 'type_alias')) {
    for (const name of childrenOf(spec, 'name')) binder.use(name, scope);
    const type = childOf(spec, 'type');
    if (type !== null) binder.bind(type, scope, null);
    const value = childOf(spec, 'value') ?? ofType(spec, 'expression_list');
    if (value !== null) binder.bind(value, scope, null);
  }
}
