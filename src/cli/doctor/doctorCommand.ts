import { t } from '@vscode/l10n';
import { LeakLensError, type Problem } from '../../shared/model/errors';
import { printedAddress } from '../../shared/base/addresses/printedUrl';
import { jsonText } from '../../shared/base/said/jsonText';
import { ownText, type Said } from '../../shared/base/said/said';
import type { Command, Run } from '../arguments/command';
import { formatOf, sourceOptions } from '../arguments/commonOptions';
import { UsageError } from '../base/usageError';
import { asLines, writeAll } from '../base/writeAll';
import { askQuestions } from './askQuestions';
import { doctorAdvice } from './doctorAdvice';
import { isOfPprof, type Diagnosis, type DoctorAnswer } from './doctorAnswer';
import { doctorText } from './doctorText';

/** As for the command `goroutines`. */
const defaultDumpLimit = 10_000;

export function doctorCommand(): Command {
  return {
    name: 'doctor',
    summary: t('what a service answers, what is missing, what it costs and how to switch it on'),
    args: [{ name: 'URL', summary: t('pprof base URL of the service') }],
    options: [
      {
        name: 'dump-limit',
        value: 'N',
        summary: t('ask for states, ages and creators only below N goroutines (10000): it stops the world'),
      },
    ],
    examples: [
      ['leaklens doctor http://localhost:6060', t('asks each question once, the cheap ones first')],
      ['leaklens doctor :6060 --format json', t('the same, for a script')],
    ],
    notes: [
      t(
        'It only reads, one question at a time. It records no CPU profile and no trace; the leak detector, where there is',
      ),
      t('one, is asked last and costs one garbage collection.'),
      t('Exit status: 0 pprof answers something; 2 it does not, or nothing is reachable.'),
    ],
    run,
  };
}

async function run(run: Run): Promise<void> {
  const { line, parts, terminal, progress, signal } = run;
  const format = formatOf(line);
  const dumpLimit = line.count('dump-limit', defaultDumpLimit);
  const url = line.argument(0);
  if (!parts.inputs.looksLikeUrl(url)) {
    throw new UsageError(
      t('“{0}” is no URL: doctor asks a running service, such as http://localhost:6060.', printedAddress(url)),
    );
  }
  progress.show(t('connecting'));
  const { input, missing } = await parts.inputs.seekEndpoint(url, await sourceOptions(run), signal);
  try {
    const answers = await askQuestions(run, input, dumpLimit);
    progress.clear();
    const why = answers.some((one) => one.ok && isOfPprof(one)) ? null : (missing ?? firstProblem(answers));
    const advice = doctorAdvice(answers, why, parts.problemWords);
    const said = { target: input.subject, answers, advice };
    await writeAll(terminal, format === 'json' ? [json(said), ownText('\n')] : asLines(doctorText(said)));
    if (why !== null) throw new LeakLensError(why);
  } finally {
    input.dispose();
  }
}

/** What answered while it was sought and does not any more. */
function firstProblem(answers: readonly DoctorAnswer[]): Problem | null {
  return answers.find((one) => one.problem !== null && isOfPprof(one))?.problem ?? null;
}

function json({ target, answers, advice }: Diagnosis): Said {
  const told = answers.map(({ kind, path, ok, status, millis, bytes, words }) => {
    return { kind, path, ok, status, millis, bytes, words };
  });
  return jsonText({ target, answers: told, advice });
}
