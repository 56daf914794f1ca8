import { t } from '@vscode/l10n';
import { longestSentence } from '../../../src/shared/base/said/cutText';
import { plainText } from '../../../src/shared/base/said/plainText';
import { bareValue } from '../../../src/shared/base/seriesValue';
import type { SeriesTable } from '../../../src/shared/model/series/series';
import type { PanelService } from '../../../src/shared/wires/panelMessages';
import { joinSentences } from '../listWords';
import { latestOfEach } from '../readout';
import { replicaValues } from './replicaValues';

/** E.g. `Live heap of 5 replicas: 10.1 MB to 84.1 MB. Goroutines of 5 replicas: 12 to 412.` Who stands out is said where that is shown. */
export function serviceSummary({ numbers, replicas }: PanelService, table: SeriesTable): string {
  const latest = latestOfEach(table, table.atMillis.length - 1);
  const sentences = numbers.flatMap((number) => {
    const known = replicaValues(replicas, number, latest).filter((value) => value !== null);
    if (known.length === 0) return [];
    const [least, most] = [Math.min(...known), Math.max(...known)].map((value) => bareValue(number, value));
    return [t('{0} of {1} replicas: {2} to {3}.', number.label, known.length, least ?? '', most ?? '')];
  });
  const soon = replicas.flatMap(({ name, ahead }) =>
    ahead === null ? [] : [t('{0}: {1}', plainText(name), plainText(ahead.sentence, longestSentence))],
  );
  return joinSentences([...sentences, ...soon]);
}
