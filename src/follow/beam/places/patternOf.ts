import { tablesKey, type Measure } from '../../../shared/model/beam/measure';
import type { NodePattern } from '../../../shared/model/beam/nodePattern';
import { armsOf } from './armsOf';
import type { PlacedMeasure } from './placedMeasure';
import type { Found, WorkspaceCode } from './workspaceCode';

/** The shape of a known mistake that the line shows; null where it shows none, or may be another line. */
export function patternOf(
  { kind, process, key }: Measure,
  place: PlacedMeasure,
  code: WorkspaceCode,
): NodePattern | null {
  if (place.site === null || place.related.some(({ role }) => role === 'or-here')) return null;
  const at = (act: Parameters<WorkspaceCode['all']>[0]) => foundAt(code, place, act);
  switch (kind) {
    case 'monitor-leak': {
      const monitor = at('monitor');
      if (monitor === null || monitor.act.isUndone) return null;
      return /send_request\b/.test(monitor.act.call) ? 'request-without-response' : 'monitor-without-demonitor';
    }
    case 'mailbox-growth': {
      const receive = at('receive');
      if (receive !== null) return takesAnything(code, receive) ? null : 'receive-without-catch-all';
      const module = process?.initialCall?.name === 'init' ? process.initialCall.module : null;
      return module !== null && hasCast(code, module) ? 'unbounded-cast' : null;
    }
    case 'binary-growth': {
      if (key === tablesKey) return ofTable(code, place);
      const part = at('binary-part');
      return part === null || /binary[.:]copy\b/.test(part.act.text) ? null : 'binary-part-kept';
    }
    case 'atom-growth':
      return at('atom') === null ? null : 'atom-from-input';
    case 'persistent-growth':
      return place.bound === null ? 'term-never-erased' : null;
    case 'timer-growth':
      return at('timer') === null ? null : 'timer-not-cancelled';
    case 'ets-growth':
      return at('insert') === null || place.bound !== null ? null : 'table-never-emptied';
    case 'port-growth':
      return at('port')?.act.isUndone === false ? 'port-not-closed' : null;
    default:
      return null;
  }
}

/** A part that is put into a table keeps all of it, too: it may be taken anywhere in the function that puts it there. */
function ofTable(code: WorkspaceCode, place: PlacedMeasure): NodePattern | null {
  const insert = foundAt(code, place, 'insert');
  if (insert === null) return null;
  const { function: name, functionLine } = insert.act;
  const takes = ({ text, act }: Found) =>
    text === insert.text && act.function === name && act.functionLine === functionLine;
  if (!/binary[.:]copy\b/.test(insert.act.text) && code.all('binary-part').some(takes)) return 'binary-part-kept';
  return place.bound === null ? 'table-never-emptied' : null;
}

function foundAt(code: WorkspaceCode, { site }: PlacedMeasure, act: Parameters<WorkspaceCode['all']>[0]): Found | null {
  return code.all(act).find((one) => one.text.path === site?.file && one.act.line === site.line) ?? null;
}

/** Whether one of what is received here is whatever comes. */
function takesAnything(code: WorkspaceCode, receive: Found): boolean {
  const arms = armsOf(receive, code);
  return arms.length === 0 || arms.some(isCatchAll);
}

function isCatchAll(head: string): boolean {
  return /^(?:_\w*|[A-Z]\w*|[a-z]\w*)$/.test(head) && !/^(?:after|end|ok|error|timeout|stop)\b/.test(head);
}

/** Whether the workspace sends this server what nobody waits for. */
function hasCast(code: WorkspaceCode, module: string): boolean {
  return code
    .callsIn(module)
    .some(({ module: of, name }) => name === 'cast' && /(?:^|[.:])(?:gen_server|GenServer|gen_statem)$/.test(of));
}
