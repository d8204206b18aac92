package io.tidemark.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.testkit.TestDatabase;
import io.tidemark.testkit.TestServers;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class SchemaLoadTest {
  @Test
  void aSecondLoadIntoTheSameDatabaseIsRefusedSinceItWouldDoubleRows() throws Exception {
    try (TestDatabase source = TestServers.database(15)) {
      source.execute("CREATE TABLE t (a int); SELECT lo_from_bytea(1, 'x')");
      try (SideFixture side = new SideFixture(15, SampleBackup.of(source, 15))) {
        side.createAndLoadSchema();
        assertThatThrownBy(() -> load(side, side.backup.schema()))
            .isInstanceOf(LoadException.class)
            .hasMessageContaining("new one");
        side.createAndLoadSchema();
        assertThat(side.database().query("SELECT count(*) FROM pg_largeobject")).isEqualTo("1");
      }
    }
  }

  @Test
  void aDamagedArchiveFailsTheLoadWhateverPgRestoreSays() throws Exception {
    try (TestDatabase source = TestServers.database(15)) {
      source.execute("CREATE TABLE t (a int)");
      try (SideFixture side = new SideFixture(15, SampleBackup.of(source, 15))) {
        side.sideDatabase().create(side.name, side.mark, side.backup.properties());
        assertThatThrownBy(() -> load(side, () -> failsAtItsEnd(side.backup.schema().open())))
            .isInstanceOf(IOException.class)
            .hasMessage("digest does not match");
      }
    }
  }

  @Test
  void definitionsThatCannotBeCreatedFailTheLoadAndNameTheReason() throws Exception {
    try (TestDatabase source = TestServers.database(17)) {
      source.execute("CREATE ROLE leaves_soon; CREATE TABLE t (a int)");
      source.execute("ALTER TABLE t OWNER TO leaves_soon");
      SampleBackup backup = SampleBackup.of(source, 17);
      source.execute("DROP TABLE t; DROP ROLE leaves_soon");
      try (SideFixture side = new SideFixture(17, backup)) {
        assertThatThrownBy(side::createAndLoadSchema).hasMessageContaining("leaves_soon");
      }
    }
  }

  @Test
  void subscriptionsAreToldAndNeverCreated() throws Exception {
    try (TestDatabase source = TestServers.database(17)) {
      source.execute(
          "CREATE SUBSCRIPTION reaches_out CONNECTION 'dbname=x' PUBLICATION p"
              + " WITH (connect = false)");
      SampleBackup backup = SampleBackup.of(source, 17);
      source.execute("ALTER SUBSCRIPTION reaches_out SET (slot_name = NONE)");
      source.execute("DROP SUBSCRIPTION reaches_out");
      try (SideFixture side = new SideFixture(17, backup)) {
        side.createAndLoadSchema();
        PostDataLoad.Built built = side.buildPostData();
        assertThat(built.notices()).singleElement().asString().contains("reaches_out");
        // The catalog is the whole server's, and other tests are at work there.
        assertThat(
                side.database()
                    .query(
                        "SELECT count(*) FROM pg_subscription s JOIN pg_database d"
                            + " ON d.oid = s.subdbid WHERE d.datname = current_database()"))
            .isEqualTo("0");
      }
    }
  }

  private static void load(SideFixture side, ArchiveSource schema) throws Exception {
    new SchemaLoad(
            side.backup.pgRestore(),
            side.target(),
            side.connector("tidemark load"),
            side.restoreId,
            "tidemark load")
        .load(schema, side.backup.data(), true, new LoadProgress());
  }

  private static InputStream failsAtItsEnd(InputStream in) {
    return new FilterInputStream(in) {
      @Override
      public int read(byte[] into, int offset, int length) throws IOException {
        int read = super.read(into, offset, length);
        if (read < 0) {
          throw new IOException("digest does not match");
        }
        return read;
      }
    };
  }
}
