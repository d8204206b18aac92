package io.tidemark.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.backup.PartKind;
import io.tidemark.api.backup.PartRef;
import io.tidemark.workflow.VerifyGroups.Group;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class VerifyGroupsTest {
  @Test
  void everyPartIsInOneGroupAndGroupsAreBalanced() {
    List<PartRef> parts =
        IntStream.range(0, 1_000)
            .mapToObj(i -> new PartRef(i, PartKind.ROWS, "p", 1_000L + (i * 37L) % 500))
            .toList();

    List<Group> groups = VerifyGroups.of(parts);

    assertThat(groups).hasSize(VerifyGroups.MOST);
    assertThat(groups).flatExtracting(Group::parts).doesNotHaveDuplicates().hasSize(1_000);
    long biggest = groups.get(0).bytes();
    long smallest = groups.get(groups.size() - 1).bytes();
    assertThat(biggest - smallest).isLessThan(1_500);
  }

  @Test
  void emptyPartsAreSpreadToo() {
    List<PartRef> parts =
        IntStream.range(0, 400).mapToObj(i -> new PartRef(i, PartKind.ROWS, "p", 0)).toList();

    assertThat(VerifyGroups.of(parts)).hasSize(200).allMatch(group -> group.parts().size() == 2);
  }

  @Test
  void noPartsAreNoGroups() {
    assertThat(VerifyGroups.of(List.of())).isEmpty();
  }
}
