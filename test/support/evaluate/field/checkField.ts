// The third part of the evaluation: services on real libraries, in a repository of real size, under load.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
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
import { recordField } from './recordField.ts';
import { withUpstream } from './surroundings.ts';
import { buildReplayCommand, buildTappedCommand } from '../recorded/tappedCommand.ts';
import type { FieldWatch } from './watchField.ts';
import { replayField, watchField } from './watchField.ts';

export interface FieldResult {
  readonly watches: readonly FieldWatch[];
  readonly bars: readonly Bar[];
}

type Say = (line: string) => void;

/** Null for what is only recorded. */
type Work = (truth: FieldTruth) => Promise<FieldWatch | null>;

/** `--only` picks services by `field/NAME`. */
export function wantedServices({ only }: Pick<EvaluateOptions, 'only'>): FieldTruth[] {
  return readFieldTruth(fieldSources).filter(({ name }) => only.test(`field/${name}`));
}

class Field {
  private readonly options: EvaluateOptions;
  private readonly truths: readonly FieldTruth[];
  private readonly say: Say;
  private readonly broken: string[] = [];

  constructor(options: EvaluateOptions, truths: readonly FieldTruth[], say: Say) {
    this.options = options;
    this.truths = truths;
    this.say = say;
  }

  get reports(): string {
    return join(outputFolder, `${variantOf(this.options)}-field${this.options.replay === null ? '' : '-replayed'}`);
  }

  /** That every service could be watched, or recorded. */
  get wholeness(): Bar {
    const measured = this.broken.length === 0 ? 'all' : `not ${this.broken.join(', ')}`;
    return { name: 'field: every service could be watched', measured, holds: this.broken.length === 0 };
  }

  async watches(): Promise<FieldWatch[]> {
    return this.options.replay === null ? this.run() : this.replay(this.options.replay);
  }

  private async replay(recordings: string): Promise<FieldWatch[]> {
    const { seconds } = this.options;
    const task = { command: await buildReplayCommand(), reports: this.reports, seconds };
    return this.each((truth) => replayField(truth, task, recordings));
  }

  private async run(): Promise<FieldWatch[]> {
    const { seconds, record } = this.options;
    const services = this.truths.map(({ name }) => name);
    const built = await buildField(this.options, services);
    const command = record === null ? await buildTappedCommand() : '';
    // The services are killed, so they leave behind what they write.
    const folder = mkdtempSync(join(outputFolder, 'field-files-'));
    const run = (where: Readonly<Record<string, string>>): Promise<FieldWatch[]> => {
      const environment = { ...where, TMPDIR: folder };
      const task = { built, environment, command, reports: this.reports, seconds };
      return this.each(async (truth) => {
        if (record === null) return watchField(truth, task);
        await recordField(truth, { ...task, recordings: record });
        return null;
      });
    };
    return withUpstream(built, run).finally(() => rmSync(folder, { recursive: true, force: true }));
  }

  /** Works on so many at once, and prints what came of each as soon as it is over. */
  private async each(work: Work): Promise<FieldWatch[]> {
    const watched = await inParallel(this.truths, this.options.fieldAtOnce, (truth) => this.try(truth, work));
    return watched.filter((one) => one !== null);
  }

  private async try(truth: FieldTruth, work: Work): Promise<FieldWatch | null> {
    try {
      const watch = await work(truth);
      for (const line of watch === null ? [`recorded ${truth.name}`] : fieldTexts(watch)) this.say(line);
      return watch;
    } catch (error) {
      this.say(`BROKEN  ${truth.name}: ${String(error)}`);
      this.broken.push(truth.name);
      return null;
    }
  }
}

/** Watches all services that are wanted, and prints what was found in each. */
export async function checkField(options: EvaluateOptions, say: Say): Promise<FieldResult> {
  const truths = wantedServices(options);
  if (truths.length === 0) return { watches: [], bars: [] };
  const field = new Field(options, truths, say);
  const watches = await field.watches();
  for (const line of fieldTotals(watches)) say(line);
  const result = { watches, bars: [...(options.record === null ? fieldBars(watches) : []), field.wholeness] };
  writeFileSync(`${field.reports}.json`, JSON.stringify({ options, ...result }, null, 1));
  return result;
}
