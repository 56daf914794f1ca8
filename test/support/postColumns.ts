import type { Page } from 'playwright-core';
import { packColumns } from '../../src/lsp/wire/packColumns';

/** Posts a message to a page as the editor does, which hands typed arrays over as they are; what drives the browser knows only JSON. */
export async function postColumns(page: Page, message: unknown): Promise<void> {
  if (page.isClosed()) return;
  const shown = page.evaluate((packed) => {
    const kinds = { Float64Array, Uint32Array, Uint8Array };
    const unpack = (value: unknown): unknown => {
      if (typeof value !== 'object' || value === null) return value;
      if (Array.isArray(value)) return value;
      if ('column' in value && 'base64' in value) {
        const bytes = Uint8Array.from(atob(String(value.base64)), (letter) => letter.charCodeAt(0));
        return new kinds[value.column as keyof typeof kinds](bytes.buffer);
      }
      return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, unpack(field)]));
    };
    (globalThis as unknown as { postMessage(message: unknown, to: string): void }).postMessage(unpack(packed), '*');
  }, packColumns(message));
  await shown.catch((error: unknown) => {
    if (!page.isClosed()) throw error;
  });
}
