import { decodeProfile } from '../../../src/decode/proto/decodeProfile';
import { LeakLensError } from '../../../src/shared/model/errors';
import type { GoroutineDump } from '../../../src/shared/model/go/goroutine';
import type { GoDecoder } from '../../../src/shared/ports/decoder';
import type { Profile } from '../../../src/shared/model/profile';
import { reportProblem } from '../../../src/lsp/reportProblem';
import { problemWords } from '../../../src/words/problems/problemWords';
import { commandFault, type CommandInput } from './commandOutputs';
import { editorFault, judged } from './editorOutputs';
import { faultOf } from './placeRules';

/** What is wrong with anything that is shown of an input, in a terminal, a report or an editor; null when all holds. */
export async function readingFault(input: CommandInput): Promise<string | null> {
  return (await commandFault(input)) ?? viewFault(input);
}

/** The same for the editor alone. */
export function viewFault({ reading, bytes, decoder, subject }: CommandInput): string | null {
  try {
    const read = decoder[reading](bytes, subject);
    if (reading === 'profile') return profileFault(read as Profile, subject);
    if (reading === 'goroutineDump') return dumpFault(read as GoroutineDump, subject);
    return null;
  } catch (error) {
    if (!(error instanceof LeakLensError)) throw error;
    const { message, nextStep } = reportProblem(error.problem, problemWords);
    return faultOf('plain', message) ?? faultOf('plain', nextStep);
  }
}

/** A profile of goroutines without any: one sample type and the three strings that name it. */
const nothing = decodeProfile(
  new TextEncoder().encode('\n\x04\b\x01\x10\x022\x002\x09goroutine2\x05count'),
  'a profile of nothing',
);

function profileFault(profile: Profile, targetName: string): string | null {
  const observation = { atMillis: 0, memory: null, dump: null };
  const [heap, goroutines] = profile.sampleTypes.some(({ type }) => /space/.test(type))
    ? [profile, nothing]
    : [nothing, profile];
  return editorFault(judged({ ...observation, heap, goroutines }, targetName));
}

function dumpFault(dump: GoroutineDump, targetName: string): string | null {
  return editorFault(judged({ atMillis: 0, memory: null, heap: nothing, goroutines: nothing, dump }, targetName));
}

/** A decoder that has read the input already, so that a dozen outputs do not read it a dozen times. */
export function alreadyRead(
  decoder: GoDecoder,
  { reading, bytes }: Pick<CommandInput, 'reading' | 'bytes'>,
  result: unknown,
): GoDecoder {
  return {
    ...decoder,
    [reading]: (given: Uint8Array, subject: string) => (given === bytes ? result : decoder[reading](given, subject)),
  };
}
