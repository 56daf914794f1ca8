// What `leaklens test` needs of the other rooms: who runs the tests, and who judges what they have left behind.
import { goAnalyser } from './analyse/go/goAnalyser';
import { isLeakProfile } from './analyse/go/judge/leakProfile';
import { judgePackage } from './analyse/go/tests/judgePackage';
import type { CommandSources } from './commandSources';
import { createJudgeTests } from './follow/go/tests/judgeTests';
import type { GoDecoder } from './shared/ports/decoder';
import type { JudgeTests } from './shared/ports/judgeTests';
import { systemClock } from './systemClock';

export { runGoTests } from './sources/gotest/runGoTests';

export function judgeTestsBy(decoder: GoDecoder, { paths, reader }: CommandSources): JudgeTests {
  const rules = { analyser: goAnalyser, judge: judgePackage, isLeakProfile };
  return createJudgeTests({ ...rules, decoder, paths, sources: reader, clock: systemClock });
}
