import type { Analyser } from '../../shared/ports/analyser';
import type { FindingWords } from '../../shared/ports/words/findingWords';
import type { Followers } from '../../shared/ports/follower';
import type { InputOpener } from '../../shared/ports/inputOpener';
import type { Verdicts } from '../../shared/ports/judge';
import type { Clock } from '../../shared/ports/clock';
import type { Decoder } from '../../shared/ports/decoder';
import type { SnapshotDraft } from '../../shared/ports/stores';
import type { SourceConnector } from '../../shared/ports/profileSource';
import type { SourceTree } from '../../shared/ports/sourceTree';
import type { ProblemWords } from '../../shared/ports/words/problemWords';
import type { ProcessReports } from '../../shared/ports/processReports';
import type { Redactor } from '../../shared/ports/redactor';
import type { Runtimes } from '../../shared/ports/runtime';
import type { Said } from '../../shared/base/said/said';
import type { ProfileReports } from '../../shared/ports/profileReports';
import type { Target } from '../../shared/model/target/target';
import type { BaselineFolders, CaptureReader, IgnoreFiles } from '../../shared/ports/watchFiles';

/** What the command line needs of the other rooms; the entry file brings it. */
export interface CliParts {
  readonly inputs: InputOpener;
  readonly connector: SourceConnector;
  readonly decoder: Decoder;
  readonly reports: ProfileReports;
  readonly processReports: ProcessReports;
  readonly analyser: Pick<Analyser, 'goroutineCount' | 'liveHeapBytes' | 'paths' | 'thin'>;
  readonly sourceTree: SourceTree;
  /** Begins a snapshot in a folder of the person's choice. */
  readonly beginCapture: (directory: string, target: Target) => Promise<SnapshotDraft>;
  readonly redactor: Redactor;
  /** Follow targets for the working directory. */
  readonly followers: Followers;
  readonly verdicts: Pick<Verdicts, 'createJudge' | 'compare' | 'baselineOf'>;
  readonly runtimes: Runtimes;
  readonly words: FindingWords;
  readonly problemWords: ProblemWords;
  readonly ignoreFiles: IgnoreFiles;
  readonly baselines: BaselineFolders;
  readonly captures: CaptureReader;
  /** First line of a small file that holds a secret. @throws LeakLensError */
  readonly readSecret: (path: string) => Promise<string>;
  readonly version: string;
  readonly clock: Clock;
}

/** The terminal, or what stands in for it. */
export interface Terminal {
  /** Standard output. Resolves when the system has taken it. @throws OutputError */
  write(text: Said): Promise<void>;
  /** Standard error. */
  writeError(text: Said): void;
  /** Whether standard error is looked at by a person. */
  readonly errorIsTerminal: boolean;
  readonly workingDirectory: string;
  /** Variables: secrets that must not stand in a command line, and the proxy. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}
