// Entry of the threads that read what services answer. One belongs to one target, or to one snapshot for as long as it is looked at.
import { analyser } from './analyse/go/goAnalyser';
import { verdicts } from './analyse/go/judge/verdicts';
import { followedNameLength } from './decode/base/decodeLimits';
import { createGoDecoder } from './decode/go/goDecoder';
import { goRedactor as redactor } from './decode/go/goRedactor';
import { readerCalls } from './follow/go/readers/threadReader';
import type { ReaderCalls } from './shared/ports/targetReader';
import { serveCalls } from './threads/serveCalls';

serveCalls<ReaderCalls>(
  readerCalls({
    decoderFor: (maxBytes) => createGoDecoder({ maxInflatedBytes: maxBytes, nameLength: followedNameLength }),
    analyser,
    verdicts,
    redactor,
  }),
);
