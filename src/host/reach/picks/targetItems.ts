import { addressOrigin } from '../../base/serviceAddress';

/** The items of `leaklens.targets` with the address's origin. @param configured the setting as it is, whatever stands in it */
export function targetItems(configured: unknown, address: string): readonly Readonly<Record<string, unknown>>[] {
  const origin = addressOrigin(address);
  if (!Array.isArray(configured) || origin === null) return [];
  return (configured as readonly unknown[])
    .filter(isRecord)
    .filter(({ url }) => typeof url === 'string' && addressOrigin(url) === origin);
}

export function isRecord(data: unknown): data is Readonly<Record<string, unknown>> {
  return typeof data === 'object' && data !== null && !Array.isArray(data);
}
