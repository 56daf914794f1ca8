import type { FunctionUnit } from './declarations';
import { above, childOf, functionTypes, textOf } from '../tree/goNode';
import type { GoNode } from '../tree/goNode';
import type { PackageTypes } from './packageTypes';
import type { Place } from './places';
import type { MentionKind } from '../outline/goOutline';

/** Wherever a package-level name may mean itself. */
const anyUse: readonly MentionKind[] = ['plain', 'key', 'literal'];
const fieldUse: readonly MentionKind[] = ['selected', 'key'];

/** What a type that embeds one of package sync is called for. */
const promoted = 'Lock Unlock RLock RUnlock TryLock TryRLock Add Done Wait Go Signal Broadcast'.split(' ');

/**
 * What an answer depends on: names, wherever the package mentions them so, and functions that have to be read with their bodies. An answer
 * is that of the whole package when all of it was read.
 */
export class Needs {
  private readonly wanted = new Map<string, Set<MentionKind>>();
  private readonly read = new Set<GoNode>();

  get names(): ReadonlyMap<string, ReadonlySet<MentionKind>> {
    return this.wanted;
  }

  /** Function nodes; what they declare may have been read without its body. */
  get functions(): ReadonlySet<GoNode> {
    return this.read;
  }

  name(name: string, kinds: readonly MentionKind[] = anyUse): void {
    const known = this.wanted.get(name) ?? new Set();
    this.wanted.set(name, known);
    for (const kind of kinds) known.add(kind);
  }

  /** Whoever calls a function, hands it out, or passes something through it. */
  callers(unit: FunctionUnit): void {
    if (unit.node.type === 'func_literal') return;
    this.name(unit.name, unit.node.type === 'method_declaration' ? ['selected'] : anyUse);
  }

  /** Whoever can reach what a place holds. */
  place(place: Place, types: PackageTypes): void {
    switch (place.kind) {
      case 'variable':
        this.variable(place, types);
        break;
      case 'field':
        this.field(place, types);
        break;
      case 'result':
        this.unit(types.names.units.get(place.node));
        break;
      default:
    }
  }

  private variable({ name, node }: Place, types: PackageTypes): void {
    if (types.names.scopeOf(node.file).own(name)?.node === node) this.name(name);
    else if (types.names.meaning.get(node)?.kind === 'parameter') {
      const around = above(node, ...functionTypes);
      this.unit(around === null ? undefined : types.names.units.get(around));
    }
  }

  private unit(unit: FunctionUnit | undefined): void {
    if (unit === undefined) return;
    this.read.add(unit.node);
    this.callers(unit);
  }

  private field({ name, node }: Place, types: PackageTypes): void {
    this.name(name, fieldUse);
    // A literal without keys names the type only.
    const spec = above(node, 'type_spec', 'type_alias');
    const typeName = spec === null ? null : childOf(spec, 'name');
    if (typeName !== null) this.name(textOf(typeName), ['literal']);
    const isEmbedded = node.parent?.type === 'field_declaration' && childOf(node.parent, 'name') === null;
    if (isEmbedded && types.typeName(node).startsWith('sync.'))
      for (const method of promoted) this.name(method, ['selected']);
  }
}
