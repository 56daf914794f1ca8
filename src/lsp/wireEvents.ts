import { t } from '@vscode/l10n';
import type { Connection } from 'vscode-languageserver/node';
import type { EngineEvents } from '../shared/ports/engineApi';
import type { FindingWords } from '../shared/ports/words/findingWords';
import { engineNotifications } from '../shared/wires/lspMessages';
import type { Log } from '../shared/ports/log';
import type { Runtimes } from '../shared/ports/runtime';
import type { ServiceWords } from '../shared/ports/words/serviceWords';
import type { ProblemWords } from '../shared/ports/words/problemWords';
import { longestSentence } from '../shared/base/said/cutText';
import { plainText } from '../shared/base/said/plainText';
import { targetFindings } from './findings/targetFindings';
import type { OpenDocuments } from './openDocuments';
import { targetState } from './targetState';

export interface EventWords {
  readonly words: FindingWords;
  readonly problemWords: ProblemWords;
  readonly serviceWords: ServiceWords;
  readonly runtimes: Runtimes;
  readonly documents: Pick<OpenDocuments, 'uri'>;
}

/** Sends on what the engine tells, in words. */
export function wireEvents(connection: Connection, parts: EventWords): EngineEvents {
  const notify = (method: string, params: unknown) => {
    // A client that is going away refuses notifications; there is nobody left to tell.
    connection.sendNotification(method, params).catch(() => undefined);
  };
  return {
    targetsChanged: (targets) =>
      notify(
        engineNotifications.targetsChanged.method,
        targets.map((status) => targetState(status, parts)),
      ),
    findingsChanged: (findings) => notify(engineNotifications.findingsChanged.method, targetFindings(findings, parts)),
    hints: (changed) => notify(engineNotifications.hints.method, { documents: changed }),
    seriesGrew: (targetId, points) => notify(engineNotifications.seriesGrew.method, { targetId, points }),
    snapshotsChanged: () => notify(engineNotifications.snapshotsChanged.method, null),
    captureProgress: (targetId, percent, { runtime, asks }) => {
      const step = asks === null ? t('saving') : parts.runtimes.of(runtime).words.capability(asks).name;
      notify(engineNotifications.captureProgress.method, { targetId, percent, step });
    },
  };
}

/** What goes to the client's output channel. */
export function wireLog(connection: Connection): Log {
  const write = (level: 'info' | 'warn' | 'error') => (said: string) => {
    const message = plainText(said, longestSentence);
    connection.sendNotification(engineNotifications.log.method, { level, message }).catch(() => undefined);
  };
  return { info: write('info'), warn: write('warn'), error: write('error') };
}
