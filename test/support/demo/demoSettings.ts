// The user settings of the demo's VS Code: what a person would have typed to connect LeakLens, and a calm window.
import type { DemoOptions } from './demoOptions.ts';
import type { DemoService } from './demoService.ts';

export function demoSettings(service: DemoService, options: DemoOptions): Readonly<Record<string, unknown>> {
  const { name, url, cookieFile, replicas } = service;
  const one = { name, url, ...(cookieFile !== undefined && { cookieFile }) };
  return {
    'leaklens.targets': replicas?.map((replica) => ({ ...replica, service: name })) ?? [one],
    'leaklens.poll.intervalSeconds': 2,
    'workbench.colorTheme': options.theme,
    'editor.minimap.enabled': false,
  };
}
