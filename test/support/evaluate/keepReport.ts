// What a watch answered is kept, for a person who wants to know why a verdict is what it is.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { outputFolder } from '../paths.ts';
import type { EvaluateOptions } from './options.ts';

/** `evaluate`, `evaluate-beam-muatags`, `evaluate-go1.27.1`: the runs of different builds do not overwrite each other. */
export function variantOf({ runtime, muatags, experiment, toolchain }: EvaluateOptions): string {
  const told = [
    runtime === 'go' ? null : runtime,
    muatags ? 'muatags' : null,
    experiment ? 'experiment' : null,
    toolchain,
  ];
  return ['evaluate', ...told.filter((word) => word !== null)].join('-');
}

/** Writes `.test-out/VARIANT/NAME.json`. */
export function keepReport(options: EvaluateOptions, name: string, report: unknown): void {
  const folder = join(outputFolder, variantOf(options));
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.json`), JSON.stringify(report, null, 1));
}
