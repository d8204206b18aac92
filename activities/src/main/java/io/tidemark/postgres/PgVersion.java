package io.tidemark.postgres;

/**
 * A version of PostgreSQL since 10.
 *
 * @param major for example 17
 * @param minor for example 11; 0 for a development or beta version
 */
public record PgVersion(int major, int minor) implements Comparable<PgVersion> {
  @Override
  public int compareTo(PgVersion other) {
    return major != other.major
        ? Integer.compare(major, other.major)
        : Integer.compare(minor, other.minor);
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
