import { DisposableStore, type Disposable } from '../../shared/base/disposable';
import type { CommandHandlers } from '../base/commandRegistry';
import type { EngineClient } from '../engine/engineClient';
import type { SnapshotPick } from '../snapshots/snapshotPick';
import type { SnapshotList } from '../targets/snapshotList';
import type { TargetConnections } from '../targets/targetConnections';
import { compareCommand, compareOpened, type CompareParts } from './compare/compareCommand';
import { lineCommands } from './lines/lineCommands';
import { ProfileOnLines } from './lines/profileOnLines';
import { flameCommand } from './live/flameCommand';
import { liveCommands } from './live/liveCommands';
import { pastCommands, pickPast } from './past/pastCommands';
import { TimeTravel } from './past/timeTravel';
import type { ProfileActionName } from './profileActionNames';
import type { ProfileAddress } from './profileAddress';
import { profileCommands } from './profileCommands';
import type { ProfileEditor } from './profileEditor';

export interface ProfileActionsParts {
  readonly editor: ProfileEditor;
  readonly engine: EngineClient;
  readonly snapshots: SnapshotList;
  readonly connections: TargetConnections;
  readonly pick: SnapshotPick;
  /** Told when all that was kept of a service is gone. */
  readonly trends: { historyDeleted(): void };
  /** Takes what failed where nobody waits for an answer. */
  readonly report: (thrown: unknown) => void;
}

/** What a person can do about profiles: open them, compare them, see them on lines, go back in time. Loaded with the first such wish. */
export class ProfileActions implements Disposable {
  readonly commands: Pick<CommandHandlers, ProfileActionName>;
  readonly onLines: ProfileOnLines;
  readonly timeTravel: TimeTravel;
  private readonly parts: ProfileActionsParts;
  private readonly owned = new DisposableStore();

  constructor(parts: ProfileActionsParts) {
    this.parts = parts;
    const { editor, engine, connections, pick, trends, report } = parts;
    this.onLines = this.owned.add(new ProfileOnLines(engine, report));
    const pickMoment = (argument: unknown, at: unknown) => pickPast({ engine, connections }, argument, at);
    this.timeTravel = this.owned.add(new TimeTravel({ engine, pick: pickMoment, report }));
    this.commands = {
      ...profileCommands(editor, pick),
      ...compareCommand(this.compareParts()),
      ...liveCommands({ editor, connections }),
      ...this.timeTravel.commands,
      ...pastCommands({ editor, engine, connections, deleted: () => trends.historyDeleted() }),
      ...flameCommand({ editor, engine }),
      ...lineCommands(editor, this.onLines),
    };
  }

  /** Lets the person choose what a profile that is open is compared with, and opens both. */
  async compare(address: ProfileAddress, profileId: string): Promise<void> {
    await compareOpened(this.compareParts(), address, profileId);
  }

  private compareParts(): CompareParts {
    const { editor, engine, snapshots, connections, pick } = this.parts;
    return { editor, engine, snapshots, connections, pick, chosenAt: (uri) => editor.chosenAt(uri) };
  }

  dispose(): void {
    this.owned.dispose();
  }
}
