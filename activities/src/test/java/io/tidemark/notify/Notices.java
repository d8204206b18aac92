package io.tidemark.notify;

import io.tidemark.api.notify.Notice;
import io.tidemark.api.notify.NotifyActivity.Message;
import java.util.List;
import java.util.Optional;

/** Things to tell. */
final class Notices {
  private Notices() {}

  static Notice failed(String database) {
    return notice(
        new Message(
            "backup-failed",
            "error",
            database,
            "The backup of " + database + " failed",
            List.of("<disk> full & gone", "What to do: make room")));
  }

  static Notice succeeded(String database) {
    return notice(
        new Message(
            "backup-succeeded", "info", database, "Backup x of " + database, List.of("12 rows")));
  }

  private static Notice notice(Message message) {
    return new Notice(message, "2026-11-23T18:15:00Z", "default", "backup orders/1", "run-1");
  }

  static Digest digest(Notice... notices) {
    return new Digest(List.of(notices), 0, Optional.of("http://localhost:8233"));
  }
}
