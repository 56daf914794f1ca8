import { platform } from 'node:process';
import { env, type ExtensionContext, type Uri, type Webview } from 'vscode';
import type { Clock } from '../../shared/ports/clock';
import type { Log } from '../../shared/ports/log';
import { profileScheme } from '../base/contributionNames';
import type { EngineClient } from '../engine/engineClient';
import { requests } from '../../shared/wires/lspMessages';
import { firstProfileState, type ProfileViewState } from '../../shared/wires/profileMessages';
import type { SnapshotList } from '../targets/snapshotList';
import { describeClock } from '../targets/targetWords';
import type { TargetConnections } from '../targets/targetConnections';
import { FramePlaces } from './framePlaces';
import type { LinePlace } from './lines/viewOnLines';
import { liveService, noService } from './live/liveService';
import type { FollowedService } from './live/pollFollower';
import { fileName, type ProfileAddress } from './profileAddress';
import type { ProfileLook } from './profileLook';
import { profileEngine } from './feed/profileEngine';
import { ProfileFeed } from './feed/profileFeed';
import { profileMemory } from './feed/profileMemory';
import type { ProfileSubject } from './subjects/profileSubject';
import { savePicture } from './keep/savePicture';
import { SavedViews } from './keep/savedViews';
import { subjectOf } from './subjects/subjectOf';
import { unopened } from './feed/unopened';

export interface ProfileConversationParts {
  readonly context: Pick<ExtensionContext, 'workspaceState'>;
  readonly engine: EngineClient;
  readonly snapshots: SnapshotList;
  readonly connections: TargetConnections;
  readonly onLines: () => Promise<LinePlace>;
  /** Lets the person choose what a profile is compared with. */
  readonly compare: (address: ProfileAddress, profileId: string) => Promise<void>;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Log;
  /** Takes what failed where nobody waits for an answer. */
  readonly report: (thrown: unknown) => void;
}

/** What one editor of profiles is opened for, and the page in it. */
export interface OpenedEditor {
  readonly uri: Uri;
  readonly address: ProfileAddress;
  readonly webview: Webview;
}

/**
 * Begins the conversation with the page of an editor of profiles. All that is needed for it is loaded when the first one is opened:
 * whoever never looks at a profile does not wait for it when VS Code starts.
 */
export async function openConversation(
  { uri, address, webview }: OpenedEditor,
  { context, engine, snapshots, connections, onLines, compare, clock, log, report }: ProfileConversationParts,
): Promise<ProfileFeed> {
  const subject = await subjectOf(address, snapshots, (targetId) => engine.ask(requests.past, { targetId }));
  const places = new FramePlaces(engine);
  return new ProfileFeed({
    engine: subject.ok ? profileEngine(engine, report) : unopened(subject.problem),
    subject: subject.ok ? subject.value : failedSubject(uri),
    memory: profileMemory(context.workspaceState, placeOf(uri), report),
    views: new SavedViews(context.workspaceState),
    // A page that is being closed is no longer there to take it.
    post: (message) => void webview.postMessage(message).then(undefined, report),
    service: serviceOf(address, connections),
    compare: ({ id }) => void compare(address, id).catch(report),
    onLines: await onLines(),
    goTo: (handle, frame) => void places.show(handle, frame).then(undefined, report),
    copy: (text) => void env.clipboard.writeText(text).then(undefined, report),
    save: (format, content) => void savePicture(fileName(uri.path), format, content).then(undefined, report),
    shell: platform === 'win32' ? 'powershell' : 'posix',
    timeWords: describeClock,
    now: () => clock.now(),
    log,
    report,
  });
}

/** The service that what is newer is asked of. */
function serviceOf(address: ProfileAddress, connections: TargetConnections): FollowedService {
  const asked = address.kind === 'pair' ? address.now : address;
  return asked.kind === 'live' ? liveService(connections, asked.targetId) : noService;
}

/** What is remembered of a tab belongs to what it shows, whatever that is called meanwhile. */
function placeOf(uri: Uri): string {
  return uri.scheme === profileScheme ? `${uri.scheme}:${uri.query}` : uri.toString();
}

/** Remembers what is to be shown of an address, as if a person had chosen it there. @returns the state of the view; null for what was seen last */
export function chooseView(
  uri: Uri,
  { profileId, state }: ProfileLook,
  { context, report }: Pick<ProfileConversationParts, 'context' | 'report'>,
): ProfileViewState | null {
  const memory = profileMemory(context.workspaceState, placeOf(uri), report);
  memory.saveChoice(profileId);
  const wanted = state === null ? null : state(memory.load(profileId) ?? firstProfileState);
  if (wanted !== null) memory.save(profileId, wanted);
  return wanted;
}

/** Something to say the failure of. */
function failedSubject({ path }: Uri): ProfileSubject {
  const name = fileName(path);
  return {
    name,
    detail: '',
    baseName: null,
    memory: null,
    profiles: [{ id: 'none', name, title: name, origin: { kind: 'file', path }, base: null, live: null, sample: '' }],
  };
}
