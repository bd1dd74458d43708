package dev.leat;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// Which package may know which.
///
///     stdin -> format -> core -> redis -> Redis        Redis -> redis -> core -> format -> stdout
@AnalyzeClasses(packages = "dev.leat", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule theCoreKnowsTheJdkAlone =
      classes()
          .that()
          .resideInAPackage("dev.leat.core..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("dev.leat.core..", "java..", "org.jspecify..");

  @ArchTest
  static final ArchRule theOthersKnowTheCoreAlone =
      slices()
          .matching("dev.leat.(*)..")
          .should()
          .notDependOnEachOther()
          .ignoreDependency(resideInAnyPackage("dev.leat.cli.."), resideInAnyPackage("dev.leat.."))
          .ignoreDependency(
              resideInAnyPackage("dev.leat.."), resideInAnyPackage("dev.leat.core.."));

  @ArchTest static final ArchRule onlyRedisKnowsLettuce = only("dev.leat.redis", "io.lettuce..");

  @ArchTest static final ArchRule onlyRedisKnowsNetty = only("dev.leat.redis", "io.netty..");

  @ArchTest
  static final ArchRule onlyFormatKnowsJackson = only("dev.leat.format", "tools.jackson..");

  @ArchTest static final ArchRule onlyTerminalKnowsJLine = only("dev.leat.terminal", "org.jline..");

  @ArchTest
  static final ArchRule onlyTheCommandLineKnowsPicocli = only("dev.leat.cli", "picocli..");

  private static ArchRule only(String home, String library) {
    return noClasses()
        .that()
        .resideOutsideOfPackage(home + "..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .allowEmptyShould(true);
  }

  @ArchTest
  static final ArchRule onlyMainEndsTheProcess =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("dev.leat.cli.Main")
          .should()
          .callMethod(System.class, "exit", int.class);

  @ArchTest
  static final ArchRule nobodyPrintsThroughAPrintStream =
      noClasses()
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err")
          .because("it swallows the error of a pipe whose reader has left");
}
