package io.tidemark.keys;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Runs a program that is none of ours, to prove that our format is readable without us. It has to
 * be installed: a test that cannot ask it fails.
 */
public final class ForeignTool {

  private ForeignTool() {}

  /** Gives the program its standard input and returns its standard output. */
  public static byte[] run(byte[] input, String... command) {
    try {
      Process process = new ProcessBuilder(List.of(command)).start();
      CompletableFuture<Void> feeding =
          CompletableFuture.runAsync(() -> feed(process.getOutputStream(), input));
      CompletableFuture<byte[]> errors =
          CompletableFuture.supplyAsync(() -> drain(process.getErrorStream()));
      byte[] output = drain(process.getInputStream());
      int status = process.waitFor();
      feeding.join();
      if (status != 0) {
        throw new AssertionError(
            command[0] + " exited with " + status + ": " + text(errors.join()));
      }
      return output;
    } catch (IOException e) {
      throw new AssertionError("install " + command[0] + " to run this test", e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** As {@link #run}, for a program that prints text. */
  public static String ask(byte[] input, String... command) {
    return text(run(input, command)).strip();
  }

  private static void feed(OutputStream out, byte[] input) {
    try (out) {
      out.write(input);
    } catch (IOException e) {
      // A program that has seen enough closes its input; its exit status says the rest.
    }
  }

  private static byte[] drain(InputStream in) {
    try (in) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      in.transferTo(bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
