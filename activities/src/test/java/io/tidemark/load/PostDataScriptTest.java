package io.tidemark.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostDataScriptTest {
  private static final String HEAD =
      """
      --
      -- PostgreSQL database dump
      --

      \\restrict abc

      SET client_encoding = 'UTF8';
      SET standard_conforming_strings = on;

      SET default_tablespace = '';

      """;
  private static final String TAIL =
      """

      -- Completed on 2026-11-23

      --
      -- PostgreSQL database dump complete
      --

      \\unrestrict abc

      """;
  private static final String INDEX =
      """
      --
      -- TOC entry 10 (class 1259 OID 16476)
      -- Dependencies: 220 221 220
      -- Name: i; Type: TRIGGER; Schema: x; Type: INDEX; Schema: public; Owner: postgres
      -- Data Pos: 0
      --

      CREATE INDEX i ON public.t USING btree (n);


      """;
  private static final String COMMENT =
      """
      SET default_tablespace = 'fast; disks';

      --
      -- TOC entry 11 (class 0 OID 0)
      -- Dependencies: 10
      -- Name: INDEX i; Type: COMMENT; Schema: public; Owner: postgres
      -- Data Pos: 0
      --

      COMMENT ON INDEX public.i IS '
      --
      -- TOC entry 12 (class 0 OID 0)
      -- Name: x; Type: INDEX; Schema: public; Owner: postgres
      --
      \\! id
      SET default_tablespace = x;
      it''s $$';


      """;
  private static final String LISTING =
      """
      ;
      ; Selected TOC Entries:
      ;
      10; 1259 16476 INDEX public i postgres
      11; 0 0 COMMENT public INDEX i postgres
      """;

  @Test
  void entriesAreCutWherePgRestoreBeginsThemAndNowhereElse() throws Exception {
    List<PostDataEntry> entries = parse(HEAD + INDEX + COMMENT + TAIL);

    assertThat(entries).extracting(PostDataEntry::id).containsExactly(10, 11);
    assertThat(entries).extracting(PostDataEntry::kind).containsExactly("INDEX", "COMMENT");
    assertThat(entries.get(0).dependencies()).containsExactly(220, 221);
    assertThat(entries.get(0).sql()).isEqualTo("CREATE INDEX i ON public.t USING btree (n);");
    assertThat(entries.get(0).settings()).containsExactly("SET default_tablespace = ''");
    assertThat(entries.get(1).settings()).containsExactly("SET default_tablespace = 'fast; disks'");
    assertThat(entries.get(1).sql()).startsWith("COMMENT ON").endsWith("it''s $$';");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        HEAD + INDEX + TAIL,
        HEAD + COMMENT + INDEX + INDEX + TAIL,
        HEAD + INDEX + COMMENT,
        INDEX + COMMENT + TAIL,
        HEAD + INDEX + COMMENT + "\\! id\n" + TAIL,
        HEAD + INDEX + COMMENT + "SELECT 'never closed;\n" + TAIL,
        HEAD + INDEX + COMMENT + "--\n-- TOC entry 12 (odd)\n--\n" + TAIL,
      })
  void whatDoesNotAgreeWithTheListIsDamage(String script) {
    assertThatThrownBy(() -> parse(script))
        .isInstanceOf(LoadException.class)
        .extracting(e -> ((LoadException) e).kind())
        .isEqualTo(LoadException.Kind.DAMAGED);
  }

  @Test
  void anEntryOfAnotherKindThanListedIsDamage() {
    assertThatThrownBy(
            () ->
                PostDataScript.parse(
                    HEAD + INDEX + COMMENT + TAIL,
                    TocListing.parse(LISTING.replace("INDEX public i", "RULE public i"))))
        .hasMessageContaining("entry 10");
  }

  @Test
  void anEntryComesNeverBeforeWhatItNeeds() {
    PostDataEntry view = entry(1, "MATERIALIZED VIEW");
    PostDataEntry index = entry(2, "INDEX", 1);
    PostDataEntry trigger = entry(3, "EVENT TRIGGER");
    PostDataEntry comment = entry(4, "COMMENT", 3);
    PostDataEntry invented = entry(5, "SOMETHING NEW");
    PostDataOrder order = new PostDataOrder(List.of(comment, view, index, trigger, invented));

    assertThat(order.entries(Phase.INDEXES)).isEmpty();
    assertThat(order.entries(Phase.DEFINITIONS)).containsExactly(view, index, invented);
    assertThat(order.entries(Phase.EVENT_TRIGGERS)).containsExactly(comment, trigger);
  }

  @Test
  void constraintsWaitForTheIndexThatIsBuiltOnTheirTable() throws Exception {
    PostDataEntry index = entry(1, "INDEX", 100);
    PostDataEntry key = entry(2, "CONSTRAINT", 100);
    PostDataEntry elsewhere = entry(3, "CONSTRAINT", 200);
    PostDataEntry second = entry(4, "INDEX", 100);
    EntryQueue queue = new EntryQueue(List.of(index, key, elsewhere, second));

    assertThat(queue.take()).contains(index);
    assertThat(queue.take()).contains(elsewhere);
    assertThat(queue.take()).contains(second);
    queue.done(index);
    queue.done(second);
    assertThat(queue.take()).contains(key);
    assertThat(queue.take()).isEmpty();
  }

  private static PostDataEntry entry(int id, String kind, Integer... dependencies) {
    return new PostDataEntry(id, kind, "e" + id, List.of(dependencies), List.of(), "");
  }

  private static List<PostDataEntry> parse(String script) throws LoadException {
    return PostDataScript.parse(script, TocListing.parse(LISTING));
  }
}
