import type { Holder, HolderPlace } from '../../../shared/model/holder';
import type { GoPackage } from '../package/goPackage';
import { argumentsOf } from '../package/packageTypes';
import { bare, childOf, lineOf, listOf, textOf, walk } from '../tree/goNode';
import type { GoNode } from '../tree/goNode';

/**
 * Whether all that keeps a value is emptied as a whole somewhere, as a batch is that is sent: `pending = nil`. It grows as a leak does
 * until then. What only single entries are taken out of may well keep the others.
 */
export function areEmptied(goPackage: GoPackage, holders: readonly Holder[]): boolean {
  return (
    holders.length > 0 &&
    holders.every(({ certain, removed }) => certain && removed.some((place) => isEmptiedAt(goPackage, place)))
  );
}

function isEmptiedAt(goPackage: GoPackage, { path, line }: HolderPlace): boolean {
  const file = goPackage.files.find((one) => one.path === path);
  let found = false;
  if (file !== undefined)
    walk(file.root, (node) => {
      if (node.type === 'assignment_statement' && lineOf(node) === line) found ||= empties(goPackage, node);
      return found ? false : undefined;
    });
  return found;
}

/** An entry that is emptied, `m[k] = nil`, leaves the others. */
function empties(goPackage: GoPackage, assignment: GoNode): boolean {
  const targets = listOf(childOf(assignment, 'left'));
  const values = listOf(childOf(assignment, 'right'));
  return values.some((value, at) => targets[at]?.type !== 'index_expression' && isEmpty(goPackage, bare(value)));
}

/** `nil`, `[]T{}`, `all[:0]`, `make([]T, 0, n)`, `make(map[K]V)`. */
function isEmpty({ types }: GoPackage, value: GoNode): boolean {
  const text = textOf(value).replace(/\s+/g, '');
  if (value.type === 'slice_expression') return /\[:0(:[^\]]*)?\]$/.test(text);
  if (!types.isBuiltin(value, 'make')) return text === 'nil' || text.endsWith('{}');
  const [type, length] = argumentsOf(value);
  return length === undefined || textOf(length) === '0' || (type !== undefined && textOf(type).startsWith('map['));
}
