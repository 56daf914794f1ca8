import { bare, childOf, textOf } from '../tree/goNode';
import type { GoNode } from '../tree/goNode';
import { argumentsOf, calledExpression } from './packageTypes';
import type { PackageTypes } from './packageTypes';

/** How a function that a call gets is run. */
interface Starter {
  /** Position of the function among the arguments; every one of them when null. */
  readonly at: number | null;
  /** In a goroutine of its own; else by whoever calls what the call returns. */
  readonly starts: boolean;
  /** Any number of times: once for each request. */
  readonly repeats: boolean;
}

const once: Starter = { at: 0, starts: false, repeats: false };
const later: Starter = { at: 1, starts: true, repeats: false };
const handler: Starter = { at: 1, starts: true, repeats: true };

/** Functions of other packages that run what they get. */
const functions: Readonly<Record<string, Starter>> = {
  'time.AfterFunc': later,
  'context.AfterFunc': later,
  'net/http.HandleFunc': handler,
  'net/http.HandlerFunc': { at: 0, starts: true, repeats: true },
  'sync.OnceFunc': once,
  'sync.OnceValue': once,
  'sync.OnceValues': once,
};

/** Methods, whatever the type is called: `Go` of sync.WaitGroup and errgroup, `DoChan` of singleflight, `HandleFunc` of any mux. */
const methods: Readonly<Record<string, Starter>> = {
  Go: { at: null, starts: true, repeats: false },
  TryGo: { at: null, starts: true, repeats: false },
  DoChan: later,
  HandleFunc: handler,
};

export interface Started {
  /** A function literal, or the name of a function. */
  readonly argument: GoNode;
  readonly starts: boolean;
  readonly repeats: boolean;
}

/** The functions that a call gets and runs. */
export function startedBy(types: PackageTypes, call: GoNode): readonly Started[] {
  const called = calledExpression(call);
  const node = called === null ? null : bare(called);
  if (node?.type !== 'selector_expression') return [];
  const external = types.externalName(node);
  const field = childOf(node, 'field');
  const starter = external === '' ? methods[field === null ? '' : textOf(field)] : functions[external];
  if (starter === undefined) return [];
  const { at, starts, repeats } = starter;
  const given = argumentsOf(call);
  return (at === null ? given : given.slice(at, at + 1)).map((argument) => ({ argument, starts, repeats }));
}
