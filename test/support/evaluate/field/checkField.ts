// The third part of the evaluation: services on real libraries, in a repository of real size, under load.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { outputFolder } from '../../paths.ts';
import type { Bar } from '../bars.ts';
import { inParallel } from '../inParallel.ts';
import { variantOf } from '../keepReport.ts';
import type { EvaluateOptions } from '../options.ts';
import { buildField, fieldSources } from './buildField.ts';
import { fieldBars } from './fieldBars.ts';
import { fieldTexts, fieldTotals } from './fieldText.ts';
import type { FieldTruth } from './fieldTruth.ts';
import { readFieldTruth } from './fieldTruth.ts';
import { withUpstream } from './surroundings.ts';
import { buildTappedCommand } from './tappedCommand.ts';
import type { FieldTask, FieldWatch } from './watchField.ts';
import { watchField } from './watchField.ts';

export interface FieldResult {
  readonly watches: readonly FieldWatch[];
  readonly bars: readonly Bar[];
}

type Say = (line: string) => void;

async function tryToWatch(truth: FieldTruth, task: FieldTask, say: Say): Promise<FieldWatch | string> {
  try {
    const watch = await watchField(truth, task);
    for (const line of fieldTexts(watch)) say(line);
    return watch;
  } catch (error) {
    say(`BROKEN  ${truth.name}: ${String(error)}`);
    return truth.name;
  }
}

/** `--only` picks services by `field/NAME`. */
export function wantedServices({ only }: Pick<EvaluateOptions, 'only'>): FieldTruth[] {
  return readFieldTruth(fieldSources).filter(({ name }) => only.test(`field/${name}`));
}

/** Watches all services that are wanted, and prints what was found in each as soon as it is over. */
export async function checkField(options: EvaluateOptions, say: Say): Promise<FieldResult> {
  const truths = wantedServices(options);
  if (truths.length === 0) return { watches: [], bars: [] };
  const services = truths.map(({ name }) => name);
  const [built, command] = [await buildField(options, services), await buildTappedCommand()];
  const reports = join(outputFolder, `${variantOf(options)}-field`);
  const watched = await withUpstream(built, (environment) => {
    const task = { built, environment, command, reports, seconds: options.seconds };
    return inParallel(truths, options.fieldAtOnce, (truth) => tryToWatch(truth, task, say));
  });
  const watches = watched.filter((one) => typeof one !== 'string');
  const broken = watched.filter((one) => typeof one === 'string');
  for (const line of fieldTotals(watches)) say(line);
  const name = 'field: every service could be watched';
  const measured = broken.length === 0 ? 'all' : `not ${broken.join(', ')}`;
  const result = { watches, bars: [...fieldBars(watches), { name, measured, holds: broken.length === 0 }] };
  writeFileSync(`${reports}.json`, JSON.stringify({ options, ...result }, null, 1));
  return result;
}
