import type { FunctionName, StackFrame } from '../../../shared/model/beam/nodeProcess';
import type { FindingSite, RelatedSite } from '../../../shared/model/finding';
import type { ErlangText } from '../../../shared/ports/sources/erlangSource';
import { functionText } from '../../../shared/base/symbols/erlangFunction';
import { siteAt, siteOf, type Found } from './workspaceCode';

/** Where a measure is in the source, as `analyse` takes it. */
export interface PlacedMeasure {
  readonly site: FindingSite | null;
  /** That the line is of, as the runtime names it; empty without a site. */
  readonly module: string;
  readonly operation: string;
  readonly lineInFunction: number;
  readonly related: readonly RelatedSite[];
  readonly hasWayOut: boolean;
}

export const nowhere: PlacedMeasure = {
  site: null,
  module: '',
  operation: '',
  lineInFunction: 0,
  related: [],
  hasWayOut: false,
};

export function placed(found: Found): PlacedMeasure {
  const { module, act } = found;
  const lineInFunction = act.line - act.functionLine;
  return { ...nowhere, site: siteOf(found), module, operation: act.text, lineInFunction };
}

export function placedFrame(text: ErlangText, frame: StackFrame): PlacedMeasure {
  const written = text.text.split('\n')[frame.line - 1]?.trim() ?? '';
  const site = siteAt(text, functionText(frame), frame.line);
  return { ...nowhere, site, module: frame.module, operation: written };
}

/** Where a function begins. */
export function placedHead(text: ErlangText, call: FunctionName): PlacedMeasure {
  const line = headLine(text, call);
  if (line === null) return nowhere;
  return { ...nowhere, site: siteAt(text, functionText(call), line), module: call.module };
}

/** More lines that may be meant are no help. */
const mostOthers = 4;

/**
 * The only line; of several, the first with the others beside it, for a person to look at them all. Of many, none: the source does not
 * tell.
 */
export function placedAmong(found: readonly Found[]): PlacedMeasure | null {
  const [first, ...others] = found;
  if (first === undefined || others.length > mostOthers) return null;
  const related = others.map((other): RelatedSite => ({ ...siteOf(other), role: 'or-here' }));
  return { ...placed(first), related };
}

/** The line with which a function begins, by its name. */
function headLine({ text, language }: ErlangText, { name }: FunctionName): number | null {
  const written = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const head =
    language === 'erlang' ? new RegExp(`^${written}\\s*\\(`) : new RegExp(`^\\s*defp?\\s+${written}(?![\\w?!])`);
  const row = text.split('\n').findIndex((line) => head.test(line));
  return row < 0 ? null : row + 1;
}
