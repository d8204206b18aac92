package io.tidemark.plan;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.tidemark.api.backup.PartKind;
import java.util.List;

/** One byte stream of a backup: one activity, one object. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = PlannedPart.Globals.class, name = "globals"),
  @JsonSubTypes.Type(value = PlannedPart.Schema.class, name = "schema"),
  @JsonSubTypes.Type(value = PlannedPart.Archive.class, name = "data"),
  @JsonSubTypes.Type(value = PlannedPart.Rows.class, name = "rows")
})
public sealed interface PlannedPart {
  /** From 0, in the order of the plan. */
  int index();

  /** For people: {@code public.orders 3/12}. */
  String label();

  /** Main forks and TOAST, or large objects; 0 when unknown. */
  long estimatedBytes();

  /** What it holds. */
  PartKind kind();

  /** Roles and tablespaces, by pg_dumpall. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Globals(int index) implements PlannedPart {
    @Override
    public String label() {
      return "globals";
    }

    @Override
    public long estimatedBytes() {
      return 0;
    }

    @Override
    public PartKind kind() {
      return PartKind.GLOBALS;
    }
  }

  /** Definitions, by pg_dump: pre-data and post-data. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Schema(int index) implements PlannedPart {
    @Override
    public String label() {
      return "schema";
    }

    @Override
    public long estimatedBytes() {
      return 0;
    }

    @Override
    public PartKind kind() {
      return PartKind.SCHEMA;
    }
  }

  /**
   * Large objects, sequences and extension configuration, by pg_dump's data section.
   *
   * @param estimatedBytes of large objects and the tables left to pg_dump
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Archive(int index, long estimatedBytes) implements PlannedPart {
    @Override
    public String label() {
      return "data";
    }

    @Override
    public PartKind kind() {
      return PartKind.DATA;
    }
  }

  /**
   * Rows, by COPY.
   *
   * @param slices in the order in which they are written
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Rows(int index, String label, long estimatedBytes, List<TableSlice> slices)
      implements PlannedPart {
    public Rows {
      slices = slices == null ? List.of() : List.copyOf(slices);
    }

    @Override
    public PartKind kind() {
      return PartKind.ROWS;
    }
  }
}
