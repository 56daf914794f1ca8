import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { profileReports } from '../../../src/analyse/reports/profileReports';
import { decodeProfile } from '../../../src/decode/proto/decodeProfile';
import { inflate } from '../../../src/decode/base/inflate';
import type { Profile } from '../../../src/shared/model/profile';
import type { NamePattern, ReportScope, TopRow } from '../../../src/shared/model/report/report';
import type { PprofQuestion } from '../../support/go/goPprof';

export const fixtures = join(import.meta.dirname, '..', '..', 'fixtures');

/** A profile that both we and pprof read. */
export interface OracleProfile {
  readonly name: string;
  readonly file: string;
  readonly profile: Profile;
}

/** Profiles recorded from real services, below test/fixtures. Of the long recording, a part. */
export function recordedProfiles(): OracleProfile[] {
  return protoFiles(fixtures)
    .map((file) => openProfile(file, relative(fixtures, file)))
    .filter(({ name }) => !/gateway-replay\/(?!00|12|23)/.test(name));
}

function protoFiles(folder: string): string[] {
  return readdirSync(folder)
    .map((name) => join(folder, name))
    .flatMap((path) => (statSync(path).isDirectory() ? protoFiles(path) : path.endsWith('.pb.gz') ? [path] : []))
    .sort();
}

export function openProfile(file: string, name = file): OracleProfile {
  return { name, file, profile: decodeProfile(inflate(new Uint8Array(readFileSync(file)), name), name) };
}

/** A folder for hand-made profiles, which goes when the test does. */
export class ProfileFolder {
  private readonly folder = mkdtempSync(join(tmpdir(), 'leaklens-reports-'));
  private count = 0;

  write(message: Uint8Array): OracleProfile {
    this.count += 1;
    const file = join(this.folder, `made-${this.count}.pb`);
    writeFileSync(file, message);
    return openProfile(file);
  }

  [Symbol.dispose](): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** The same question to pprof, for one sample type. */
export function question(
  { file, profile }: OracleProfile,
  sample: number,
  extra: readonly string[] = [],
): PprofQuestion {
  return { file, sample, unit: profile.sampleTypes[sample]?.unit ?? '', extra };
}

export function scope(sample: number, more: Partial<ReportScope> = {}): ReportScope {
  return { sample, focus: null, ignore: null, base: null, ...more };
}

export function pattern(source: string): NamePattern {
  const result = profileReports.compilePattern(source);
  if (!result.ok) throw new Error(result.detail);
  return result.pattern;
}

/** What pprof prints for a row. */
export function printedName(row: Pick<TopRow, 'function' | 'file' | 'line'>, by: 'function' | 'line' | 'file'): string {
  if (by === 'file') return row.file === '' ? row.function : row.file;
  if (by === 'function' || (row.file === '' && row.line === 0)) return row.function;
  const place = row.line === 0 ? row.file : `${row.file}:${row.line}`;
  return row.function === '' ? place : `${row.function} ${place}`;
}

/** Rows without regard to their order, which is ours. */
export function sorted(rows: readonly unknown[]): string[] {
  return rows.map((row) => JSON.stringify(row)).sort();
}
