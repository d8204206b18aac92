/**
 * The only package of this module that knows Temporal: one thin class an activity interface, the
 * heartbeat ticker, and the mapping of failures. What an activity does is in the domain packages.
 */
@NullMarked
package io.tidemark.activity;

import org.jspecify.annotations.NullMarked;
