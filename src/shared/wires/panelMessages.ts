import type { MissingAnswer } from './lspMessages';
import type { LineView } from './pastView';
import type { PastMoment } from '../model/pastMoment';
import { isSeriesId, type SeriesId, type SeriesPoint, type SeriesTable } from '../model/series/series';
import type { OutlookView, SeriesLimit } from '../model/series/outlook';
import type { SeriesView } from '../model/series/seriesSpec';

/** The wire between the extension host and the trends panel (a webview). `ready` first, then a full state, then growth. */

export const panelWindows = ['5m', '1h', 'all'] as const;
export type PanelWindow = (typeof panelWindows)[number];

/** How long a window is; null for all there is. */
export const panelWindowMillis: Readonly<Record<PanelWindow, number | null>> = {
  '5m': 5 * 60_000,
  '1h': 60 * 60_000,
  all: null,
};

/** One target in the panel's drop-down. */
export interface PanelTarget {
  readonly id: string;
  readonly name: string;
  /** Host and port, shown as the second line. */
  readonly url: string;
  readonly phase: 'connecting' | 'connected' | 'reconnecting' | 'disconnected';
  /** How it stands with it, in two or three words. */
  readonly condition: string;
  /** Why it is reconnecting, in words; empty otherwise. */
  readonly problem: string;
  /** As of when all is that is shown of it, and when it is tried again, in words; empty while it answers. */
  readonly asOf: string;
  /** What polling costs the service, in words; empty before the first poll. */
  readonly cost: string;
  /** What the service does not offer, and why: what a chart without a line has to say. */
  readonly missing: readonly MissingAnswer[];
  /** What is followed of it, what matters most first. */
  readonly series: readonly SeriesView[];
  /** Per minute, by series; absent until there are enough points, and where growth says nothing. */
  readonly growth: Readonly<Record<SeriesId, number>>;
  /** What of it must stay below which limit. */
  readonly limits: readonly SeriesLimit[];
  /** When what is limited reaches its limits, worded. */
  readonly outlooks: readonly OutlookView[];
  /** Where it stands for several processes: then `series` has a line for each of them and each number. Absent for one process. */
  readonly service?: PanelService;
}

/** What several processes are compared by, and which they are. */
export interface PanelService {
  /** One for each chart, what matters most first. */
  readonly numbers: readonly SeriesView[];
  /** Those that stand out first. */
  readonly replicas: readonly PanelReplica[];
}

/** One process of a service. */
export interface PanelReplica {
  readonly targetId: string;
  readonly name: string;
  /** How it stands with it, in two or three words. */
  readonly condition: string;
  /** That it does what its peers do not, one sentence; empty where it does not. */
  readonly exception: string;
  /** What of it comes to its limit first, and when: `512 MB in 3 h`, and in a sentence; null where nothing is foreseen. */
  readonly ahead: { readonly short: string; readonly sentence: string } | null;
  /** Its line, by number. */
  readonly lines: Readonly<Record<SeriesId, SeriesId>>;
}

/** What a person chose; kept by the host over closing and reloading. */
export interface PanelChoice {
  readonly targetId: string | null;
  readonly window: PanelWindow;
  /** Null until a person chose: then what stands for the target is drawn, and nothing for those who look closer. */
  readonly hidden: readonly SeriesId[] | null;
}

/** Before anybody chose: the first target, the last minutes, the lines that tell most. */
export const defaultPanelChoice: PanelChoice = { targetId: null, window: '5m', hidden: null };

/** What is kept of the past of a target, as the chart in the editor shows it. */
export interface PanelPast {
  readonly targetId: string;
  /** Moments that can be opened as profiles, in order of time. */
  readonly moments: readonly Pick<PastMoment, 'atMillis' | 'life' | 'build'>[];
  /** In order of time. */
  readonly marks: readonly PanelMark[];
  readonly lines: readonly LineView[];
  /** The moment that the lines in the editor show, ms since 1970; null while they show what is now. */
  readonly travelled: number | null;
}

/** Something that happened and that the series do not tell. */
export interface PanelMark {
  readonly kind: 'find' | 'snapshot' | 'baseline';
  readonly atMillis: number;
  /** In words. */
  readonly label: string;
}

export type ToPanel =
  | {
      readonly type: 'state';
      /** False in a workspace that is not trusted: nothing connects there. */
      readonly trusted: boolean;
      readonly targets: readonly PanelTarget[];
      readonly choice: PanelChoice;
      /** Points of the chosen target within the chosen window; empty when there is no target. */
      readonly series: SeriesTable;
    }
  | { readonly type: 'targets'; readonly targets: readonly PanelTarget[] }
  /** For the chart in the editor alone. */
  | { readonly type: 'past'; readonly past: PanelPast }
  | { readonly type: 'grew'; readonly targetId: string; readonly points: readonly SeriesPoint[] };

export type FromPanel =
  | { readonly type: 'ready' }
  | { readonly type: 'choose'; readonly choice: PanelChoice }
  | { readonly type: 'capture'; readonly targetId: string }
  /** Lines in the editor say what they said at a moment that is kept. */
  | { readonly type: 'travel'; readonly targetId: string; readonly atMillis: number }
  | { readonly type: 'backToNow' }
  /** Opens a moment that is kept as a profile, alone or as what has changed since an earlier one. */
  | {
      readonly type: 'openMoment';
      readonly targetId: string;
      readonly atMillis: number;
      readonly base: number | null;
    }
  /** Of a service that does not answer. */
  | { readonly type: 'tryNow'; readonly targetId: string }
  | { readonly type: 'editAddress'; readonly targetId: string };

/** Validates what a webview posts; null for anything that is not exactly one of the messages. */
export function parseFromPanel(data: unknown): FromPanel | null {
  if (!isRecord(data)) return null;
  switch (data.type) {
    case 'ready':
    case 'backToNow':
      return { type: data.type };
    case 'capture':
    case 'tryNow':
    case 'editAddress':
      return typeof data.targetId === 'string' ? { type: data.type, targetId: data.targetId } : null;
    case 'travel': {
      const { targetId, atMillis } = data;
      const isWhole = typeof targetId === 'string' && typeof atMillis === 'number';
      return isWhole ? { type: 'travel', targetId, atMillis } : null;
    }
    case 'openMoment': {
      const { targetId, atMillis, base } = data;
      if (typeof targetId !== 'string' || typeof atMillis !== 'number') return null;
      return base === null || typeof base === 'number' ? { type: 'openMoment', targetId, atMillis, base } : null;
    }
    case 'choose': {
      const choice = parsePanelChoice(data.choice);
      return choice === null ? null : { type: 'choose', choice };
    }
    default:
      return null;
  }
}

/** More than any runtime has, and the replicas of a service. */
const mostHidden = 256;

/** Validates a choice, from a webview or from the editor's storage. */
export function parsePanelChoice(data: unknown): PanelChoice | null {
  if (!isRecord(data) || (data.hidden !== null && !Array.isArray(data.hidden))) return null;
  const { targetId } = data;
  if (targetId !== null && typeof targetId !== 'string') return null;
  const window = panelWindows.find((candidate) => candidate === data.window);
  if (window === undefined) return null;
  if (data.hidden === null) return { targetId, window, hidden: null };
  const listed: readonly unknown[] = data.hidden;
  const hidden = listed.filter((id): id is SeriesId => typeof id === 'string' && isSeriesId(id));
  return { targetId, window, hidden: [...new Set(hidden)].slice(0, mostHidden) };
}

function isRecord(data: unknown): data is Record<string, unknown> {
  return typeof data === 'object' && data !== null;
}
