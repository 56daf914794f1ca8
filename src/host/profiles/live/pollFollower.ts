import type { Disposable } from '../../../shared/base/disposable';

export interface FollowedService {
  /** Runs after each poll. */
  onPoll(run: () => void): Disposable;
  /** Runs when it is connected that was not. */
  onConnected(run: () => void): Disposable;
  /** How many goroutines there were at the last poll; null where nobody knows. */
  goroutines(): number | null;
}

export interface FollowedView {
  /** Shows what the service says now. Never rejects. */
  readonly renew: () => Promise<void>;
  /** The service that was not there answers. */
  readonly missed: () => void;
}

/** Looks again with each poll of a service while a person follows it, one look at a time; or waits for it to be there. */
export class PollFollower implements Disposable {
  private readonly service: FollowedService;
  private readonly view: FollowedView;
  private listening: Disposable | null = null;
  private isRenewing = false;

  constructor(service: FollowedService, view: FollowedView) {
    this.service = service;
    this.view = view;
  }

  follow(on: boolean): void {
    this.listen(on ? this.service.onPoll(() => void this.renewOnce()) : null);
  }

  /** Until the service is there. */
  wait(on: boolean): void {
    this.listen(on ? this.service.onConnected(() => this.view.missed()) : null);
  }

  dispose(): void {
    this.listen(null);
  }

  private listen(listening: Disposable | null): void {
    this.listening?.dispose();
    this.listening = listening;
  }

  private async renewOnce(): Promise<void> {
    // A view that takes longer than a pause between two polls leaves some of them out.
    if (this.isRenewing) return;
    this.isRenewing = true;
    try {
      await this.view.renew();
    } finally {
      this.isRenewing = false;
    }
  }
}
