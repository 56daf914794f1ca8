import { childOf, findAll, oneLine, textOf } from '../tree/goNode';
import type { GoNode } from '../tree/goNode';
import type { GoPackage } from '../package/goPackage';
import { argumentsOf, calledExpression } from '../package/packageTypes';
import { cacheLibraries, type CacheMaker } from './cacheLibraries';

export interface LibraryBound {
  /** The cache was told to have none. */
  readonly isEndless: boolean;
  /** As written; empty where the library needs no word to be bounded. */
  readonly limit: string;
}

/** Import path and name of the function of another package that a call runs: `github.com/hashicorp/golang-lru/v2.New`. */
export function externalCall({ types }: GoPackage, call: GoNode): string {
  const called = calledExpression(call);
  if (called === null) return '';
  const generic = called.type === 'index_expression' ? (childOf(called, 'operand') ?? called) : called;
  return types.externalName(generic) || types.typeName(generic);
}

/** The bound that a call gives to a cache of a known library; null for any other call. */
export function libraryBound(goPackage: GoPackage, call: GoNode): LibraryBound | null {
  const maker = makerOf(externalCall(goPackage, call));
  if (maker === null) return null;
  if (maker.bound === null) return { isEndless: false, limit: '' };
  const limit =
    'argument' in maker.bound
      ? argumentText(call, maker.bound.argument)
      : namedText(goPackage, call, maker.bound.named);
  return { isEndless: limit === null || endless.test(limit), limit: limit ?? '' };
}

/** What such libraries take for “no limit”: nothing, less than nothing, and names that say so. */
const endless = /^(-.*|0+|nil)$|NoExpiration|NoTTL|^math\.Max/;

function argumentText(call: GoNode, at: number): string | null {
  const argument = argumentsOf(call)[at];
  return argument === undefined ? null : oneLine(textOf(argument));
}

/** `MaxCost: 64 << 20`, `WithTTL(time.Minute)`: the first of them that stands in the call, or in the literal that it is given by name. */
function namedText(goPackage: GoPackage, call: GoNode, names: readonly string[]): string | null {
  const given = argumentsOf(call).flatMap((argument) => goPackage.holdingOf(argument)?.sources ?? []);
  const texts = [call, ...given.map(({ node }) => node).filter(({ type }) => type === 'composite_literal')];
  for (const node of texts.flatMap((text) => findAll(text, 'keyed_element', ...calls))) {
    if (node === call) continue;
    const called = node.type === 'keyed_element' ? null : calledExpression(node);
    const name =
      called === null ? childOf(node, 'key') : (childOf(called, 'field') ?? childOf(called, 'name') ?? called);
    if (name !== null && names.includes(textOf(name))) return oneLine(textOf(node));
  }
  return null;
}

const calls = ['call_expression', 'type_conversion_expression'] as const;

const majorVersion = /\/v\d+(?=[./]|$)/;

function makerOf(external: string): CacheMaker | null {
  const dot = external.lastIndexOf('.');
  const path = external.slice(0, dot).replace(majorVersion, '');
  const name = external.slice(dot + 1);
  const library = cacheLibraries.find((each) => each.path === path);
  return library?.makers.find((each) => each.name === name) ?? null;
}
