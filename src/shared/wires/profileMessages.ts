import type { FlameQuery } from '../model/views/flameView';
import { goroutineGroupings, type GoroutinesQuery } from '../model/views/goroutinesView';
import { defaultGraphNodes, mostGraphNodes, type GraphQuery } from '../model/views/graphView';
import type { MemoryView } from '../model/views/memoryView';
import type { ProfileAbout, ViewAnswer, ViewQuery } from '../model/views/profileView';
import type { LinesShown } from '../model/views/profileLines';
import type { PprofFiles } from '../model/views/pprofFiles';
import type { FrameKey } from '../model/views/viewFrames';
import { recordingSeconds } from '../model/views/liveProfile';
import { topColumns, type TopQuery } from '../model/views/topView';
import { granularities, refinementKinds, wholeScope, type Refinement, type ViewScope } from '../model/views/viewScope';

/** The wire between the extension host and the view of a profile (a webview). `ready` first, then what is opened, then answers. */

export const profileTabs = ['flame', 'top', 'graph', 'goroutines', 'peek', 'source', 'memory'] as const;
export type ProfileTab = (typeof profileTabs)[number];

/** What a person chose; kept over closing and reloading, and the same for every tab. */
export interface ProfileViewState {
  readonly tab: ProfileTab;
  readonly scope: ViewScope;
  readonly flame: FlameChoice;
  readonly top: Required<Pick<TopQuery, 'sort' | 'descending' | 'filter' | 'label'>>;
  readonly graph: GraphQuery;
  readonly goroutines: GoroutinesQuery;
  /** The frame that is looked at, in whichever tab. */
  readonly selected: FrameKey | null;
}

export interface FlameChoice extends Pick<FlameQuery, 'from' | 'to' | 'order' | 'direction' | 'of' | 'search'> {
  /** The boxes of a difference say shares of what it is compared with instead of amounts. */
  readonly inShares: boolean;
}

export const firstProfileState: ProfileViewState = {
  tab: 'flame',
  scope: wholeScope,
  flame: { from: 0, to: 1, order: 'weight', direction: 'callees', of: null, search: null, inShares: false },
  top: { sort: 'flat', descending: true, filter: '', label: '' },
  graph: { nodeCount: defaultGraphNodes, search: null },
  goroutines: { by: 'place', search: null, onlyMine: false, opened: null },
  selected: null,
};

/** One of several profiles that belong together: those of a snapshot. */
export interface ProfileChoice {
  readonly id: string;
  /** For a person. */
  readonly name: string;
}

/** What is looked at, in words. */
export interface ProfileTitle {
  readonly name: string;
  /** Where it is from, or how old it is; empty where there is nothing to say. */
  readonly detail: string;
  /** What it is compared with; null for no difference. */
  readonly base: string | null;
  /** More than one where there is a choice. */
  readonly choices: readonly ProfileChoice[];
  readonly chosen: string;
  /** Null where pprof could not be given what is looked at. */
  readonly pprof: PprofFiles | null;
  /** Null for what stays as it is. */
  readonly live: LiveTitle | null;
  /** It can be told where the memory of the process is. */
  readonly hasMemory: boolean;
}

/** What can be done with a profile of a service that runs. */
export interface LiveTitle {
  /** It is recorded for as long as a person says; else it is of a moment. */
  readonly isRecorded: boolean;
  /** The service stops while it answers: it is asked when a person has read so. */
  readonly stopsProcess: boolean;
  /** Whether it can be compared with what the service answers next, or is. */
  readonly changes: 'none' | 'offered' | 'shown';
  /** For a person: what it may need for there to be anything in it; empty where there always is. */
  readonly whenEmpty: string;
}

/** What a person gave a name, to look at any profile by it. */
export interface SavedView {
  readonly name: string;
  readonly state: ProfileViewState;
}

export type ToProfileView =
  /** Nothing is asked before a person says for how long. */
  | { readonly type: 'toRecord'; readonly title: ProfileTitle; readonly seconds: number }
  /** Nothing is asked before a person has read that the service stops for it, the longer the more goroutines it has; null for nobody knows. */
  | { readonly type: 'toStop'; readonly title: ProfileTitle; readonly goroutines: number | null }
  /** Under way: nothing of an earlier profile holds any more. `seconds` while a service records. */
  | { readonly type: 'opening'; readonly title: ProfileTitle; readonly seconds: number | null }
  | {
      readonly type: 'opened';
      readonly title: ProfileTitle;
      readonly about: ProfileAbout;
      readonly state: ProfileViewState;
    }
  /** The same of a later moment: what a person chose stays, and so does what is seen until there is something else. */
  | { readonly type: 'renewed'; readonly title: ProfileTitle; readonly about: ProfileAbout }
  /** What is seen stays, and what was wanted has not happened. In words for a person. */
  | { readonly type: 'notRenewed'; readonly message: string }
  /** What to look at is said from outside. */
  | { readonly type: 'look'; readonly state: ProfileViewState }
  /** In words for a person. */
  | { readonly type: 'failed'; readonly title: ProfileTitle; readonly message: string; readonly nextStep: string }
  | { readonly type: 'answer'; readonly id: number; readonly answer: ViewAnswer }
  | { readonly type: 'memory'; readonly memory: MemoryView }
  | { readonly type: 'refused'; readonly id: number; readonly message: string }
  /** The file is another one on disk. */
  | { readonly type: 'changed' }
  /** What it says on source lines; null when it says nothing there. `problem` in words, where a person wanted it to. */
  | { readonly type: 'onLines'; readonly shown: LinesShown | null; readonly problem: string }
  /** All that have a name, oldest first. */
  | { readonly type: 'views'; readonly views: readonly SavedView[] };

export const toProfileViewTypes: readonly ToProfileView['type'][] = [
  'toRecord',
  'toStop',
  'opening',
  'opened',
  'renewed',
  'notRenewed',
  'look',
  'failed',
  'answer',
  'memory',
  'refused',
  'changed',
  'onLines',
  'views',
];

export type FromProfileView =
  | { readonly type: 'ready' }
  /** `id` counts up; an answer to an older question of the same view is not waited for any more. The engine checks the question. */
  | { readonly type: 'ask'; readonly id: number; readonly query: ViewQuery }
  | { readonly type: 'keep'; readonly state: ProfileViewState }
  /** The host asks for a name. */
  | { readonly type: 'saveView'; readonly state: ProfileViewState }
  | { readonly type: 'forgetView'; readonly name: string }
  | { readonly type: 'goTo'; readonly frame: FrameKey }
  | { readonly type: 'choose'; readonly id: string }
  | { readonly type: 'reload' }
  /** A service is to record for so long. */
  | { readonly type: 'record'; readonly seconds: number }
  /** A service is to write down each of its goroutines. */
  | { readonly type: 'stop' }
  | { readonly type: 'cancel' }
  /** With each poll from now on, or no longer. */
  | { readonly type: 'follow'; readonly on: boolean }
  | { readonly type: 'compare' }
  /** What is seen is compared with what the service answers now, or no longer with anything. */
  | { readonly type: 'changes'; readonly on: boolean }
  /** Its costs are to be seen on source lines, or no longer. */
  | { readonly type: 'onLines'; readonly on: boolean }
  /** Where the memory of the process is. */
  | { readonly type: 'askMemory' }
  | { readonly type: 'copy'; readonly text: string }
  /** A picture to be kept as a file: text of SVG, or Base64 of a PNG. */
  | { readonly type: 'save'; readonly format: PictureFormat; readonly content: string };

export const pictureFormats = ['svg', 'png'] as const;
export type PictureFormat = (typeof pictureFormats)[number];

/** Longer ones are none that a person wrote, or copied from a page of ours. */
const longest = { pattern: 10_000, name: 100_000, copied: 20_000_000, picture: 100_000_000 } as const;
const mostRefinements = 100;

/** Validates what a webview posts; null for anything that is not exactly one of the messages. */
export function parseFromProfileView(data: unknown): FromProfileView | null {
  if (!isRecord(data)) return null;
  switch (data['type']) {
    case 'ready':
    case 'reload':
    case 'stop':
    case 'cancel':
    case 'compare':
    case 'askMemory':
      return { type: data['type'] };
    case 'ask': {
      const { id, query } = data;
      // What stands in a question is checked where it is answered.
      return isNumber(id) && isRecord(query) && typeof query['view'] === 'string'
        ? { type: 'ask', id, query: query as unknown as ViewQuery }
        : null;
    }
    case 'keep':
    case 'saveView': {
      const state = parseProfileState(data['state']);
      return state === null ? null : { type: data['type'], state };
    }
    case 'forgetView':
      return isText(data['name'], longest.name) ? { type: 'forgetView', name: data['name'] } : null;
    case 'goTo': {
      const frame = parseFrame(data['frame']);
      return frame === null ? null : { type: 'goTo', frame };
    }
    case 'record': {
      const { seconds } = data;
      const { least, most } = recordingSeconds;
      const isWhole = isNumber(seconds) && Number.isInteger(seconds) && seconds >= least && seconds <= most;
      return isWhole ? { type: 'record', seconds } : null;
    }
    case 'changes':
    case 'follow':
    case 'onLines':
      return typeof data['on'] === 'boolean' ? { type: data['type'], on: data['on'] } : null;
    case 'choose':
      return isText(data['id'], longest.name) ? { type: 'choose', id: data['id'] } : null;
    case 'copy':
      return isText(data['text'], longest.copied) ? { type: 'copy', text: data['text'] } : null;
    case 'save': {
      const format = pictureFormats.find((name) => name === data['format']);
      const { content } = data;
      return format !== undefined && isText(content, longest.picture) ? { type: 'save', format, content } : null;
    }
    default:
      return null;
  }
}

/** Validates a state, from a webview or from the editor's storage. */
export function parseProfileState(data: unknown): ProfileViewState | null {
  if (!isRecord(data)) return null;
  const tab = profileTabs.find((name) => name === data['tab']);
  const scope = parseScope(data['scope']);
  const flame = parseFlame(data['flame']);
  const top = parseTop(data['top']);
  const graph = parseGraph(data['graph']);
  const goroutines = parseGoroutines(data['goroutines']);
  const selected = data['selected'] === null ? null : parseFrame(data['selected']);
  if (tab === undefined || scope === null || flame === null || top === null) return null;
  if (graph === null || goroutines === null) return null;
  return { tab, scope, flame, top, graph, goroutines, selected };
}

function parseScope(data: unknown): ViewScope | null {
  if (!isRecord(data)) return null;
  // States that were kept before there was a level of labels, or a unit, have none.
  const { sample, normalize, refinements: listed, labelLevel = '', unit = '' } = data;
  const granularity = granularities.find((name) => name === data['granularity']);
  if (!isText(sample, longest.name) || typeof normalize !== 'boolean' || granularity === undefined) return null;
  if (!isText(labelLevel, longest.name) || !isText(unit, longest.name)) return null;
  if (!Array.isArray(listed) || listed.length > mostRefinements) return null;
  const refinements = listed.flatMap((one: unknown) => parseRefinement(one) ?? []);
  return refinements.length === listed.length
    ? { sample, granularity, refinements, normalize, labelLevel, unit }
    : null;
}

function parseRefinement(data: unknown): Refinement | null {
  if (!isRecord(data)) return null;
  const kind = refinementKinds.find((name) => name === data['kind']);
  const pattern = data['pattern'];
  return kind === undefined || !isText(pattern, longest.pattern) ? null : { kind, pattern };
}

function parseFlame(data: unknown): FlameChoice | null {
  if (!isRecord(data)) return null;
  const inShares = data['inShares'] === true;
  // States that were kept before a frame could be chosen have none.
  const of = data['of'] === null || data['of'] === undefined ? null : parseFrame(data['of']);
  const { from, to, order, direction, search } = data;
  if (!isNumber(from) || !isNumber(to) || !(from >= 0 && from < to && to <= 1)) return null;
  if (order !== 'weight' && order !== 'name') return null;
  if (direction !== 'callees' && direction !== 'callers' && direction !== 'both') return null;
  return search === null || isText(search, longest.pattern)
    ? { from, to, order, direction, of, search, inShares }
    : null;
}

function parseTop(data: unknown): ProfileViewState['top'] | null {
  if (!isRecord(data)) return null;
  const sort = topColumns.find((name) => name === data['sort']);
  // States that were kept before rows could be labels have none.
  const { descending, filter, label = '' } = data;
  if (sort === undefined || typeof descending !== 'boolean' || !isText(filter, longest.pattern)) return null;
  return isText(label, longest.name) ? { sort, descending, filter, label } : null;
}

function parseGraph(data: unknown): ProfileViewState['graph'] | null {
  if (!isRecord(data)) return null;
  const { nodeCount, search } = data;
  if (!isNumber(nodeCount) || !Number.isInteger(nodeCount) || nodeCount < 1 || nodeCount > mostGraphNodes) return null;
  return search === null || isText(search, longest.pattern) ? { nodeCount, search } : null;
}

function parseGoroutines(data: unknown): GoroutinesQuery | null {
  if (!isRecord(data)) return null;
  const by = goroutineGroupings.find((name) => name === data['by']);
  const { search, onlyMine, opened } = data;
  if (by === undefined || typeof onlyMine !== 'boolean') return null;
  if (opened !== null && !isText(opened, longest.name)) return null;
  return search === null || isText(search, longest.pattern) ? { by, search, onlyMine, opened } : null;
}

function parseFrame(data: unknown): FrameKey | null {
  if (!isRecord(data)) return null;
  const { function: name, file, line } = data;
  if (!isText(name, longest.name) || !isText(file, longest.name) || !isNumber(line)) return null;
  return { function: name, file, line };
}

function isText(value: unknown, most: number): value is string {
  return typeof value === 'string' && value.length <= most;
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function isRecord(data: unknown): data is Record<string, unknown> {
  return typeof data === 'object' && data !== null;
}
