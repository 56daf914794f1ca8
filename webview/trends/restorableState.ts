import { parsePanelChoice, type PanelChoice, type PanelTarget } from '../../src/shared/wires/panelMessages';
import type { SeriesTable } from '../../src/shared/model/series/series';
import type { ExploreState } from './explore/explorer';
import { cutWindow, thinTable } from './model';

/** What the panel shows at once when it is opened again, before the host has answered. */
export interface RestorableState {
  readonly version: 1;
  readonly targets: readonly PanelTarget[];
  readonly choice: PanelChoice;
  readonly series: SeriesTable;
  /** Of the chart in the editor alone. */
  readonly explore?: ExploreState;
}

/** Enough for a narrow panel; VS Code serialises this state on each save. */
const keptRows = 300;

export function toRestorableState(parts: Omit<RestorableState, 'version'>): RestorableState {
  return { ...parts, version: 1, series: thinTable(cutWindow(parts.series, parts.choice.window), keptRows) };
}

/** The state if this version wrote it, else null: a newer panel starts afresh instead of guessing. */
export function parseRestorableState(data: unknown): RestorableState | null {
  if (!isRecord(data) || data.version !== 1 || !Array.isArray(data.targets) || !isRecord(data.series)) return null;
  const choice = parsePanelChoice(data.choice);
  const { atMillis, life, build, values } = data.series;
  if (choice === null || !Array.isArray(atMillis) || !Array.isArray(life) || !Array.isArray(build) || !isRecord(values))
    return null;
  const complete = Object.values(values).every((column) => Array.isArray(column) && column.length === atMillis.length);
  // Before targets said what is followed of them, nothing could be drawn by this: it is asked for anew.
  const told = data.targets.every(
    (target) =>
      isRecord(target) &&
      Array.isArray(target['series']) &&
      isRecord(target['growth']) &&
      Array.isArray(target['outlooks']) &&
      typeof target['condition'] === 'string' &&
      typeof target['asOf'] === 'string',
  );
  if (!complete || !told || life.length !== atMillis.length || build.length !== atMillis.length) return null;
  const { explore, ...state } = data as unknown as RestorableState;
  const explored = parseExplore(explore);
  return { ...state, choice, ...(explored !== null && { explore: explored }) };
}

/** Null for what no chart in an editor wrote. */
function parseExplore(data: unknown): ExploreState | null {
  if (!isRecord(data) || !Array.isArray(data['lines'])) return null;
  const { span, ends, selected, lines } = data;
  const isSpan = isRecord(span) && typeof span['fromMillis'] === 'number' && typeof span['toMillis'] === 'number';
  const areEnds = Array.isArray(ends) && ends.length === 2 && ends.every((end) => typeof end === 'number');
  return {
    span: isSpan ? (span as unknown as ExploreState['span']) : null,
    ends: areEnds ? (ends as unknown as ExploreState['ends']) : null,
    selected: typeof selected === 'number' ? selected : null,
    lines: (lines as readonly unknown[]).filter((id): id is string => typeof id === 'string'),
  };
}

function isRecord(data: unknown): data is Record<string, unknown> {
  return typeof data === 'object' && data !== null;
}
