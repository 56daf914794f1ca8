import { LeakLensError, toProblem } from '../../shared/model/errors';
import type { IgnoreRule } from '../../shared/model/finding';
import { ignoreFileName, isInForce, parseIgnoreRules } from '../../shared/base/ignoreRules';
import type { Clock } from '../../shared/ports/clock';
import type { Log } from '../../shared/ports/log';
import type { WorkspaceIgnores } from '../../shared/ports/stores';
import type { IgnoreFile } from '../../shared/ports/watchFiles';
import { groupedBy } from '../../shared/base/groupedBy';

export interface FolderIgnoresParts {
  readonly ignores: WorkspaceIgnores;
  readonly clock: Clock;
  readonly log: Log;
}

/** The rules of the workspace's folders: what findings a person does not want to see. */
export class FolderIgnores {
  private readonly parts: FolderIgnoresParts;
  private folders: readonly string[] = [];

  constructor(parts: FolderIgnoresParts) {
    this.parts = parts;
  }

  setFolders(folders: readonly string[]): void {
    this.folders = folders;
  }

  /** All that stand there, also those whose day is over. A file that cannot be read ignores nothing, and the log says why. */
  async rules(): Promise<readonly IgnoreRule[]> {
    const rules: IgnoreRule[] = [];
    for (const folder of this.folders) {
      try {
        rules.push(...((await this.parts.ignores.nearest(folder))?.rules ?? []));
      } catch (error) {
        const { subject, detail } = toProblem(error, folder);
        this.parts.log.warn(`nothing is ignored by ${subject}: ${detail}`);
      }
    }
    return rules;
  }

  /** The files that hold the rules, each once. @throws LeakLensError `unreadable` for one with a mistake */
  async files(): Promise<readonly IgnoreFile[]> {
    const files = new Map<string, IgnoreFile>();
    for (const folder of this.folders) {
      const file = await this.parts.ignores.nearest(folder);
      if (file !== null) files.set(file.path, file);
    }
    return [...files.values()];
  }

  /** Those in force, the first of two for one finding. @throws LeakLensError `unreadable` for a file with a mistake */
  async list(): Promise<readonly IgnoreRule[]> {
    const rules = (await this.files()).flatMap((file) => file.rules);
    const now = this.parts.clock.now();
    const inForce = rules.filter((rule) => isInForce(rule, now));
    return [...groupedBy(inForce, ({ id }) => id).values()].flatMap(([first]) => first ?? []);
  }

  /**
   * Writes a rule for the folder that holds the file, else for the first.
   * @returns path of the file that now holds the rule. @throws LeakLensError `not-found`, `store`, `unreadable`
   */
  async add(rule: IgnoreRule, path: string): Promise<string> {
    // What came over the wire is written to a file that others read.
    const parsed = parseIgnoreRules(JSON.stringify({ ignore: [rule] }));
    if (!parsed.ok) throw new LeakLensError({ kind: 'unreadable', subject: ignoreFileName, detail: parsed.fault });
    const folder = this.folders.find((candidate) => path.startsWith(`${candidate}/`)) ?? this.folders[0];
    if (folder === undefined) {
      throw new LeakLensError({ kind: 'not-found', subject: ignoreFileName, detail: 'no folder is open' });
    }
    return this.parts.ignores.add(folder, rule);
  }

  /** Takes the rules for a finding out of all files. @returns the first that held one. @throws LeakLensError `not-found`, `store`, `unreadable` */
  async remove(id: string): Promise<string> {
    const changed: string[] = [];
    for (const folder of this.folders) {
      const path = await this.parts.ignores.remove(folder, id);
      if (path !== null) changed.push(path);
    }
    const [first] = changed;
    if (first !== undefined) return first;
    throw new LeakLensError({ kind: 'not-found', subject: id, detail: 'no rule ignores it' });
  }
}
