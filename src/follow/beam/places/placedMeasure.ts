import type { NodePattern } from '../../../shared/model/beam/nodePattern';
import type { FunctionName, StackFrame } from '../../../shared/model/beam/nodeProcess';
import type { FindingSite, RelatedSite } from '../../../shared/model/finding';
import type { ResolvedSite } from '../../../shared/model/sourceLocation';
import type { KeeperBound } from '../../../shared/model/keeperBound';
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
  /** What is taken out of it again: what bounds it, or what somebody has to ask for; null where nothing is. */
  readonly bound: KeeperBound | null;
  /** The known mistake that the line shows; null where it shows none. */
  readonly pattern: NodePattern | null;
  /** What grows is of a library, which the line calls. */
  readonly isOfLibrary: boolean;
  /** It is a library's, and the line names that where it is started. */
  readonly startsLibrary: boolean;
  /** Where the process is in a source of OTP's own; null where that is unknown, or in the workspace. */
  readonly runsIn: ResolvedSite | null;
  /** What the allocators' tags say of it: that the function of this line made what grows, or one that stands beside it. */
  readonly tagged: 'here' | 'beside' | null;
}

export const nowhere: PlacedMeasure = {
  site: null,
  module: '',
  operation: '',
  lineInFunction: 0,
  related: [],
  bound: null,
  pattern: null,
  isOfLibrary: false,
  startsLibrary: false,
  runsIn: null,
  tagged: null,
};

export function placed(found: Found): PlacedMeasure {
  const { module, act } = found;
  const lineInFunction = act.line - act.functionLine;
  return { ...nowhere, site: siteOf(found), module, operation: act.text, lineInFunction };
}

/** Where a frame is in the file of its module; nowhere without one. @param texts all that may be that file */
export function placedFrame(texts: readonly ErlangText[], frame: StackFrame): PlacedMeasure {
  return anyOf(texts.map((text) => frameIn(text, frame)));
}

function frameIn(text: ErlangText, frame: StackFrame): PlacedMeasure {
  const written = text.text.split('\n')[frame.line - 1]?.trim() ?? '';
  const site = siteAt(text, functionText(frame), frame.line);
  return { ...nowhere, site, module: frame.module, operation: written };
}

/** Where a function begins. @param texts all that may be the file of its module */
export function placedHead(texts: readonly ErlangText[], call: FunctionName): PlacedMeasure {
  return anyOf(texts.map((text) => headIn(text, call)));
}

function headIn(text: ErlangText, call: FunctionName): PlacedMeasure {
  const line = headLine(text, call);
  if (line === null) return nowhere;
  return { ...nowhere, site: siteAt(text, functionText(call), line), module: call.module };
}

/** More lines that may be meant are no help. */
export const mostOthers = 4;

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

/** One and the same place, in each of the files that it may be in: the first, with the others beside it. */
export function anyOf(places: readonly PlacedMeasure[]): PlacedMeasure {
  const [first, ...others] = places.flatMap((place) => (place.site === null ? [] : [{ place, site: place.site }]));
  if (first === undefined || others.length > mostOthers) return nowhere;
  const related = others.map(({ site }): RelatedSite => ({ ...site, role: 'or-here' }));
  return { ...first.place, related: [...first.place.related, ...related] };
}

/** The line with which a function begins, by its name. */
function headLine({ text, language }: ErlangText, { name }: FunctionName): number | null {
  const written = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const head =
    language === 'erlang' ? new RegExp(`^${written}\\s*\\(`) : new RegExp(`^\\s*defp?\\s+${written}(?![\\w?!])`);
  const row = text.split('\n').findIndex((line) => head.test(line));
  return row < 0 ? null : row + 1;
}
