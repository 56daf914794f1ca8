import type { Page } from 'playwright-core';

export function benchPanel(
  page: Page,
  dist: string,
  runs?: number,
): Promise<{ points: number; series: number; drawnMillis: number; shownMillis: number }>;
