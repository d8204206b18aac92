package io.tidemark.activity;

import io.tidemark.api.FailureType;
import io.tidemark.api.notify.DeliverActivity;
import io.tidemark.notify.Notifier;

/** Sends through a channel of this worker's configuration. */
public final class DeliverActivityImpl implements DeliverActivity {
  private final Installation installation;

  public DeliverActivityImpl(Installation installation) {
    this.installation = installation;
  }

  @Override
  public void deliver(Delivery delivery) {
    ActivityFailures.mapping(FailureType.NOTIFY_FAILED, () -> send(delivery));
  }

  private Boolean send(Delivery delivery) throws Exception {
    Notifier notifier = installation.notifier();
    if (!notifier.channels().contains(delivery.channel())) {
      throw new RefusedException(
          FailureType.CONFIG_INVALID,
          "no channel " + delivery.channel() + " is configured on this worker");
    }
    notifier.deliver(delivery.channel(), delivery.notices(), delivery.dropped());
    return true;
  }
}
