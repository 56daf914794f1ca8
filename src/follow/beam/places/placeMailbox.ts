import type { Measure } from '../../../shared/model/beam/measure';
import type { NodeProcess, StackFrame } from '../../../shared/model/beam/nodeProcess';
import type { ErlangText } from '../../../shared/ports/sources/erlangSource';
import { armsOf } from './armsOf';
import { isIn } from './isIn';
import { anyOf, placed, placedAmong, placedFrame, type PlacedMeasure } from './placedMeasure';
import { Reach } from './reach';
import type { Found, WorkspaceCode } from './workspaceCode';

/**
 * Where messages pile up. A process in `receive` is said to be at the last line before it: what it waits for stands in the first `receive`
 * from there. One that is busy elsewhere may be too slow, and is where it is; or it never receives what comes: then that is told, whatever it
 * is busy with. Null where nothing of that is in the workspace.
 */
export function placeMailbox({ process }: Measure, code: WorkspaceCode): PlacedMeasure | null {
  const [top] = process?.stack ?? [];
  const frame = (process?.stack ?? []).find(({ module, line }) => line > 0 && code.has(module));
  if (process === null || frame === undefined) return null;
  const texts = code.textsOf(frame.module);
  if (frame === top) return anyOf(texts.map((text) => firstReceive(code, text, frame)));
  return (hasLoopOfOtp(process) ? null : neverReceived(process, code)) ?? placedFrame(texts, frame);
}

function firstReceive(code: WorkspaceCode, text: ErlangText, frame: StackFrame): PlacedMeasure {
  const [receive] = code
    .of(text, 'receive')
    .filter(({ act }) => act.line >= frame.line && isIn(frame, frame.module, act));
  return receive === undefined ? placedFrame([text], frame) : placed(receive);
}

/** What OTP receives for it, its callbacks are given. */
function hasLoopOfOtp({ stack }: NodeProcess): boolean {
  return stack.some(({ module }) => /^(?:gen_(?:server|statem|event|fsm)|supervisor|Elixir\.GenServer)$/.test(module));
}

/** All that it receives are answers that it asked for, or nothing at all; null where it takes other messages, too. */
function neverReceived(process: NodeProcess, code: WorkspaceCode): PlacedMeasure | null {
  const reach = new Reach(code, process);
  const reached = ({ module, act }: Found) => reach.has(module, act.function);
  const receives = code.all('receive').filter(reached);
  if (receives.length > 0) return receives.every((one) => awaitsOne(one, code)) ? placedAmong(receives) : null;
  const awaits = reach.functions.some(({ module, name }) =>
    code.callsIn(module).some((one) => one.from === name && one.module === 'Task' && takesAnswer.test(one.name)),
  );
  // A task answers who started it, and is monitored besides.
  const isTask = (one: Found) => reached(one) && /\bTask\.(?:Supervisor\.)?async\b/.test(one.act.call);
  return awaits ? null : placedAmong(code.all('start').filter(isTask));
}

const takesAnswer = /^(?:await|yield|shutdown)/;

/** Whether each of its clauses is about something that was known before: a reference, a pid. */
function awaitsOne(found: Found, code: WorkspaceCode): boolean {
  const { text, act } = found;
  const arms = armsOf(found, code);
  if (text.language === 'elixir') return arms.length > 0 && arms.every((arm) => /\^\w/.test(arm));
  const before = text.text
    .split('\n')
    .slice(act.functionLine - 1, act.line)
    .join('\n');
  const known = (arm: string) =>
    [...arm.matchAll(/(?<![\w@?#])[A-Z]\w*/g)].some(([name]) => new RegExp(`(?<!\\w)${name}(?!\\w)`).test(before));
  return arms.length > 0 && arms.every(known);
}
