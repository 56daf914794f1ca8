import type { Measure } from '../../../shared/model/beam/measure';
import { firstArgument, says, word } from './names';
import { nowhere, placedAmong, type PlacedMeasure } from './placedMeasure';
import { Reach } from './reach';
import { wayOut } from './wayOut';
import { siteOf, type Found, type WorkspaceCode } from './workspaceCode';

/** Where a table is filled, and whether anything is taken out of it again. */
export function placeTable(measure: Measure, code: WorkspaceCode): PlacedMeasure {
  const name = tableName(measure.name);
  const isThis = tableTest(name, code);
  const inserts = code.all('insert');
  const reach = new Reach(code, measure.process);
  const owners = new Set(reach.functions.map(({ module }) => module));
  const owned = inserts.filter(({ module }) => owners.has(module));
  const found = firstOf(inserts.filter(isThis), owned, owned.length === 0 && inserts.length === 1 ? inserts : []);
  // What one function both fills and empties it keeps level.
  const level = new Set(code.all('delete').map(functionKey));
  const onesided = found.filter((one) => !level.has(functionKey(one)));
  const place = placedAmong(onesided.length > 0 ? onesided : found);
  if (place === null) return nowhere;
  const takes = found.some(isThis) ? isThis : ({ module }: Found) => owners.has(module);
  const [first, ...others] = code.all('delete').filter(takes);
  const keeps = found.find(({ text, act }) => text.path === place.site?.file && act.line === place.site.line);
  const isKnown = first !== undefined && keeps !== undefined;
  const bound = isKnown ? wayOut(code, { found: keeps, keeper: name }, [first, ...others]) : null;
  const [made] = code.all('new-table').filter((one) => says(one, name, code));
  const related = made === undefined ? [] : [{ ...siteOf(made), role: 'make' as const }];
  return { ...place, related: [...related, ...place.related], bound };
}

/** A registry is three tables: `Shop.Names`, `Shop.Names.KeyPartition0` and `Shop.Names.PIDPartition0`. */
function tableName(name: string): string {
  return name.replace(/\.(?:Key|PID)Partition\d+$/, '');
}

/** Named in the call, or by the variable or the field that the table was bound to when it was made. */
function tableTest(name: string, code: WorkspaceCode): (found: Found) => boolean {
  const variables = code
    .all('new-table')
    .filter((one) => says(one, name, code))
    .flatMap((made) => boundTo(made).map((variable) => ({ module: made.module, variable })));
  return (found) => {
    if (says(found, name, code)) return true;
    const argument = firstArgument(found.act.call).toLowerCase();
    return variables.some(({ module, variable }) => module === found.module && variable === argument);
  };
}

/** `Counts = ets:new(…)`, `table: :ets.new(…)`, `#{table => ets:new(…)}`. */
function boundTo({ act }: Found): readonly string[] {
  const before = act.text.slice(0, act.text.indexOf(act.call.slice(0, 8)));
  const name = /(\w+)\s*(?:=>?|:=|:)\s*$/.exec(before)?.[1];
  return name === undefined || word(name).test(act.call) ? [] : [name.toLowerCase()];
}

function functionKey({ module, act }: Found): string {
  return `${module} ${act.function}`;
}

function firstOf(...choices: readonly (readonly Found[])[]): readonly Found[] {
  return choices.find((choice) => choice.length > 0) ?? [];
}
