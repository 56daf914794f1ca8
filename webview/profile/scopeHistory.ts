import { computed, signal } from '@preact/signals';
import type { ViewScope } from '../../src/shared/model/views/viewScope';

/** More steps back than anybody remembers. */
const mostSteps = 100;

/** The scopes that somebody went through, as a browser keeps its pages. */
export class ScopeHistory {
  private readonly past = signal<readonly ViewScope[]>([]);
  private readonly future = signal<readonly ViewScope[]>([]);

  readonly canGoBack = computed(() => this.past.value.length > 0);
  readonly canGoForward = computed(() => this.future.value.length > 0);

  /** Another scope takes the place of `left`. */
  went(left: ViewScope): void {
    this.past.value = [...this.past.value, left].slice(-mostSteps);
    this.future.value = [];
  }

  /** @returns the scope before `current`, null at the first */
  back(current: ViewScope): ViewScope | null {
    const before = this.past.value.at(-1);
    if (before === undefined) return null;
    this.past.value = this.past.value.slice(0, -1);
    this.future.value = [...this.future.value, current];
    return before;
  }

  /** @returns the scope after `current`, null at the last */
  forward(current: ViewScope): ViewScope | null {
    const after = this.future.value.at(-1);
    if (after === undefined) return null;
    this.future.value = this.future.value.slice(0, -1);
    this.past.value = [...this.past.value, current];
    return after;
  }

  clear(): void {
    this.past.value = [];
    this.future.value = [];
  }
}
