package io.tidemark.workflow;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethodWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.temporal.activity.ActivityInterface;
import io.temporal.workflow.WorkflowMethod;
import io.temporal.workflow.WorkflowVersioningBehavior;
import java.util.function.Predicate;

/** What this module may know, and what its wire records must be. */
@AnalyzeClasses(packages = "io.tidemark", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {
  private static final String WORKFLOW = "io.tidemark.workflow..";
  private static final String API = "io.tidemark.api..";

  @ArchTest
  static final ArchRule workflowsKnowOnlyTheContract =
      classes()
          .that()
          .resideInAPackage(WORKFLOW)
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(
                      WORKFLOW,
                      API,
                      "java..",
                      "org.jspecify..",
                      "org.slf4j..",
                      "io.temporal.workflow..",
                      "io.temporal.activity..",
                      "io.temporal.common..",
                      "io.temporal.failure..",
                      "io.temporal.worker..",
                      "io.temporal.api.enums..")
                  .or(named("io.temporal.client.WorkflowExecutionAlreadyStarted"))
                  .or(named("io.temporal.api.common.v1.WorkflowExecution")))
          .because(
              "workflows are replayed by any worker of any release: what they touch must give"
                  + " the same answer then; all else is an activity's");

  @ArchTest
  static final ArchRule workflowsTouchNothingOutside =
      noClasses()
          .that()
          .resideInAPackage(WORKFLOW)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.io..", "java.nio..", "java.net..", "java.sql..", "java.util.concurrent..")
          .because("files, sockets, databases and threads are not recorded in the history");

  @ArchTest
  static final ArchRule workflowsAskNoClockAndThrowNoDice =
      noClasses()
          .that()
          .resideInAPackage(WORKFLOW)
          .should(callMethodWhere(callTo("java.lang.System", ".*")))
          .orShould(callMethodWhere(callTo("java.lang.Thread", ".*")))
          .orShould(callMethodWhere(callTo("java.lang.Math", "random")))
          .orShould(callMethodWhere(callTo("java.util.UUID", "randomUUID")))
          .orShould(callMethodWhere(callTo("java\\.time\\..*", "now")))
          .orShould(callMethodWhere(callTo("java.util.Collections", "shuffle")))
          .orShould()
          .dependOnClassesThat()
          .haveNameMatching("java\\.(time\\.Clock|util\\.SplittableRandom|lang\\.Process.*)")
          .because("a replay would see another time or another number than the first run");

  @ArchTest
  static final ArchRule workflowsKeepTheirCollectionsInOrder =
      noClasses()
          .that()
          .resideInAPackage(WORKFLOW)
          .should()
          .dependOnClassesThat()
          .haveNameMatching("java\\.util\\.(HashMap|HashSet|IdentityHashMap|WeakHashMap|Hashtable)")
          .orShould(callMethodWhere(callTo("java.util.Set", "of|copyOf")))
          .orShould(callMethodWhere(callTo("java.util.Map", "of|ofEntries|copyOf")))
          .orShould(
              callMethodWhere(callTo("java.util.stream.Collectors", "toSet|toMap|groupingBy")))
          .because("their order differs from one JVM to the next, and commands would follow it");

  @ArchTest
  static final ArchRule contractKnowsNoImplementation =
      noClasses()
          .that()
          .resideInAPackage(API)
          .should()
          .dependOnClassesThat(resideInAPackage("io.tidemark..").and(not(resideInAPackage(API))))
          .because("clients and other teams compile against the contract alone");

  @ArchTest
  static final ArchRule wireRecordsUnderstandOtherReleases =
      classes()
          .that()
          .resideInAPackage(API)
          .and()
          .areRecords()
          .and()
          .haveSimpleNameNotEndingWith("Request")
          .and()
          .doNotHaveSimpleName("TaskQueues")
          .should(ignoreUnknownFields())
          .because(
              "during a rolling upgrade a worker meets fields that it does not know; requests"
                  + " are read by hand and strictly instead");

  @ArchTest
  static final ArchRule wireRecordsHaveNoExtraGetters =
      methods()
          .that()
          .areDeclaredInClassesThat(resideInAPackage(API).and(records()))
          .should()
          .haveNameNotMatching("(get|is)[A-Z].*")
          .because("Jackson would write such a method as a field, and then fail to read it back");

  @ArchTest
  static final ArchRule activityTypesCarryOurName =
      classes()
          .that()
          .areAnnotatedWith(ActivityInterface.class)
          .should(havePrefix())
          .because("our activities are mounted on workers beside other people's");

  @ArchTest
  static final ArchRule workflowTypesCarryOurName =
      methods()
          .that()
          .areAnnotatedWith(WorkflowMethod.class)
          .should(nameOurType())
          .because("our workflows are mounted on workers beside other people's");

  @ArchTest
  static final ArchRule versioningIsTheWorkers =
      noMethods()
          .that()
          .areDeclaredInClassesThat(resideInAPackage(WORKFLOW))
          .should()
          .beAnnotatedWith(WorkflowVersioningBehavior.class)
          .because("a server refuses the behaviour from workers that are not versioned, see ADR 8");

  private static DescribedPredicate<JavaClass> named(String name) {
    return DescribedPredicate.describe(name, type -> type.getName().equals(name));
  }

  private static DescribedPredicate<JavaClass> records() {
    return DescribedPredicate.describe("are records", JavaClass::isRecord);
  }

  private static DescribedPredicate<JavaMethodCall> callTo(String owner, String method) {
    return DescribedPredicate.describe(
        owner + "." + method,
        call -> call.getTargetOwner().getName().matches(owner) && call.getName().matches(method));
  }

  private static ArchCondition<JavaClass> ignoreUnknownFields() {
    return condition(
        "ignore unknown fields",
        type ->
            type.tryGetAnnotationOfType(JsonIgnoreProperties.class)
                .map(JsonIgnoreProperties::ignoreUnknown)
                .orElse(false));
  }

  private static ArchCondition<JavaClass> havePrefix() {
    return condition(
        "have the name prefix Tidemark_",
        type -> type.getAnnotationOfType(ActivityInterface.class).namePrefix().equals("Tidemark_"));
  }

  private static ArchCondition<JavaMethod> nameOurType() {
    return new ArchCondition<>("be named Tidemark…") {
      @Override
      public void check(JavaMethod method, ConditionEvents events) {
        boolean ours =
            method.getAnnotationOfType(WorkflowMethod.class).name().startsWith("Tidemark");
        events.add(new SimpleConditionEvent(method, ours, method.getFullName()));
      }
    };
  }

  private static ArchCondition<JavaClass> condition(
      String description, Predicate<JavaClass> holds) {
    return new ArchCondition<>(description) {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        events.add(new SimpleConditionEvent(type, holds.test(type), type.getName()));
      }
    };
  }
}
