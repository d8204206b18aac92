package io.tidemark.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseMarkTest {
  @Test
  void aMarkSurvivesTheTripThroughTheComment() {
    DatabaseMark side = DatabaseMark.side("r-1", "tidemark-restore-orders", "run");
    DatabaseMark replaced = side.replaced("orders", "it's the \"live\" one\n\\ {}");

    assertThat(DatabaseMark.parse(side.toComment())).contains(side);
    assertThat(DatabaseMark.parse(replaced.toComment())).contains(replaced);
    assertThat(side.toComment())
        .isEqualTo(
            "tidemark {\"purpose\":\"SIDE\",\"restoreId\":\"r-1\","
                + "\"workflowId\":\"tidemark-restore-orders\",\"runId\":\"run\"}");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "tidemark", "tidemark {}", "tidemark {\"purpose\":\"X\"}", "{}"})
  void whatPeopleWriteIsNoMark(String comment) {
    assertThat(DatabaseMark.parse(comment)).isEmpty();
  }
}
