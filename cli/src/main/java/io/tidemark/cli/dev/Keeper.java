package io.tidemark.cli.dev;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A small script between us and a server that we start. It runs in a session of its own, where the
 * terminal's Ctrl-C does not reach, and ends the server when it is told to or when its standard
 * input ends, which it does when we are gone, kill -9 included.
 */
final class Keeper {
  private static final String SCRIPT =
      """
      #!/bin/sh
      if [ -z "$TIDEMARK_KEEPER" ]; then
        export TIDEMARK_KEEPER=apart
        if command -v setsid >/dev/null; then
          exec setsid "$0" "$@"
        fi
        exec python3 -c 'import os, sys; os.setsid(); os.execv(sys.argv[1], sys.argv[1:])' "$0" "$@"
      fi
      exec 3<&0
      %s "$@" </dev/null &
      server=$!
      trap 'kill -TERM "$server"' TERM INT HUP
      (cat <&3 >/dev/null; kill -TERM "$server") 2>/dev/null &
      owner=$!
      wait "$server"
      status=$?
      # A signal interrupts the wait; the server gets the time it needs to end.
      while kill -0 "$server" 2>/dev/null; do
        wait "$server"
        status=$?
      done
      kill "$owner" 2>/dev/null
      exit "$status"
      """;

  private Keeper() {}

  /** Writes the script for a program into a folder. */
  static Path write(Path folder, Path program) throws IOException {
    Path script = folder.resolve("keeper.sh");
    String quoted = "'" + program.toAbsolutePath().toString().replace("'", "'\\''") + "'";
    Files.writeString(script, SCRIPT.formatted(quoted));
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    return script;
  }
}
