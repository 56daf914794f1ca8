import type { GoroutineText } from '../../../shared/model/go/goroutine';
import { peelText } from '../../text/peel/peelText';
import { goroutineMarks } from './goroutineMarks';
import { readDumps } from './goroutineDump';

/** All dumps of a text as people have it, of each service in the order of the text; null when there is no goroutine in it. */
export function readGoroutineText(text: Uint8Array): GoroutineText | null {
  const { peeled, streams } = peelText(text, goroutineMarks);
  const dumps = streams.flatMap(({ service, bytes }) => readDumps(bytes).map((found) => ({ service, ...found })));
  const services = [...new Set(dumps.map(({ service }) => service))];
  return dumps.length === 0 ? null : { peeled: { ...peeled, services }, dumps };
}
