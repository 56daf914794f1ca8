import { t } from '@vscode/l10n';
import type { ConnectParams } from '../../shared/model/engineRequests';
import { printedAddress } from '../../shared/base/addresses/printedUrl';
import type { TargetStatus } from '../../shared/model/target/targetStatus';
import { captureStepWords } from '../captureStepWords';
import type { Face } from '../face';
import { targetFindings } from '../findings/targetFindings';
import { targetState } from '../targetState';
import { connectArgument, ignoreArgument, targetsArgument } from './commandArguments';
import type { PlainNews } from './plainNews';
import { targetLine } from './targetWords';

/** What a command has at hand besides the face. */
export interface CommandRun {
  readonly given: readonly unknown[];
  readonly signal: AbortSignal;
  /** Shows what happens meanwhile; `percent` from 0 to 100 where it is known. */
  readonly progress: (message: string, percent?: number) => void;
}

/** What a command comes to. */
export interface CommandAnswer {
  /** For a program: what the command of that name answers in LeakLens' own messages. */
  readonly value: unknown;
  /** For a person; null where the editor shows it anyway. */
  readonly said: string | null;
}

export interface PlainCommand {
  /** What is being done, while it is being done. */
  readonly title: (given: readonly unknown[]) => string;
  readonly run: (run: CommandRun) => CommandAnswer | Promise<CommandAnswer>;
}

/** As a person types them. */
export const plainCommandNames = [
  'leaklens.connect',
  'leaklens.disconnect',
  'leaklens.refresh',
  'leaklens.capture',
  'leaklens.targets',
  'leaklens.findings',
  'leaklens.setBaseline',
  'leaklens.clearBaseline',
  'leaklens.askRuntime',
  'leaklens.ignore',
] as const;

export type PlainCommandName = (typeof plainCommandNames)[number];

/** What a client without LeakLens' own commands runs by `workspace/executeCommand`. */
export function plainCommands(
  face: Face,
  parts: { readonly news: Pick<PlainNews, 'capture'>; readonly completed: (params: ConnectParams) => ConnectParams },
): Readonly<Record<PlainCommandName, PlainCommand>> {
  return { ...connections(face, parts.completed), ...snapshots(face, parts.news), ...verdicts(face) };
}

function connections(face: Face, completed: (params: ConnectParams) => ConnectParams) {
  const { engine } = face;
  return {
    'leaklens.connect': {
      title: (given) => t('Connecting to {0}', printedAddress(typeof given[0] === 'string' ? given[0] : '')),
      run: async ({ given, signal }) => {
        const status = await engine.connect(completed(connectArgument(given)), signal);
        return { value: targetState(status, face), said: targetLine(status, face) };
      },
    },
    'leaklens.disconnect': {
      title: () => t('Disconnecting'),
      run: ({ given }) => {
        for (const { target } of targetsArgument(given, engine)) engine.disconnect(target.id);
        return { value: null, said: null };
      },
    },
    'leaklens.refresh': {
      title: () => t('Asking the service'),
      run: each(face, ({ target }) => engine.refresh(target.id)),
    },
    'leaklens.targets': {
      title: () => t('Listing services'),
      run: () => {
        const targets = engine.targets();
        const lines = targets.map((status) => targetLine(status, face));
        return {
          value: targets.map((status) => targetState(status, face)),
          said:
            lines.length === 0 ? t('No service is connected. Connect to one with leaklens.connect.') : lines.join('\n'),
        };
      },
    },
  } satisfies Partial<Record<PlainCommandName, PlainCommand>>;
}

function snapshots(face: Face, news: Pick<PlainNews, 'capture'>) {
  const capture: PlainCommand = {
    title: () => t('Capturing a snapshot'),
    run: async ({ given, signal, progress }) => {
      const captured = [];
      for (const { target } of targetsArgument(given, face.engine)) {
        const following = news.capture.on(([targetId, percent, step]) => {
          if (targetId === target.id) progress(captureStepWords(step, face.runtimes), percent);
        });
        try {
          captured.push(await face.engine.capture(target.id, signal));
        } finally {
          following.dispose();
        }
      }
      return { value: captured, said: t('Snapshot in {0}', captured.map(({ directory }) => directory).join(', ')) };
    },
  };
  return { 'leaklens.capture': capture };
}

function verdicts(face: Face) {
  const { engine } = face;
  const { findings } = engine;
  return {
    'leaklens.findings': {
      title: () => t('Listing findings'),
      // They are diagnostics to a person: this is for programs.
      run: () => ({ value: targetFindings(findings, face), said: null }),
    },
    'leaklens.setBaseline': {
      title: () => t('Setting the baseline'),
      run: each(face, ({ target }) => findings.setBaseline(target.id), t('What is found now is the baseline.')),
    },
    'leaklens.clearBaseline': {
      title: () => t('Clearing the baseline'),
      run: each(face, ({ target }) => findings.clearBaseline(target.id), t('There is no baseline any more.')),
    },
    'leaklens.askRuntime': {
      title: () => t('Asking the runtime for leaks'),
      run: each(face, ({ target }) => engine.askForLeaks(target.id)),
    },
    'leaklens.ignore': {
      title: () => t('Ignoring a finding'),
      run: async ({ given }) => {
        const path = await findings.ignore({ ...ignoreArgument(given), until: null });
        return { value: path, said: t('Ignored in {0}', path) };
      },
    },
  } satisfies Partial<Record<PlainCommandName, PlainCommand>>;
}

/** One after the other, for each target that the command is about. */
function each(
  face: Face,
  run: (status: TargetStatus) => Promise<unknown>,
  said: string | null = null,
): PlainCommand['run'] {
  return async ({ given }) => {
    for (const status of targetsArgument(given, face.engine)) await run(status);
    return { value: face.engine.targets().map((status) => targetState(status, face)), said };
  };
}
