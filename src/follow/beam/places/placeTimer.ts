import { nowhere, placedAmong, type PlacedMeasure } from './placedMeasure';
import type { Found, WorkspaceCode } from './workspaceCode';

/** Timers that run for so long at most (ms) are few at a time. */
const shortMillis = 10_000;

/** Where timers are started that nobody stops: not those that a function starts anew when it is over, nor those that are over soon. */
export function placeTimer(isServer: boolean, code: WorkspaceCode): PlacedMeasure {
  const all = code
    .all('timer')
    .filter(({ act }) => !beginnings.has(act.function) && (!isServer || /timer[:.](?!send_after)/.test(act.call)));
  const lasting = all.filter(
    (one) => !one.act.isUndone && !startsAnew(one) && (delayOf(one.act.call) ?? Infinity) > shortMillis,
  );
  return placedAmong(lasting.length > 0 ? lasting : all.filter((one) => !startsAnew(one))) ?? nowhere;
}

/** What a process does once, when it begins. */
const beginnings: ReadonlySet<string> = new Set(['init', 'start', 'start_link']);

/** What is sent later is what was just received: there is one at a time. */
function startsAnew({ text: { language }, act: { call, clause } }: Found): boolean {
  const atoms = language === 'erlang' ? /(?<![\w@.:?])[a-z]\w*(?![\w(:.@])/g : /(?<![\w:]):[a-z]\w*(?![\w(.])/g;
  const names = [...call.slice(call.indexOf('(')).matchAll(atoms)].map(([name]) => name);
  return names.some((name) => name !== 'self' && new RegExp(`(?<![\\w@])${name}(?![\\w@(])`).test(clause));
}

const units: Readonly<Record<string, number>> = { seconds: 1000, minutes: 60_000, hours: 3_600_000 };

/** The time that stands in the call, ms; null where that is no number. */
function delayOf(call: string): number | null {
  const [, unit = '', count = ''] = /timer[:.](seconds|minutes|hours)\s*\(\s*([\d_]+)/.exec(call) ?? [];
  if (unit !== '') return number(count) * (units[unit] ?? 1);
  const plain = [...call.matchAll(/(?<![\w.@])(\d[\d_]*)(?![\w.])/g)].map(([, text = '']) => number(text));
  return plain.length === 0 ? null : plain.reduce((product, one) => product * one, 1);
}

function number(text: string): number {
  return Number(text.replaceAll('_', ''));
}
