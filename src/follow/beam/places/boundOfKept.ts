import type { KeeperBound } from '../../../shared/model/keeperBound';
import { word } from './names';
import type { PlacedMeasure } from './placedMeasure';
import { wayOut } from './wayOut';
import type { Found, WorkspaceCode } from './workspaceCode';

/** What bounds what a line adds to, by what its module takes out of it, or empties; null where nothing is seen to. */
export function boundOfKept(code: WorkspaceCode, { site, module }: PlacedMeasure): KeeperBound | null {
  const found = code.all('keep').find(({ text, act }) => text.path === site?.file && act.line === site.line);
  if (found === undefined) return null;
  const names = [...found.act.text.matchAll(/(?<![\w?@])[A-Za-z_]\w*/g)]
    .map(([name]) => name)
    .filter((name) => !common.has(name));
  const removals = [...code.all('drop'), ...code.all('empty')].filter((one) => one.module === module);
  const shared = removals.flatMap((removal) => {
    const name = sharedName(names, found, removal);
    return name === null ? [] : [{ removal, name }];
  });
  const [first, ...others] = shared;
  if (first === undefined) return null;
  return wayOut(code, { found, keeper: first.name }, [first.removal, ...others.map(({ removal }) => removal)]);
}

/** What a line adds to and another one takes out of are called alike; null where nothing is. */
function sharedName(names: readonly string[], keep: Found, { act }: Found): string | null {
  // `loop([Line | Lines])`, and `loop([])`: the same argument of a function that goes on with itself.
  const goesOn = word(act.function);
  if (
    act.act === 'empty' &&
    goesOn.test(act.call) &&
    act.function === keep.act.function &&
    goesOn.test(keep.act.text)
  ) {
    return keptBy(keep) ?? act.function;
  }
  const isPiped = /\|>\s*$/.test(act.text.slice(0, Math.max(0, act.text.indexOf(act.call))));
  const taken = isPiped ? act.text : act.call;
  const shared = names.filter((name) => new RegExp(`(?<!\\w)${name}(?!\\w)`).test(taken));
  // Of `[Order | Recent]`, what is kept in stands last.
  return (keep.act.call.startsWith('[') ? shared.at(-1) : shared[0]) ?? null;
}

function keptBy({ act }: Found): string | null {
  return /\|\s*(\w+)\s*\]/.exec(act.call)?.[1] ?? null;
}

/** Names that say nothing of what is kept: what stands in every clause, and what entries are found by. */
const common: ReadonlySet<string> = new Set([
  ...['noreply', 'reply', 'ok', 'put', 'Map', 'MapSet', 'Enum', 'maps', 'lists', 'queue', 'state', 'State', 'self'],
  ...['MODULE', '__MODULE__', 'loop', 'true', 'false', 'nil', 'undefined', 'fn', 'fun', 'end', 'do', 'def', 'defp'],
  ...[
    'k',
    'K',
    'n',
    'N',
    'v',
    'V',
    'id',
    'Id',
    'key',
    'Key',
    'pid',
    'Pid',
    'ref',
    'Ref',
    'name',
    'Name',
    'value',
    'Value',
    'number',
    'Number',
    'from',
  ],
]);
