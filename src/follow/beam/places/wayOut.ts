import type { KeeperBound } from '../../../shared/model/keeperBound';
import type { ClauseLines, Room } from '../../../shared/ports/sources/erlangSource';
import type { Found, WorkspaceCode } from './workspaceCode';

/** A line that keeps, and what it keeps it in. */
export interface Keeps {
  readonly found: Found;
  /** As a person calls it: a field, a table. */
  readonly keeper: string;
}

/**
 * What bounds what a line keeps, by the lines that take something out of it. It is a bound only where room is made without anybody's asking:
 * by what the line runs itself, or by what its module does when a time is over; else somebody has to ask for it, and may not.
 * @param removals lines that take something out of the same; not empty
 */
export function wayOut(code: WorkspaceCode, keeps: Keeps, removals: readonly [Found, ...Found[]]): KeeperBound {
  const clauses = clausesOf(code, keeps.found);
  const bounds = removals.flatMap((removal) => {
    const room = makesRoom(code, { ...keeps, clauses }, removal);
    return room === null ? [] : [boundOf('cache', keeps, removal, room.limit)];
  });
  // One that can be read says more.
  return bounds.find(({ limit }) => limit !== '') ?? bounds[0] ?? boundOf('evicts', keeps, removals[0], '');
}

function boundOf(kind: KeeperBound['kind'], { keeper }: Keeps, { text, act }: Found, limit: string): KeeperBound {
  return { kind, keeper, limit, made: { path: text.path, line: act.line } };
}

interface Module extends Keeps {
  readonly clauses: readonly ClauseLines[];
}

/** How a line that takes something out makes room by itself; null where it does not. */
function makesRoom(code: WorkspaceCode, module: Module, removal: Found): Room | null {
  const { found, clauses } = module;
  const keeping = clauseAt(clauses, found);
  const removing = clauseAt(clauses, removal);
  if (keeping === null || removing === null || removal.text !== found.text) return null;
  const here = follow(code, module, keeping);
  if (here.has(removing)) {
    const room = removal.act.room ?? compared(removing, clauses) ?? calledWith(code, module, { here, removing });
    if (room !== null) return room;
  }
  for (const driven of drivenByTime(code, module)) {
    const there = follow(code, module, driven.clause);
    if (!there.has(removing)) continue;
    const room = removal.act.room ?? compared(removing, clauses) ?? driven.clause.room;
    const limit = room?.limit === undefined || room.limit === '' ? driven.clause.taken : room.limit;
    if (room !== null) return { ...room, limit };
    const isEach = driven.from !== null && here.has(driven.from) && /[{[]/.test(driven.clause.head);
    const empties = removal.act.act === 'empty' || /all_objects/.test(removal.act.call);
    if (empties || isEach) return { by: 'age', limit: driven.delay };
  }
  return null;
}

/** What the clause itself compares with; of a function that only helps, what its other clauses do. */
function compared(clause: ClauseLines, all: readonly ClauseLines[]): Room | null {
  if (clause.room !== null || isCallback(clause)) return clause.room;
  const others = all.filter((one) => one.functionLine === clause.functionLine);
  const receives = others.length > 1 && others.some((one) => !one.head.startsWith(one.function) && !isHead(one));
  return receives ? null : (others.find(({ room }) => room !== null)?.room ?? null);
}

/** Whether a clause begins a function, and is none of what one receives. */
function isHead({ head, function: name }: ClauseLines): boolean {
  return new RegExp(`^(?:defp?\\s+)?'?${name.replace(/[?!]/g, '\\$&')}`).test(head);
}

function isCallback({ function: name }: ClauseLines): boolean {
  return /^handle_\w+$/.test(name);
}

/** The clause that calls the function in which room is made may be that which compares. */
function calledWith(
  code: WorkspaceCode,
  { found, clauses }: Module,
  { here, removing }: { readonly here: ReadonlySet<ClauseLines>; readonly removing: ClauseLines },
): Room | null {
  const calls = code.callsIn(found.module).filter(({ module, name }) => module === '' && name === removing.function);
  const callers = calls.flatMap(({ line }) => clauses.find((one) => one.line <= line && line <= one.end) ?? []);
  return callers.find((caller) => caller.room !== null && here.has(caller))?.room ?? null;
}

interface Driven {
  readonly clause: ClauseLines;
  /** The clause that starts the timer; null for a loop that sleeps. */
  readonly from: ClauseLines | null;
  /** As written. */
  readonly delay: string;
}

/** Clauses that run when a time is over: those of messages that the module's own timers send, and loops that sleep. */
function drivenByTime(code: WorkspaceCode, { found, clauses }: Module): readonly Driven[] {
  const timers = code.of(found.text, 'timer').filter(({ module }) => module === found.module);
  const sent = timers.flatMap((timer) => {
    const names = messageNames(timer);
    const from = clauseAt(clauses, timer);
    const delay = /@[a-z]\w*|\?(?!MODULE)[A-Z]\w*|[1-9]\d[\d_]*/.exec(timer.act.call)?.[0] ?? '';
    return clauses
      .filter(({ head, function: name }) => names.some((one) => named(one).test(head.replace(name, ''))))
      .map((clause): Driven => ({ clause, from, delay }));
  });
  const waits = clauses.filter((one) => /\btimeout\b/.test(one.head) || (one.sleeps && callsItself(code, found, one)));
  return [...sent, ...waits.map((clause): Driven => ({ clause, from: null, delay: '' }))];
}

function messageNames({ text: { language }, act: { call } }: Found): readonly string[] {
  const atoms = language === 'erlang' ? /(?<![\w@.:?])[a-z]\w*(?![\w(:.@])/g : /(?<![\w:]):([a-z]\w*)(?![\w(.])/g;
  return [...call.slice(call.indexOf('(')).matchAll(atoms)].map(([whole, name]) => name ?? whole);
}

function named(name: string): RegExp {
  return new RegExp(`(?<![\\w@])${name}(?![\\w@(])`);
}

function callsItself(code: WorkspaceCode, { module }: Found, clause: ClauseLines): boolean {
  return code
    .callsIn(module)
    .some(
      ({ name, module: of, line }) =>
        of === '' && name === clause.function && line >= clause.line && line <= clause.end,
    );
}

/** The clauses of its module that a clause runs, itself among them: all clauses of the functions that it calls. */
function follow(code: WorkspaceCode, { found, clauses }: Module, from: ClauseLines): ReadonlySet<ClauseLines> {
  const seen = new Set([from]);
  const calls = code.callsIn(found.module).filter(({ module }) => module === '');
  // A loop that goes on with itself runs whatever comes next, and that is no part of this.
  const loops = new Set([from.function]);
  for (const clause of seen) {
    for (const { name, line } of calls) {
      if (line < clause.line || line > clause.end) continue;
      for (const one of clauses) {
        if (one.function === name && (!loops.has(name) || isHead(one))) seen.add(one);
      }
    }
  }
  return seen;
}

function clausesOf(code: WorkspaceCode, { text, module }: Found): readonly ClauseLines[] {
  return code.read(text).clauses.filter(({ line }) => code.moduleAt(text, line) === module);
}

function clauseAt(clauses: readonly ClauseLines[], { act: { line } }: Found): ClauseLines | null {
  return clauses.find((one) => one.line <= line && line <= one.end) ?? null;
}
