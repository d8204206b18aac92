package io.tidemark.snapshot;

/** The SQLSTATE codes that this package tells apart. */
final class SqlStates {
  static final String INSUFFICIENT_PRIVILEGE = "42501";
  static final String LOCK_NOT_AVAILABLE = "55P03";
  static final String UNDEFINED_TABLE = "42P01";
  static final String INVALID_SCHEMA = "3F000";

  /** "is not a table": dropped, and something else came under its name. */
  static final String WRONG_OBJECT_TYPE = "42809";

  /** A snapshot id that is unknown, before PostgreSQL 16. */
  static final String INVALID_PARAMETER = "22023";

  /** A snapshot id that is unknown, since PostgreSQL 16. */
  static final String UNDEFINED_OBJECT = "42704";

  /** The exporting transaction has ended. */
  static final String NOT_IN_PREREQUISITE_STATE = "55000";

  private SqlStates() {}
}
