package org.folkmoot.examples;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethodWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.PackageMatcher;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Holds the arrows of the design, and what the style says about names and shapes, over the classes of all modules. */
final class ArchitectureTest {
    private static final Map<String, String> LAYERS = Map.ofEntries(
            Map.entry("api", "org.folkmoot.api.."),
            Map.entry("core", "org.folkmoot.core.."),
            Map.entry("trainers", "org.folkmoot.trainers.."),
            Map.entry("aggregation", "org.folkmoot.aggregation.."),
            Map.entry("secure", "org.folkmoot.secure.."),
            Map.entry("privacy", "org.folkmoot.privacy.."),
            Map.entry("audit", "org.folkmoot.audit.."),
            Map.entry("engine", "org.folkmoot.engine.."),
            Map.entry("cli", "org.folkmoot.cli.."),
            Map.entry("examples", "org.folkmoot.examples.."),
            Map.entry("testkit", "org.folkmoot.testkit.."));
    private static final Set<String> NOT_BIT_EXACT = Set.of(
            "exp", "expm1", "log", "log10", "log1p", "pow", "sin", "cos", "tan", "asin", "acos", "atan", "atan2",
            "sinh", "cosh", "tanh", "cbrt", "hypot");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.folkmoot");

    @TestFactory
    Stream<DynamicTest> seesClassesOfEveryLayer() {
        return LAYERS.entrySet().stream()
                .map(layer -> DynamicTest.dynamicTest(
                        layer.getKey(),
                        () -> assertThat(CLASSES.that(resideInAPackage(layer.getValue())).stream()
                                        .filter(type -> !type.getSimpleName().equals("package-info")))
                                .isNotEmpty()));
    }

    @Test
    void knowsTheLayerOfEveryClass() {
        assertThat(CLASSES.that(DescribedPredicate.not(
                        resideInAnyPackage(LAYERS.values().toArray(String[]::new)))))
                .filteredOn(type -> !type.getPackageName().equals("org.folkmoot.starter"))
                .isEmpty();
    }

    @Test
    void pointsItsArrowsOneWay() {
        var layers = layeredArchitecture().consideringOnlyDependenciesInLayers();
        for (Map.Entry<String, String> layer : LAYERS.entrySet()) {
            layers = layers.layer(layer.getKey()).definedBy(layer.getValue());
        }
        check(layers.whereLayer("api")
                .mayNotAccessAnyLayer()
                .whereLayer("core")
                .mayOnlyAccessLayers("api")
                .whereLayer("trainers")
                .mayOnlyAccessLayers("api", "core")
                .whereLayer("aggregation")
                .mayOnlyAccessLayers("api", "core")
                .whereLayer("secure")
                .mayOnlyAccessLayers("api", "core")
                .whereLayer("privacy")
                .mayOnlyAccessLayers("api", "core")
                .whereLayer("audit")
                .mayOnlyAccessLayers("api", "core")
                .whereLayer("testkit")
                .mayOnlyAccessLayers("api", "core")
                .whereLayer("engine")
                .mayOnlyAccessLayers("api", "core", "trainers", "aggregation", "privacy", "secure", "audit")
                .whereLayer("cli")
                .mayOnlyAccessLayers("api", "core", "trainers", "aggregation", "privacy", "secure", "audit", "engine")
                .whereLayer("examples")
                .mayNotBeAccessedByAnyLayer());
    }

    @Test
    void keepsVocabularyAndMechanismsFreeOfOtherLibraries() {
        check(classes()
                .that()
                .resideInAnyPackage("org.folkmoot.api..", "org.folkmoot.core..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "org.folkmoot.api..", "org.folkmoot.core..", "java..", "javax.crypto..", "org.jspecify.."));
    }

    @Test
    void leavesEnginesWithNativesToThoseWhoAddThem() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(
                        "org.folkmoot.trainers.dl4j..",
                        "org.folkmoot.trainers.torch..",
                        "org.folkmoot.examples.engines..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.folkmoot.trainers.dl4j..",
                        "org.folkmoot.trainers.torch..",
                        "org.nd4j..",
                        "org.deeplearning4j..",
                        "org.bytedeco.."));
    }

    @Test
    void keepsTrainersApart() {
        check(noClasses()
                .that()
                .resideInAPackage("org.folkmoot.trainers.torch..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.folkmoot.trainers.plain..",
                        "org.folkmoot.trainers.dl4j..",
                        "org.nd4j..",
                        "org.deeplearning4j.."));
        check(noClasses()
                .that()
                .resideInAPackage("org.folkmoot.trainers.dl4j..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.folkmoot.trainers.plain..", "org.folkmoot.trainers.torch..", "org.bytedeco.pytorch.."));
    }

    @Test
    void neverLetsAnEngineReadItsOwnFileFormats() {
        check(noClasses()
                .that()
                .resideInAPackage("org.folkmoot..")
                .should()
                .dependOnClassesThat()
                .haveSimpleNameStartingWith("ModelSerializer")
                .orShould(callMethodWhere(DescribedPredicate.describe(
                        "of the engine that reads a network, an array or a configuration",
                        call -> call.getTargetOwner()
                                        .getPackageName()
                                        .matches("org\\.(nd4j|deeplearning4j|bytedeco\\.pytorch)(\\..*)?")
                                && call.getTarget()
                                        .getName()
                                        .matches("load.*|read.*|pickle_load.*|from(Json|Yaml|FlatBuffers|File).*")))));
    }

    @Test
    void copiesParametersThroughPointersOnly() {
        check(noClasses()
                .that()
                .resideInAPackage("org.folkmoot.trainers.dl4j..")
                .should(callMethodWhere(DescribedPredicate.describe(
                        "of the engine that copies elements one by one",
                        call -> call.getTargetOwner().getPackageName().startsWith("org.nd4j.")
                                && call.getTarget()
                                        .getName()
                                        .matches(
                                                "to(Float|Double)(Vector|Matrix)|as(Float|Double)|create|createFromArray"
                                                        + "|getFloat|getDouble")))));
    }

    @Test
    void keepsPackagesOneLevelBelowTheirModule() {
        PackageMatcher deep = PackageMatcher.of("org.folkmoot.*.*.*..");
        check(noClasses().should(haveName("lie deeper", type -> deep.matches(type.getPackageName()))));
    }

    @Test
    void namesThings() {
        check(noClasses()
                .should(haveName(
                        "say Util, Common, Helper, Manager or Impl",
                        type -> type.getSimpleName().matches(".*(Util|Common|Helper|Manager|Impl([A-Z].*)?$).*"))));
    }

    @Test
    void closesItsClasses() {
        check(noClasses().should(haveName("be open for inheritance", ArchitectureTest::isOpen)));
    }

    @Test
    void computesTheSameOnEveryJvm() {
        DescribedPredicate<JavaMethodCall> inexact = DescribedPredicate.describe(
                "of java.lang.Math that other JVMs may round differently",
                call -> call.getTargetOwner().isEquivalentTo(Math.class)
                        && NOT_BIT_EXACT.contains(call.getTarget().getName()));
        check(noClasses()
                .that()
                .resideInAnyPackage(
                        "org.folkmoot.api..",
                        "org.folkmoot.core..",
                        "org.folkmoot.trainers..",
                        "org.folkmoot.aggregation..",
                        "org.folkmoot.secure..",
                        "org.folkmoot.privacy..")
                .should(callMethodWhere(inexact)));
    }

    @Test
    void drawsPrivacyNoiseFromTheSystemsEntropyOnly() {
        check(noClasses()
                .that()
                .resideInAPackage("org.folkmoot.privacy.noise..")
                .and()
                .arePublic()
                .should(haveName("take a seed or a generator of the caller's", ArchitectureTest::takesASeed)));
        check(noClasses()
                .that()
                .resideInAPackage("org.folkmoot.privacy..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.Random"));
    }

    @Test
    void writesToTheScreenInProgramsOnly() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages("org.folkmoot.cli..", "org.folkmoot.examples..")
                .and(DescribedPredicate.describe("are not part of a program", type -> !isProgram(type)))
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err"));
    }

    @Test
    void neverSleeps() {
        check(noClasses()
                .should(callMethodWhere(DescribedPredicate.describe(
                        "Thread.sleep",
                        call -> call.getTargetOwner().isEquivalentTo(Thread.class)
                                && call.getTarget().getName().equals("sleep")))));
    }

    /** Says whether the class, or that around it, can be started. */
    private static boolean isProgram(JavaClass type) {
        return type.tryGetMethod("main", String[].class).isPresent()
                || type.getEnclosingClass().map(ArchitectureTest::isProgram).orElse(false);
    }

    /** Says whether a method or constructor that others can call lets them choose the randomness. */
    private static boolean takesASeed(JavaClass type) {
        return type.getCodeUnits().stream()
                .filter(unit -> unit.getModifiers().contains(JavaModifier.PUBLIC))
                .flatMap(unit -> unit.getRawParameterTypes().stream())
                .anyMatch(parameter -> parameter.getSimpleName().equals("Digest")
                        || parameter.getSimpleName().equals("RandomGenerator"));
    }

    private static void check(ArchRule rule) {
        rule.check(CLASSES);
    }

    private static boolean isOpen(JavaClass type) {
        boolean closed = type.isInterface()
                || type.isEnum()
                || type.isAnonymousClass()
                || type.getSimpleName().equals("package-info")
                || type.getModifiers().contains(JavaModifier.FINAL);
        boolean packagePrivateAbstract = type.getModifiers().contains(JavaModifier.ABSTRACT)
                && !type.getModifiers().contains(JavaModifier.PUBLIC);
        return !closed && !packagePrivateAbstract;
    }

    private static ArchCondition<JavaClass> haveName(String description, Predicate<JavaClass> predicate) {
        return ArchCondition.from(DescribedPredicate.describe(description, predicate));
    }
}
