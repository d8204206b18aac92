package io.tidemark.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.tidemark.api.notify.DeliverActivity;
import io.tidemark.api.notify.Notice;
import io.tidemark.api.notify.NotifyActivity.Message;
import io.tidemark.api.notify.NotifyWorkflow;
import io.tidemark.api.notify.NotifyWorkflow.Outbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The outbox of a channel. */
final class NotifyWorkflowTest {
  private static final String QUEUE = "q";

  private final TestWorkflowEnvironment environment = TestWorkflowEnvironment.newInstance();
  private final Mailbox mailbox = new Mailbox();

  @BeforeEach
  void start() {
    Worker worker = environment.newWorker(QUEUE);
    worker.registerWorkflowImplementationTypes(WorkflowTypes.options(), NotifyWorkflowImpl.class);
    worker.registerActivitiesImplementations(mailbox);
    environment.start();
  }

  @AfterEach
  void stop() {
    environment.close();
  }

  @Test
  void oneNoticeIsSentAndTheOutboxEnds() {
    WorkflowStub outbox = post("a");
    outbox.getResult(Void.class);

    assertThat(mailbox.subjects()).containsExactly(List.of("a"));
  }

  @Test
  void whatComesWhileOneIsSentIsSentAsOne() {
    mailbox.failures = 3;
    WorkflowStub outbox = post("a");
    for (int i = 1; i <= 4; i++) {
      post("b" + i);
    }
    outbox.getResult(Void.class);

    List<String> all = new ArrayList<>();
    mailbox.subjects().forEach(all::addAll);
    assertThat(all).containsExactly("a", "b1", "b2", "b3", "b4");
    assertThat(mailbox.subjects()).hasSizeLessThanOrEqualTo(2);
  }

  @Test
  void aServerThatIsDownForHoursGetsItLater() {
    mailbox.failures = 30;
    WorkflowStub outbox = post("a");
    outbox.getResult(Void.class);

    assertThat(mailbox.subjects()).containsExactly(List.of("a"));
  }

  @Test
  void whatCannotBeSentForADayIsCountedInTheNext() {
    mailbox.failures = 1_000;
    WorkflowStub outbox = post("lost");
    environment.sleep(NotifyWorkflowImpl.LONGEST.minus(Duration.ofMinutes(30)));
    post("next");
    environment.sleep(Duration.ofMinutes(45));
    mailbox.failures = 0;
    outbox.getResult(Void.class);

    assertThat(mailbox.subjects()).containsExactly(List.of("next"));
    assertThat(mailbox.deliveries.get(0).dropped()).isEqualTo(1);
  }

  @Test
  void aFloodKeepsTheNewest() {
    List<Notice> flood = new ArrayList<>();
    for (int i = 0; i < NotifyWorkflowImpl.MOST + 5; i++) {
      flood.add(notice("n" + i));
    }
    WorkflowStub outbox = stub();
    outbox.start(new Outbox("email", flood, 2));
    outbox.getResult(Void.class);

    assertThat(mailbox.deliveries).hasSize(1);
    assertThat(mailbox.deliveries.get(0).dropped()).isEqualTo(7);
    assertThat(mailbox.subjects().get(0)).hasSize(NotifyWorkflowImpl.MOST).startsWith("n5");
  }

  private WorkflowStub post(String subject) {
    WorkflowStub outbox = stub();
    outbox.signalWithStart(
        NotifyWorkflow.NOTICE,
        new Object[] {notice(subject)},
        new Object[] {new Outbox("email", List.of(), 0)});
    return outbox;
  }

  private WorkflowStub stub() {
    return environment
        .getWorkflowClient()
        .newUntypedWorkflowStub(
            NotifyWorkflow.TYPE,
            WorkflowOptions.newBuilder()
                .setTaskQueue(QUEUE)
                .setWorkflowId(NotifyWorkflow.id(QUEUE, "email"))
                .build());
  }

  static Notice notice(String subject) {
    Message message = new Message("backup-failed", "error", "orders", subject, List.of());
    return new Notice(message, "2026-11-23T00:00:00Z", "default", "w", "r");
  }

  /** Takes mails when it is not told to fail. */
  static final class Mailbox implements DeliverActivity {
    private final List<Delivery> deliveries = new CopyOnWriteArrayList<>();
    private volatile int failures;

    @Override
    public synchronized void deliver(Delivery delivery) {
      if (failures > 0) {
        failures--;
        throw ApplicationFailure.newFailure("the mail server is down", "NotifyFailed");
      }
      deliveries.add(delivery);
    }

    List<List<String>> subjects() {
      return deliveries.stream()
          .map(each -> each.notices().stream().map(n -> n.message().subject()).toList())
          .toList();
    }
  }
}
