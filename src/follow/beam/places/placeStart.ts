import type { Measure } from '../../../shared/model/beam/measure';
import type { FunctionName, NodeProcess } from '../../../shared/model/beam/nodeProcess';
import { says } from './names';
import { placeChild } from './placeChild';
import { libraryModules } from './placeCaller';
import { nowhere, placed, placedAmong, placedHead, type PlacedMeasure } from './placedMeasure';
import { outerName } from './outerName';
import { Reach } from './reach';
import type { Found, WorkspaceCode } from './workspaceCode';

/** Calls of libraries that start a process, by the module of that process. */
const libraryStarts: Readonly<Record<string, RegExp>> = {
  file_io_server: /\bfile:open\b|:file\.open\b|\bFile\.open\b/,
  'Elixir.StringIO': /\bStringIO\.open\b/,
  tls_connection: /\bssl[:.]connect\b/,
  tls_sender: /\bssl[:.]connect\b/,
  ssl_gen_statem: /\bssl[:.]connect\b/,
  ssh_connection_handler: /\bssh[:.]connect\b/,
  ftp: /\bftp[:.]open\b/,
};

const childStart = /start_child\b|Task\.Supervisor\.(?:start_child|async(?:_nolink)?)/;

/** Where processes are started that pile up: by what they are started for, and by who started the newest. */
export function placeStart({ process, otherProcess: parent }: Measure, code: WorkspaceCode): PlacedMeasure {
  const call = process?.initialCall ?? null;
  if (call === null) return nowhere;
  const texts = code.textsOf(call.module);
  const starts = code.all('start').filter(({ act }) => !act.isUndone);
  if (texts.length === 0) return ofLibrary(call, starts, parent, code) ?? belowAncestor(process, code);
  return (
    inFunction(call, starts) ??
    byModule(call, starts, code) ??
    bySupervisor(parent, starts, code) ??
    byAncestor(process, starts, code) ??
    placedAmong(starts.filter((one) => one.module === call.module && startsOwn(one, call))) ??
    placedHead(texts, call)
  );
}

/** A fun tells the function that it stands in. */
function inFunction({ module, name, arity }: FunctionName, starts: readonly Found[]): PlacedMeasure | null {
  if (!name.startsWith('-')) return null;
  const outer = outerName(name);
  const inside = starts.filter((one) => one.module === module && one.act.function === outer);
  const exact = inside.filter(({ act }) => act.arity === arity || name.startsWith(`-${outer}/${act.arity}-`));
  return placedAmong(exact.length > 0 ? exact : inside);
}

/** The start of a module in another one; a start_link of its own is where it begins, and who calls that is told by no line of it. */
function byModule({ module }: FunctionName, starts: readonly Found[], code: WorkspaceCode): PlacedMeasure | null {
  const outside = starts.filter((one) => one.module !== module && says(one, module, code));
  const children = outside.filter(({ act }) => childStart.test(act.call));
  return placedAmong(children.length > 0 ? children : outside);
}

/** A supervisor starts its children: who asks it to names the supervisor, or is the only one who asks any. */
function bySupervisor(parent: NodeProcess | null, starts: readonly Found[], code: WorkspaceCode): PlacedMeasure | null {
  const children = starts.filter(({ act }) => childStart.test(act.call));
  if (parent === null || !isSupervisor(parent)) return null;
  const named = children.filter((one) => says(one, parent.name, code));
  // A supervisor is started for its callback module: `supervisor:Module/1`.
  const own = children.filter((one) => one.module === parent.initialCall?.name || one.module === parent.name);
  return placedAmong(named.length > 0 ? named : own.length > 0 ? own : children);
}

/** Who started it may have ended, or asked another one to: of those above, those that start children, by their names alone. */
function byAncestor(process: NodeProcess | null, starts: readonly Found[], code: WorkspaceCode): PlacedMeasure | null {
  const children = starts.filter(({ act }) => childStart.test(act.call));
  for (const { name, call } of process?.ancestors ?? []) {
    const named = name.startsWith('<') ? [] : children.filter((one) => says(one, name, code));
    const own = children.filter(({ module }) => module === name || module === call?.name);
    const place = placedAmong(named.length > 0 ? named : own);
    if (place !== null) return place;
  }
  return null;
}

/** A process of a library's below a module of the workspace: the line that names the library. */
function belowAncestor(process: NodeProcess | null, code: WorkspaceCode): PlacedMeasure {
  return process === null ? nowhere : placeChild(process, libraryModules(process, code), code);
}

function isSupervisor({ initialCall, stack }: NodeProcess): boolean {
  const modules = [initialCall?.module ?? '', ...stack.map(({ module }) => module)];
  return modules.some((module) => /(?:^|\.)(?:supervisor|Supervisor|DynamicSupervisor)$/.test(module));
}

function startsOwn({ act }: Found, { module, name }: FunctionName): boolean {
  const own = /\?MODULE\b|__MODULE__/.test(act.call) || new RegExp(`(?<![\\w@])${name}(?![\\w@])`).test(act.call);
  return own || (!module.startsWith('Elixir.') && act.call.includes(module));
}

/** A process of a library's: the call that makes it, in what its parent runs. */
function ofLibrary(
  call: FunctionName,
  starts: readonly Found[],
  parent: NodeProcess | null,
  code: WorkspaceCode,
): PlacedMeasure | null {
  const pattern = libraryStarts[call.module];
  const makes = pattern === undefined ? [] : starts.filter(({ act }) => pattern.test(act.call));
  if (parent === null) return placedAmong(makes);
  const reach = new Reach(code, parent);
  const reached = makes.filter(({ module, act }) => reach.has(module, act.function));
  if (makes.length > 0) return placedAmong(reached.length > 0 ? reached : makes);
  const only = starts.filter(({ module, act }) => reach.has(module, act.function));
  return only.length === 1 && only[0] !== undefined ? placed(only[0]) : null;
}
