import type { Disposable } from '../../shared/base/disposable';
import { LeakLensError } from '../../shared/model/errors';
import type { BuildFacts, PreparedSources, RecordedFiles, RecordedFunction } from '../../shared/model/sourcePaths';
import type { FramePlace, ProfileOrigin } from '../../shared/model/views/profileOrigin';
import type { ViewAnswer, ViewQuery } from '../../shared/model/views/profileView';
import type { SourceWindow } from '../../shared/model/views/sourceView';
import type { ProfileLines } from '../../shared/model/views/profileLines';
import type { FrameKey } from '../../shared/model/views/viewFrames';
import type { ViewScope } from '../../shared/model/views/viewScope';
import type { SourcePaths } from '../../shared/ports/workspacePaths';
import type { OpenViewer, ProfileBytes, ProfileContents, ProfileViewer } from '../../shared/ports/engine/profileViewer';
import { originSubject } from '../../shared/model/views/profileOrigin';
import { readOrigin, type OriginReader } from './originReader';
import { withTexts, type SourceTextParts } from './sourceTexts';

/** A profile of which it is known where to read it, or which is there already. */
export interface FoundProfile {
  readonly origin: ProfileOrigin;
  /** The same for the same bytes. */
  readonly key: string;
  /** Null for what is still to be read. */
  readonly answered: ProfileBytes | null;
}

export interface LoadedProfileParts {
  readonly origins: OriginReader;
  readonly paths: Pick<SourcePaths, 'prepare' | 'prepareSources'>;
  readonly openViewer: OpenViewer;
  readonly profile: FoundProfile;
  readonly base: FoundProfile | null;
  readonly readText: SourceTextParts['readText'];
  /** Names the sources as they are now: another name when somebody has saved one. */
  readonly edition: () => number;
}

/** One profile, or the difference of two, decoded in a viewer of its own. */
export class LoadedProfile implements Disposable {
  private readonly parts: LoadedProfileParts;
  private readonly viewer: ProfileViewer;
  private readonly ended = new AbortController();
  private loading: Promise<ProfileContents> | null = null;
  /** What services answered: asked again, they would say something else, and have to work for it. */
  private readonly answered = new Map<FoundProfile, ProfileBytes>();

  constructor(parts: LoadedProfileParts) {
    this.parts = parts;
    this.viewer = parts.openViewer(originSubject(parts.profile.origin));
    for (const found of [parts.profile, parts.base]) {
      if (found?.answered) this.answered.set(found, found.answered);
    }
  }

  /** The profile itself, for whoever wants to compare something with it. */
  get found(): FoundProfile {
    const { profile } = this.parts;
    return { ...profile, answered: this.answered.get(profile) ?? null };
  }

  /** Reads and decodes it when it is first asked for. @throws LeakLensError, `cancelled` when the signal says so: others go on waiting */
  async opened(signal: AbortSignal): Promise<ProfileContents> {
    this.loading ??= this.load();
    const loading = this.loading;
    try {
      return await unlessAborted(loading, signal);
    } catch (error) {
      // What failed is read anew by whoever asks next.
      if (this.loading === loading && !signal.aborted) this.loading = null;
      throw error;
    }
  }

  /** @throws LeakLensError */
  async answer(query: ViewQuery, signal: AbortSignal): Promise<ViewAnswer> {
    await this.opened(signal);
    const answer = await this.decoded(() => this.viewer.answer(query, signal), signal);
    if (answer.view !== 'source') return answer;
    const window = await this.listing(answer.window, signal);
    return { view: 'source', window };
  }

  /** Where the line of a frame is now; null where it is not on this machine, or not that line any more. */
  async place({ function: name, file, line }: FrameKey, signal: AbortSignal): Promise<FramePlace | null> {
    const { recorded, isRetention } = await this.opened(signal);
    const functions = recorded.get(file) ?? [];
    if (file === '' || functions.length === 0) return null;
    const startLine = functions.find((one) => one.name === name)?.startLine ?? 0;
    const site = { function: name === '' ? (functions[0]?.name ?? '') : name, file, line: line > 0 ? line : startLine };
    const build = { ...unknownBuild, build: buildName(this.parts.profile.origin) };
    const sources = await this.parts.paths.prepareSources(new Map([[file, functions]]), build, signal);
    await sources.parsed;
    const found = sources.source({ ...site, line: Math.max(1, site.line) });
    if (isRetention && found?.inWorkspace === true && line > 0) return { path: found.path, line, inWorkspace: true };
    // Of a line that was only looked up by its function, any place in the file is better than none.
    if (found === null || (found.verdict.certainty === 'stale' && line > 0)) return null;
    return { path: found.path, line: found.verdict.line, inWorkspace: found.inWorkspace };
  }

  /** What lines of the workspace's files cost. @throws LeakLensError */
  async lines(scope: ViewScope, signal: AbortSignal): Promise<ProfileLines> {
    await this.opened(signal);
    return this.decoded(() => this.viewer.lines(scope, signal), signal);
  }

  /** Where the lines of all that it names are. @param build names the look: what was learned before about another is not used */
  async sources(build: string, signal: AbortSignal): Promise<PreparedSources> {
    const { recorded } = await this.opened(signal);
    const sources = await this.parts.paths.prepareSources(recorded, { ...unknownBuild, build }, signal);
    await sources.parsed;
    return sources;
  }

  /** Where the lines of the listed functions are is told by all functions of their files. */
  private async listing(window: SourceWindow, signal: AbortSignal): Promise<SourceWindow> {
    const { recorded } = await this.opened(signal);
    const files = window.functions.files.flatMap((file): [string, readonly RecordedFunction[]][] => {
      const functions = recorded.get(file);
      return functions === undefined ? [] : [[file, functions]];
    });
    const { profile, paths, edition, readText } = this.parts;
    const build = `${buildName(profile.origin)} listed ${String(edition())}`;
    const sources = await paths.prepareSources(new Map(files), { ...unknownBuild, build }, signal);
    await sources.parsed;
    return withTexts(window, { sources, readText });
  }

  dispose(): void {
    this.ended.abort();
    this.viewer.dispose();
  }

  /** Asks the viewer, once more after reading anew where it has lost what it had decoded. */
  private async decoded<T>(ask: () => Promise<T>, signal: AbortSignal): Promise<T> {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof LeakLensError) || error.problem.kind !== 'not-found') throw error;
      // A question took too much, and the thread ended with what it had decoded.
      this.loading = null;
      await this.opened(signal);
      return ask();
    }
  }

  private async load(): Promise<ProfileContents> {
    const { profile, base } = this.parts;
    const read = await this.read(profile);
    const baseRead = base === null ? null : await this.read(base);
    const contents = await this.viewer.open(read, baseRead, this.ended.signal);
    await this.viewer.own(await this.localFiles(contents.recorded));
    return contents;
  }

  /** The bytes move to the viewer, so that of what was answered there is a copy. */
  private async read(found: FoundProfile): Promise<ProfileBytes> {
    const { origin } = found;
    const ask = () => readOrigin(this.parts.origins, origin, this.ended.signal);
    if (origin.kind !== 'live') return ask();
    const answer = this.answered.get(found) ?? (await ask());
    this.answered.set(found, answer);
    return { ...answer, bytes: answer.bytes.slice() };
  }

  /** The recorded files that are the workspace's. */
  private async localFiles(recorded: RecordedFiles): Promise<ReadonlyMap<string, string>> {
    const resolve = await this.parts.paths.prepare(recorded);
    return new Map(
      [...recorded.keys()].flatMap((file): [string, string][] => {
        const path = resolve(file);
        return path === null ? [] : [[file, path]];
      }),
    );
  }
}

/** What is learned about the build of one service is not used for another's. */
function buildName(origin: ProfileOrigin): string {
  return origin.kind === 'live' || origin.kind === 'past' ? origin.targetId : originSubject(origin);
}

const unknownBuild: BuildFacts = {
  build: '',
  mainPackage: null,
  goVersion: null,
  revision: null,
  isRevisionClean: false,
  builtAtMillis: null,
};

/** Whoever does not want to wait any more stops waiting; what is under way goes on for the others. */
function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const cancelled = () => new LeakLensError({ kind: 'cancelled', subject: 'profile', detail: 'cancelled' });
  if (signal.aborted) {
    work.catch(() => undefined);
    return Promise.reject(cancelled());
  }
  return new Promise((resolve, reject) => {
    const abort = () => reject(cancelled());
    signal.addEventListener('abort', abort, { once: true });
    const ended = () => signal.removeEventListener('abort', abort);
    work.then(resolve, reject).then(ended, ended);
  });
}
