import type { Disposable } from '../../shared/base/disposable';
import type { SnapshotPick } from '../snapshots/snapshotPick';
import { lineCommands } from './lines/lineCommands';
import { ProfileOnLines } from './lines/profileOnLines';
import { flameCommand } from './live/flameCommand';
import { compareLive, liveCommands } from './live/liveCommands';
import { pastCommands, pickPast } from './past/pastCommands';
import { TimeTravel } from './past/timeTravel';
import { profileCommands } from './profileCommands';
import { ProfileEditor, type ProfileEditorParts } from './profileEditor';

export interface ProfileViewParts extends Omit<ProfileEditorParts, 'compare' | 'onLines'> {
  readonly pick: SnapshotPick;
  /** Told when all that was kept of a service is gone. */
  readonly trends: { historyDeleted(): void };
}

/** The editor of profiles, and the commands that open something in it. */
export class ProfileViews implements Disposable {
  readonly commands;
  private readonly editor: ProfileEditor;
  private readonly timeTravel: TimeTravel;
  private readonly onLines: ProfileOnLines;

  constructor(parts: ProfileViewParts) {
    const { pick, connections, snapshots, report } = parts;
    const onLines = new ProfileOnLines(parts.engine, report);
    const editor = new ProfileEditor({
      ...parts,
      onLines,
      compare: (address, profileId) => {
        if (address.kind === 'live') compareLive({ editor, snapshots }, address, profileId).catch(report);
      },
    });
    this.editor = editor;
    this.onLines = onLines;
    const { engine } = parts;
    this.timeTravel = new TimeTravel({
      engine,
      pick: (argument, at) => pickPast({ engine, connections }, argument, at),
      report,
    });
    this.commands = {
      ...profileCommands(editor, pick),
      ...liveCommands({ editor, connections, snapshots }),
      ...this.timeTravel.commands,
      ...pastCommands({ editor, engine: parts.engine, connections, deleted: () => parts.trends.historyDeleted() }),
      ...flameCommand({ editor, engine: parts.engine }),
      ...lineCommands(editor, onLines),
    };
  }

  dispose(): void {
    this.editor.dispose();
    this.timeTravel.dispose();
    this.onLines.dispose();
  }
}
