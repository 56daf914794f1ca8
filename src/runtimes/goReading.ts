// How the answers of Go processes are read and judged: all that a reader needs, in a thread of its own or where it stands.
import { goAnalyser } from '../analyse/go/goAnalyser';
import { verdicts } from '../analyse/go/judge/verdicts';
import { followedNameLength } from '../decode/base/decodeLimits';
import { createGoDecoder } from '../decode/go/goDecoder';
import { goRedactor } from '../decode/go/goRedactor';
import type { ReaderParts } from '../follow/go/readers/roundReader';

export const goReading: ReaderParts = {
  decoderFor: (maxInflatedBytes) => createGoDecoder({ maxInflatedBytes, nameLength: followedNameLength }),
  analyser: goAnalyser,
  verdicts,
  redactor: goRedactor,
};
