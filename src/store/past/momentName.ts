import type { PastMoment } from '../../shared/model/pastMoment';

type Named = Omit<PastMoment, 'files'>;

const shape = /^(\d{1,15})-(\d{1,9})-(\d{1,9})(-find)?$/;

/** The name of a moment's folder says all that is known of it but its files: `1767322145678-0-0`, with `-find` where something was found. */
export function momentName({ atMillis, life, build, isFind }: Named): string {
  return `${String(Math.round(atMillis))}-${String(life)}-${String(build)}${isFind ? '-find' : ''}`;
}

/** Null for a name that is none. */
export function parseMomentName(name: string): Named | null {
  const [, at, life, build, find] = shape.exec(name) ?? [];
  if (at === undefined || life === undefined || build === undefined) return null;
  return { atMillis: Number(at), life: Number(life), build: Number(build), isFind: find !== undefined };
}
