import type { Disposable } from '../../shared/base/disposable';
import { LeakLensError } from '../../shared/model/errors';
import type {
  FramePlace,
  OpenedOrigin,
  OpenedProfile,
  OpenProfile,
  ProfileOrigin,
} from '../../shared/model/views/profileOrigin';
import type { LinesShown } from '../../shared/model/views/profileLines';
import type { ViewAnswer, ViewQuery } from '../../shared/model/views/profileView';
import type { FrameKey } from '../../shared/model/views/viewFrames';
import type { ProfilesApi, ShownOnLines } from '../../shared/ports/engine/engineApi';
import type { OpenViewer } from '../../shared/ports/engine/profileViewer';
import type { SourcePaths } from '../../shared/ports/workspacePaths';
import { LoadedProfile, type FoundProfile } from './loadedProfile';
import { originKey, type OriginReader } from './originReader';
import { ShownLines, type LineDrawing } from './shownLines';

export interface ProfileServiceParts {
  readonly openViewer: OpenViewer;
  readonly origins: OriginReader;
  readonly paths: Pick<SourcePaths, 'prepare' | 'prepareSources'>;
  /** Told of each file outside the workspace that somebody is led to. */
  readonly linked: (path: string) => void;
  readonly onLines: LineDrawing;
  /** The text of a source file. @throws LeakLensError */
  readonly readText: (path: string) => Promise<string>;
}

interface Entry {
  readonly key: string;
  readonly loaded: LoadedProfile;
  users: number;
}

/** The profiles that somebody looks at. One that several have open is decoded once, and let go of when the last closes it. */
export class ProfileService implements ProfilesApi, Disposable {
  private readonly parts: ProfileServiceParts;
  private readonly entries = new Map<string, Entry>();
  private readonly handles = new Map<string, Entry>();
  private readonly shown: ShownLines;
  private lastHandle = 0;
  private edition = 0;

  constructor(parts: ProfileServiceParts) {
    this.parts = parts;
    this.shown = new ShownLines(parts.onLines);
  }

  async open(request: OpenProfile, signal: AbortSignal): Promise<OpenedProfile> {
    const entry = await this.entryFor(request);
    entry.users += 1;
    try {
      const { about } = await entry.loaded.opened(signal);
      this.lastHandle += 1;
      const handle = `profile ${String(this.lastHandle)}`;
      this.handles.set(handle, entry);
      return { handle, about };
    } catch (error) {
      this.leave(entry);
      throw error;
    }
  }

  answer(handle: string, query: ViewQuery, signal: AbortSignal): Promise<ViewAnswer> {
    return this.get(handle).answer(query, signal);
  }

  async place(handle: string, frame: FrameKey, signal: AbortSignal): Promise<FramePlace | null> {
    const place = await this.get(handle).place(frame, signal);
    if (place?.inWorkspace === false) this.parts.linked(place.path);
    return place;
  }

  showOnLines(handle: string, shown: ShownOnLines, signal: AbortSignal): Promise<LinesShown> {
    return this.shown.show(this.get(handle), { ...shown, handle }, signal);
  }

  hideFromLines(): void {
    this.shown.hide();
  }

  close(handle: string): void {
    this.shown.closed(handle);
    const entry = this.handles.get(handle);
    this.handles.delete(handle);
    if (entry !== undefined) this.leave(entry);
  }

  /** A source file is another one on disk. */
  sourceChanged(): void {
    this.edition += 1;
  }

  dispose(): void {
    for (const { loaded } of this.entries.values()) loaded.dispose();
    this.entries.clear();
    this.handles.clear();
  }

  private async entryFor({ origin, base }: OpenProfile): Promise<Entry> {
    const { origins, openViewer, paths, readText } = this.parts;
    const profile = await this.find(origin);
    const foundBase = base === null ? null : await this.find(base);
    const key = `${profile.key}\n${foundBase?.key ?? ''}`;
    const known = this.entries.get(key);
    if (known !== undefined) return known;
    const loaded = new LoadedProfile({
      origins,
      paths,
      openViewer,
      readText,
      profile,
      base: foundBase,
      edition: () => this.edition,
    });
    const entry = { key, loaded, users: 0 };
    this.entries.set(key, entry);
    return entry;
  }

  /** @throws LeakLensError `not-found` for a handle that nobody has, and a service that is not connected */
  private async find(origin: ProfileOrigin | OpenedOrigin): Promise<FoundProfile> {
    if (origin.kind === 'opened') return this.get(origin.handle).found;
    return { origin, key: await originKey(this.parts.origins, origin), answered: null };
  }

  private leave(entry: Entry): void {
    entry.users -= 1;
    if (entry.users > 0) return;
    entry.loaded.dispose();
    if (this.entries.get(entry.key) === entry) this.entries.delete(entry.key);
  }

  private get(handle: string): LoadedProfile {
    const entry = this.handles.get(handle);
    if (entry === undefined) throw new LeakLensError({ kind: 'not-found', subject: handle, detail: 'not open' });
    return entry.loaded;
  }
}
