import { Binder, valueAt } from './binder';
import type { Declaration, Names } from './declarations';
import { Scope } from './declarations';
import { childOf, childrenOf, findAll, listOf, ofType, textOf } from '../tree/goNode';
import type { GoFile, GoNode } from '../tree/goNode';

/** Finds what every identifier of a package means: first what the files declare together, then each file with its imports. */
export function bindNames(files: readonly GoFile[]): Names {
  const packageScope = new Scope(null);
  const binder = new Binder();
  for (const file of files) for (const node of file.root.children) declareTop(binder, node, packageScope);
  for (const file of files) {
    const scope = new Scope(packageScope);
    declareImports(binder, file, scope);
    for (const node of file.root.children) bindTop(binder, node, scope);
  }
  return { packageScope, meaning: binder.meaning, units: binder.units };
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

function declareImports(binder: Binder, file: GoFile, scope: Scope): void {
  for (const declaration of file.root.children.filter(({ type }) => type === 'import_declaration'))
    for (const spec of findAll(declaration, 'import_spec')) {
      const literal = childOf(spec, 'path');
      if (literal === null) continue;
      const path = textOf(literal).slice(1, -1);
      const alias = childOf(spec, 'name');
      const node = alias ?? literal;
      const name = alias === null ? lastElement(path) : textOf(alias);
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
