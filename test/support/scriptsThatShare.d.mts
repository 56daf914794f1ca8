import type { BuildOptions } from 'esbuild';

export function scriptsThatShare(
  options: BuildOptions & {
    readonly outdir: string;
    readonly start?: readonly [string, string];
    readonly late?: string;
  },
): BuildOptions;
