package io.foldsync;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;
import java.io.ObjectInputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;

/** What holds for every class of the engine, beside its layer: each rule by the sentence that it keeps. */
final class HouseRules {
    private HouseRules() {}

    /** @param root the package above the layers, {@code io.foldsync} but in fixtures */
    static Map<String, ArchRule> under(String root) {
        Map<String, ArchRule> rules = new LinkedHashMap<>();
        rules.put("arrows point down only", classes().should(new Layers(root)));
        rules.put(
                "a name says what a thing is",
                noClasses()
                        .should()
                        .haveNameMatching(".*[.$](\\w*(Util|Utils|Common|Manager|Helper|Impl)|Abstract[A-Z]\\w*)"));
        rules.put(
                "an interface has no prefix",
                noClasses().that().areInterfaces().should().haveNameMatching(".*[.$]I[A-Z][a-z]\\w*"));
        rules.put(
                "every random draw comes from the seed tree",
                noClasses()
                        .that()
                        .resideOutsideOfPackage(root + ".random..")
                        .should()
                        .dependOnClassesThat()
                        .areAssignableTo(Random.class)
                        .orShould()
                        .dependOnClassesThat()
                        .belongToAnyOf(SplittableRandom.class, ThreadLocalRandom.class)
                        .orShould()
                        .callMethod(Math.class, "random")
                        .orShould()
                        .callMethod(StrictMath.class, "random"));
        rules.put(
                "only a main class ends the process",
                noClasses()
                        .should()
                        .callMethod(System.class, "exit", int.class)
                        .orShould()
                        .callMethod(Runtime.class, "exit", int.class)
                        .orShould()
                        .callMethod(Runtime.class, "halt", int.class));
        rules.put(
                "no file is trusted to build objects",
                noClasses().should().dependOnClassesThat().areAssignableTo(ObjectInputStream.class));
        return rules;
    }
}
