import { window, type OutputChannel } from 'vscode';
import type { Disposable } from '../../shared/base/disposable';
import { engineNotifications } from '../../shared/wires/lspMessages';
import type { EngineClient } from '../engine/engineClient';

/** What `go test` and the tests write, in a channel of its own, which is made with the first run. */
export class TestOutput implements Disposable {
  private readonly heard: Disposable;
  private channel: OutputChannel | null = null;

  constructor(engine: Pick<EngineClient, 'on'>) {
    this.heard = engine.on(engineNotifications.testOutput, ({ text }) => this.write(text));
  }

  /** @param title of the run that follows */
  begin(title: string): void {
    this.write(`\n> ${title}\n`);
  }

  say(sentence: string): void {
    this.write(`${sentence}\n`);
  }

  show(): void {
    this.channel?.show(true);
  }

  dispose(): void {
    this.heard.dispose();
    this.channel?.dispose();
  }

  private write(text: string): void {
    this.channel ??= window.createOutputChannel('LeakLens: go test');
    this.channel.append(text);
  }
}
