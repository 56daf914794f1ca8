import type { Documents } from '../../shared/ports/engine/documents';
import type { EngineEvents } from '../../shared/ports/engine/engineApi';
import type { Log } from '../../shared/ports/log';

const ignored = () => undefined;

/** Nobody edits anything while a command runs. */
const documents: Documents = {
  events: { on: () => ({ dispose: ignored }) },
  paths: () => [],
  lineCount: () => 0,
  lineText: () => null,
  isDirty: () => false,
  version: () => null,
  uri: (path) => path,
};

/** A command asks for what it wants to know. */
const events: EngineEvents = {
  targetsChanged: ignored,
  hints: ignored,
  findingsChanged: ignored,
  seriesGrew: ignored,
  profileHints: ignored,
  travelled: ignored,
  snapshotsChanged: ignored,
  captureProgress: ignored,
};

/** What goes wrong and does not end a command is nothing that a terminal shows. */
const log: Log = { info: ignored, warn: ignored, error: ignored };

/** What the command line is to an engine. */
export const commandFace = { documents, events, log };
