import { DisposableStore, type Disposable } from '../../shared/base/disposable';
import { LoadedOnce } from '../../shared/base/loadedOnce';
import { loadedWhenCalled, type CommandHandlers } from '../base/commandRegistry';
import { testCommandNames, type TestCommandName } from './testCommandNames';
import type { TestCommands, TestCommandsParts } from './testCommands';
import { TestLenses } from './testLenses';

/** What a person can do about tests and benchmarks: profile one, and look at what they leave behind. */
export class Tests implements Disposable {
  readonly commands: Pick<CommandHandlers, TestCommandName>;
  private readonly owned = new DisposableStore();

  constructor(parts: TestCommandsParts) {
    const loaded = new LoadedOnce(async (): Promise<TestCommands> => {
      const { TestCommands } = await import('./testCommands');
      return this.owned.add(new TestCommands(parts));
    });
    this.owned.add(new TestLenses(parts.engine));
    this.commands = loadedWhenCalled(testCommandNames, async () => (await loaded.get()).commands);
  }

  dispose(): void {
    this.owned.dispose();
  }
}
