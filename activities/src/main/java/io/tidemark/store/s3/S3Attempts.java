package io.tidemark.store.s3;

import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** Counts how often the SDK sends the requests of one upload; what it repeats, it does silently. */
final class S3Attempts {

  private static final ExecutionAttribute<AtomicInteger> SENT =
      new ExecutionAttribute<>("io.tidemark.sent");

  private final AtomicInteger sent = new AtomicInteger();
  private int requests;

  /** To be installed in the client. */
  static final class Interceptor implements ExecutionInterceptor {
    @Override
    public void beforeTransmission(
        Context.BeforeTransmission context, ExecutionAttributes attributes) {
      AtomicInteger sent = attributes.getAttribute(SENT);
      if (sent != null) {
        sent.incrementAndGet();
      }
    }
  }

  /** What marks the next request as one to be counted. */
  AwsRequestOverrideConfiguration next() {
    requests++;
    return AwsRequestOverrideConfiguration.builder().putExecutionAttribute(SENT, sent).build();
  }

  /** How many requests were sent again. */
  int repeats() {
    return Math.max(0, sent.get() - requests);
  }
}
