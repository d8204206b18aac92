package io.tidemark.activity;

/** Every activity of Tidemark, by the queue that it belongs on. */
public final class Activities {
  private final Installation installation;
  private final PartMeter meter;

  /**
   * @param installation what names stand for on this worker
   * @param meter told of each stored part
   */
  public Activities(Installation installation, PartMeter meter) {
    this.installation = installation;
    this.meter = meter;
  }

  /** Steps that take seconds, for the base queue. */
  public Object[] shortOnes() {
    return new Object[] {new LockActivityImpl(), new LogNotifyActivity()};
  }

  /** Work, for the queue with few slots. */
  public Object[] parts() {
    return new Object[] {installation, meter};
  }

  /** Waiting, for the queue with many slots. */
  public Object[] holders() {
    return new Object[] {};
  }
}
