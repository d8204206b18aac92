package io.tidemark.postgres;

/**
 * How soon each side of a session notices that the other is gone without a farewell: after a minute
 * at most. The same words serve libpq's connection strings and the server's settings.
 */
enum Keepalive {
  /** Seconds of silence before the first probe. */
  IDLE("keepalives_idle", "tcp_keepalives_idle", 30),
  /** Seconds between probes. */
  INTERVAL("keepalives_interval", "tcp_keepalives_interval", 10),
  /** Probes unanswered before the connection is given up. */
  COUNT("keepalives_count", "tcp_keepalives_count", 3),
  /** Milliseconds that sent bytes may stay unacknowledged. */
  USER_TIMEOUT("tcp_user_timeout", "tcp_user_timeout", 60_000);

  private final String libpqKeyword;
  private final String serverSetting;
  private final int value;

  Keepalive(String libpqKeyword, String serverSetting, int value) {
    this.libpqKeyword = libpqKeyword;
    this.serverSetting = serverSetting;
    this.value = value;
  }

  String libpqKeyword() {
    return libpqKeyword;
  }

  String serverSetting() {
    return serverSetting;
  }

  int value() {
    return value;
  }
}
