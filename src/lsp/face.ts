import type { CancellationToken, Connection } from 'vscode-languageserver/node';
import type { EngineApi } from '../shared/ports/engine/engineApi';
import { toProblem } from '../shared/model/errors';
import type { FindingWords } from '../shared/ports/words/findingWords';
import type { Message, Outcome } from '../shared/wires/lspMessages';
import type { ProblemWords } from '../shared/ports/words/problemWords';
import type { Runtimes } from '../shared/ports/runtime/runtime';
import type { ServiceWords } from '../shared/ports/words/serviceWords';
import type { OpenDocuments } from './openDocuments';
import { reportProblem } from './reportProblem';

/** The words that this face puts into its answers. */
export interface FaceWords {
  readonly words: FindingWords;
  readonly problemWords: ProblemWords;
  readonly serviceWords: ServiceWords;
  readonly runtimes: Runtimes;
}

/** One client of the engine, and what joins the two. */
export interface Face extends FaceWords {
  readonly connection: Connection;
  readonly engine: EngineApi;
  readonly documents: OpenDocuments;
  /** The client's language as a BCP 47 tag, for dates; the machine's when undefined. */
  readonly language?: string | undefined;
  /** The client has LeakLens' own commands. */
  readonly hostCommands: boolean;
}

/** The parameters of a message. */
export type Params<M> = M extends Message<infer P, unknown> ? P : never;

/** Runs one request; whatever fails becomes words for a person, once, at this wall. */
export async function outcome<T>(
  { problemWords }: Pick<Face, 'problemWords'>,
  subject: string,
  run: () => T | Promise<T>,
): Promise<Outcome<T>> {
  try {
    return { ok: true, value: await run() };
  } catch (error) {
    return { ok: false, problem: reportProblem(toProblem(error, subject), problemWords) };
  }
}

/** For a request that answers nothing when it succeeds. */
export function done(face: Face, subject: string, run: () => Promise<void>): Promise<Outcome<null>> {
  return outcome(face, subject, async () => {
    await run();
    return null;
  });
}

/** Runs with a signal that the client's cancelling aborts. */
export async function withSignal<T>(token: CancellationToken, run: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const abort = new AbortController();
  const subscription = token.onCancellationRequested(() => abort.abort());
  try {
    if (token.isCancellationRequested) abort.abort();
    return await run(abort.signal);
  } finally {
    subscription.dispose();
  }
}
