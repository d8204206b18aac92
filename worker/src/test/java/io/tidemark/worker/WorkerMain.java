package io.tidemark.worker;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.temporal.client.WorkflowClient;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.tidemark.worker.config.ConfigException;
import io.tidemark.worker.config.ConfigLoader;

/** A worker in a process of its own, for tests to kill. Its argument is Temporal's address. */
final class WorkerMain {
  private WorkerMain() {}

  public static void main(String[] arguments) throws ConfigException {
    WorkflowServiceStubs stubs =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder().setTarget(arguments[0]).build());
    WorkerProcess worker =
        WorkerProcess.start(
            ConfigLoader.load(System.getenv()),
            WorkflowClient.newInstance(stubs),
            new SimpleMeterRegistry());
    Runtime.getRuntime().addShutdownHook(new Thread(worker::close));
  }
}
