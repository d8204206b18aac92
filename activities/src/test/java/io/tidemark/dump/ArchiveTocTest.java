package io.tidemark.dump;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ArchiveTocTest {
  @Test
  void tablesAreKnownByOidWhateverTheirNames() {
    String list =
        """
        ;
        ;     Dbname: postgres
        ;
        3375; 0 16402 TABLE DATA public circ1 postgres
        3372; 0 16395 TABLE DATA public we"ird  N.*ame$1 postgres
        3389; 0 0 SEQUENCE SET public s1 postgres
        217; 1259 16388 TABLE public TABLE DATA postgres
        3378; 0 16422 MATERIALIZED VIEW DATA public mv postgres
        2587; 2613 4242 BLOB METADATA - 4242 postgres
        3380; 0 0 BLOBS - BLOBS\s
        """;

    assertThat(ArchiveToc.parse(list)).containsExactly(16395L, 16402L);
  }
}
