import { t } from '@vscode/l10n';
import type { CancellationToken } from 'vscode-languageserver/node';
import { baseName, fileLine } from '../shared/base/fileLine';
import { longestSentence } from '../shared/base/said/cutText';
import { plainText } from '../shared/base/said/plainText';
import { readableSymbol } from '../shared/base/symbols/symbolName';
import { requests } from '../shared/wires/lspMessages';
import type { PastView } from '../shared/wires/pastView';
import { done, outcome, withSignal, type Face, type Params } from './face';

/** Joins what the past of targets is asked for to the wire. */
export function registerPast(face: Face): void {
  const { connection } = face;
  const { past } = face.engine;
  connection.onRequest(requests.pastTargets.method, () => outcome(face, t('the past'), () => past.targets()));
  connection.onRequest(requests.past.method, ({ targetId }: Params<typeof requests.past>) =>
    outcome(face, targetId, () => past.moments(targetId)),
  );
  connection.onRequest(requests.pastView.method, ({ targetId }: Params<typeof requests.pastView>) =>
    outcome(face, targetId, () => pastView(face, targetId)),
  );
  connection.onRequest(
    requests.travel.method,
    ({ targetId, atMillis }: Params<typeof requests.travel>, token: CancellationToken) =>
      outcome(face, targetId, () => withSignal(token, (signal) => past.travel(targetId, atMillis, signal))),
  );
  connection.onRequest(requests.backToNow.method, () => {
    past.backToNow();
    return null;
  });
  connection.onRequest(requests.deleteHistory.method, ({ targetId }: Params<typeof requests.deleteHistory>) =>
    done(face, targetId, () => past.deleteHistory(targetId)),
  );
}

async function pastView({ engine: { past }, words }: Face, targetId: string): Promise<PastView> {
  const finds = await past.finds(targetId);
  const lines = await past.lines(targetId);
  return {
    moments: await past.moments(targetId),
    finds: finds.map(({ atMillis, finding }) => ({
      atMillis,
      title: plainText(words.title(finding), longestSentence),
    })),
    lines: lines.map(({ measure, function: name, file, line, points }) => ({
      measure,
      label: plainText(fileLine(baseName(file), line)),
      functionName: plainText(readableSymbol(name)),
      points,
    })),
  };
}
