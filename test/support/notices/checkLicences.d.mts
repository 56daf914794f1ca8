import type { BundledPackage } from './bundledPackages.mjs';

export declare const allowedLicences: ReadonlySet<string>;
export declare function licenceFaults(packages: readonly BundledPackage[]): readonly string[];
