package io.tidemark.store;

/** Receives the objects of a listing one by one. */
@FunctionalInterface
public interface ObjectVisitor {

  /** Called once for each object, on the thread that lists. Throwing ends the listing. */
  void visit(ObjectInfo object) throws StoreException;
}
