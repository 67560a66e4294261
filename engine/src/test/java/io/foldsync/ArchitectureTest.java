package io.foldsync;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeJars;
import org.junit.jupiter.api.Test;

/** The house keeps its rules, and each rule can be broken. Ordinary tests: ArchUnit's own engine is skipped silently. */
class ArchitectureTest {

    private static final String FIXTURE = "io.foldsync.fixture";
    // Not ArchUnit's own option, which knows target/test-classes only: the Spark 3.5 line builds elsewhere.
    private static final JavaClasses ENGINE = load("io.foldsync", location -> !location.contains("/test-classes/"));
    private static final JavaClasses BAD_HOUSE = load(FIXTURE, location -> location.contains("/test-classes/"));

    private static JavaClasses load(String root, ImportOption which) {
        return new ClassFileImporter()
                .withImportOption(new DoNotIncludeJars())
                .withImportOption(which)
                .importPackages(root);
    }

    @Test
    void theEngineKeepsTheHouseRules() {
        assertThat(ENGINE).as("classes of the engine").hasSizeGreaterThan(30);
        HouseRules.under("io.foldsync").values().forEach(rule -> rule.check(ENGINE));
    }

    @Test
    void everyHouseRuleTurnsRedOnTheBadFixture() {
        assertThat(HouseRules.under(FIXTURE)).allSatisfy((sentence, rule) -> assertThat(
                        rule.evaluate(BAD_HOUSE).hasViolation())
                .as(sentence)
                .isTrue());
    }

    @Test
    void theLayerRuleSeesEachForbiddenArrowOfTheFixture() {
        String report = String.join(
                "\n",
                HouseRules.under(FIXTURE)
                        .get("arrows point down only")
                        .evaluate(BAD_HOUSE)
                        .getFailureReport()
                        .getDetails());
        assertThat(report)
                .contains("fixture.fold.ReachesUp", "fixture.train.EndsTheProcess") // fold knows train
                .contains("ai.djl.pytorch.jni.JniUtils") // jni outside nn
                .contains("org.apache.spark.SparkConf") // Spark outside spark
                .contains("fixture.nowhere.Homeless is in no layer");
    }
}
