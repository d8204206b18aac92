package io.tidemark.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.api.restore.RestoreEvent;
import io.tidemark.keys.KeyDerivation;
import io.tidemark.keys.KeyRing;
import io.tidemark.keys.MasterSecret;
import io.tidemark.keys.WrongKeyException;
import io.tidemark.store.ObjectKey;
import io.tidemark.store.StoreException;
import io.tidemark.store.StoreWriter;
import io.tidemark.store.memory.MemoryStore;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Records of restores: sealed, authenticated, written once. */
final class RestoreHistoryTest {
  private static final KeyRing KEYS =
      new KeyRing(List.of(MasterSecret.parse("correct horse battery staple")));
  private static final KeyDerivation DERIVATION = KeyDerivation.random();

  private final MemoryStore store = new MemoryStore();
  private final RestoreHistory history = new RestoreHistory(store);

  @Test
  void entriesComeBackInTheOrderOfTime() throws Exception {
    append("b", "2026-11-23T20:00:00Z", "run-1");
    append("a", "2026-11-23T19:00:00Z", "run-1");

    assertThat(history.list("a \"b\"/ä", KEYS))
        .extracting(entry -> entry.event().event())
        .containsExactly("a", "b");
    assertThat(history.list("another", KEYS)).isEmpty();
  }

  @Test
  void anEntryCanBeUsedUpOnce() throws Exception {
    assertThat(append("decision-K7P3QX", "2026-11-23T19:00:00Z", "run-1")).isTrue();
    assertThat(append("decision-K7P3QX", "2026-11-23T20:00:00Z", "run-2")).isFalse();

    assertThat(history.find("a \"b\"/ä", "r", "decision-K7P3QX", KEYS).orElseThrow().runId())
        .isEqualTo("run-1");
    assertThat(history.find("a \"b\"/ä", "r", "decision-OTHER2", KEYS)).isEmpty();
  }

  @Test
  void nothingOfItIsInTheClear() throws Exception {
    append("a", "2026-11-23T19:00:00Z", "run-1");

    for (ObjectKey key : keys()) {
      assertThat(new String(bytes(key), StandardCharsets.ISO_8859_1))
          .doesNotContain("maria", "run-1", "secret reason");
    }
    KeyRing others = new KeyRing(List.of(MasterSecret.parse("another passphrase altogether")));
    assertThatThrownBy(() -> history.list("a \"b\"/ä", others))
        .isInstanceOf(WrongKeyException.class);
  }

  @Test
  void anEntryThatWasMovedOrChangedIsRefused() throws Exception {
    append("a", "2026-11-23T19:00:00Z", "run-1");
    ObjectKey place =
        keys().stream().filter(k -> k.value().endsWith("a.json")).findFirst().orElseThrow();
    byte[] envelope = bytes(place);
    ObjectKey elsewhere = new ObjectKey(place.value().replace("a.json", "decision-K7P3QX.json"));
    write(elsewhere, envelope);

    assertThatThrownBy(() -> history.find("a \"b\"/ä", "r", "decision-K7P3QX", KEYS))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("not authentic");
    assertThat(history.find("a \"b\"/ä", "r", "a", KEYS)).isPresent();
  }

  private boolean append(String name, String at, String runId) throws Exception {
    RestoreEvent event =
        new RestoreEvent(
            name,
            at,
            "a \"b\"/ä",
            "r",
            "20261123T181500Z-7f3a2c",
            "a",
            "maria",
            "secret reason",
            null,
            List.of(),
            null,
            List.of());
    return history.append(
        name, new HistoryEntry(event, "restore-1", runId), KEYS.forWriting(DERIVATION));
  }

  private List<ObjectKey> keys() throws StoreException {
    List<ObjectKey> keys = new ArrayList<>();
    store.list("restores/", object -> keys.add(object.key()));
    return keys;
  }

  private byte[] bytes(ObjectKey key) throws Exception {
    try (InputStream in = store.read(key, 0)) {
      return in.readAllBytes();
    }
  }

  private void write(ObjectKey key, byte[] content) throws Exception {
    try (StoreWriter writer = store.newWriter(key)) {
      writer.stream().write(content);
      writer.commit();
    }
  }
}
