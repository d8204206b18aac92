package io.tidemark.cli.terminal;

import java.io.PrintStream;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar that is drawn over and over: bytes, rate, time left, and parts beside it. */
final class BarProgress implements ProgressView {
  private static final long MIB = 1 << 20;
  private static final int WIDTH = 100;

  private final PrintStream err;
  private final ProgressBar bar;

  BarProgress(PrintStream err, String what) {
    this.err = err;
    this.bar =
        new ProgressBarBuilder()
            .setTaskName(what)
            .setUnit(" MiB", MIB)
            .setStyle(ProgressBarStyle.COLORFUL_UNICODE_BLOCK)
            .setUpdateIntervalMillis(200)
            .setInitialMax(-1)
            .setConsumer(new OneLine())
            .showSpeed()
            .build();
  }

  @Override
  public void show(Progress progress) {
    bar.maxHint(progress.bytesTotal() == 0 ? -1 : progress.bytesTotal());
    bar.stepTo(progress.bytesDone());
    String parts =
        progress.partsTotal() == 0
            ? ""
            : progress.partsDone() + "/" + progress.partsTotal() + " · ";
    bar.setExtraMessage(" " + parts + progress.phase());
  }

  @Override
  public void say(String line) {
    bar.pause();
    err.print("\r\u001b[2K");
    err.println(line);
    bar.resume();
  }

  @Override
  public void close() {
    bar.close();
  }

  /** Draws over the same line, and wipes it at the end: the result says the rest. */
  private final class OneLine implements ProgressBarConsumer {
    @Override
    public int getMaxRenderedLength() {
      return WIDTH;
    }

    @Override
    public void accept(String rendered) {
      err.print("\r\u001b[2K" + rendered);
      err.flush();
    }

    @Override
    public void close() {
      err.print("\r\u001b[2K");
      err.flush();
    }
  }
}
