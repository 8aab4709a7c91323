package io.salesprocess.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.Predefined;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import jakarta.persistence.Entity;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.time.Clock;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Which way imports run, and a few habits that only hold while something watches them. A rule that matches no class
 * fails, so a package that is renamed takes its rules along.
 */
class ImportRulesTest {

    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.salesprocess");

    private static final JavaClasses PRODUCT_AND_TESTS = new ClassFileImporter().importPackages("io.salesprocess");

    @Test
    void the_model_of_pipelines_needs_nothing_but_the_jdk() {
        classes()
                .that()
                .resideInAPackage("io.salesprocess.pipeline.domain..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java.lang..", "java.util..", "java.time..", "java.math..", "io.salesprocess.pipeline.domain..")
                .because("what a process is must be readable and testable without a framework")
                .check(PRODUCT);
    }

    @Test
    void the_model_of_deals_needs_nothing_but_the_jdk_and_the_model_of_pipelines() {
        classes()
                .that()
                .resideInAPackage("io.salesprocess.deal.domain..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java.lang..",
                        "java.util..",
                        "java.time..",
                        "java.math..",
                        "io.salesprocess.deal.domain..",
                        "io.salesprocess.pipeline.domain..")
                .because("the whole rule book is tested in milliseconds, without a container")
                .check(PRODUCT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"intake", "evidence", "proposal", "document", "payment"})
    void deals_know_nothing_of_the_features_that_carry_evidence_to_them(String feature) {
        String carrier = "io.salesprocess." + feature + "..";
        assertThat(PRODUCT)
                .as("a rule about a package that holds no class watches nothing")
                .anyMatch(resideInAPackage(carrier)::test);
        noClasses()
                .that()
                .resideInAPackage("io.salesprocess.deal..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(carrier)
                .because("a transition reads only what the deal has been told, and asks no feature")
                .check(PRODUCT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"insight", "event"})
    void nobody_knows_who_reads_history(String follower) {
        String reader = "io.salesprocess." + follower + "..";
        assertThat(PRODUCT)
                .as("a rule about a package that holds no class watches nothing")
                .anyMatch(resideInAPackage(reader)::test);
        noClasses()
                .that(resideOutsideOfPackage(reader).and(resideOutsideOfPackage("io.salesprocess.page..")))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(reader)
                .because("those who write history must not wait for those who read it")
                .check(PRODUCT);
    }

    @Test
    void one_class_knows_kafka_so_that_none_of_it_is_loaded_where_it_is_off() {
        DescribedPredicate<JavaClass> knows =
                describe("are KafkaTopic", type -> type.getName().startsWith("io.salesprocess.event.kafka.KafkaTopic"));
        assertThat(PRODUCT).anyMatch(knows::test);
        noClasses()
                .that(DescribedPredicate.not(knows))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.kafka..")
                .check(PRODUCT);
    }

    @Test
    void no_package_knows_the_pages_for_people() {
        String pages = "io.salesprocess.page..";
        assertThat(PRODUCT)
                .as("a rule about a package that holds no class watches nothing")
                .anyMatch(resideInAPackage(pages)::test);
        noClasses()
                .that()
                .resideOutsideOfPackage(pages)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(pages)
                .because("pages are a door, and what is behind a door does not know it")
                .check(PRODUCT);
    }

    @Test
    void the_platform_knows_no_feature() {
        classes()
                .that()
                .resideInAPackage("io.salesprocess.platform..")
                .should()
                .onlyDependOnClassesThat(
                        resideOutsideOfPackage("io.salesprocess..").or(resideInAPackage("io.salesprocess.platform..")))
                .because("what all features stand on cannot stand on one of them")
                .check(PRODUCT);
    }

    @Test
    void features_form_no_cycles() {
        slices().matching("io.salesprocess.(*)..").should().beFreeOfCycles().check(PRODUCT);
    }

    /** Bean Validation looks at so many elements of a list only ({@code FirstElements}). */
    @Test
    void lists_whose_elements_are_checked_have_at_most_a_hundred() {
        List<String> faults = new ArrayList<>();
        int seen = 0;
        for (JavaClass type : PRODUCT) {
            if (!type.isRecord()) {
                continue;
            }
            for (RecordComponent component : type.reflect().getRecordComponents()) {
                boolean hasChecks = component.getAnnotatedType() instanceof AnnotatedParameterizedType list
                        && Arrays.stream(list.getAnnotatedActualTypeArguments())
                                .anyMatch(element -> element.getAnnotations().length > 0);
                Size size = component.getAccessor().getAnnotation(Size.class);
                seen += hasChecks ? 1 : 0;
                if (hasChecks && (component.getType() != List.class || size == null || size.max() > 100)) {
                    faults.add(type.getName() + "." + component.getName());
                }
            }
        }
        assertThat(seen)
                .as("a rule that no longer matches anything watches nothing")
                .isPositive();
        assertThat(faults).isEmpty();
    }

    @Test
    void entities_stay_in_their_package() {
        classes()
                .that()
                .areAnnotatedWith(Entity.class)
                .should()
                .bePackagePrivate()
                .because("tables change without asking other features, or clients")
                .check(PRODUCT);
    }

    @Test
    void resources_neither_take_nor_return_entities() {
        methods()
                .that()
                .arePublic()
                .and()
                .areDeclaredInClassesThat()
                .areAnnotatedWith(Path.class)
                .should(mentionNoEntity())
                .because("columns must not become fields of the API by themselves, nor be set by whoever names them")
                .check(PRODUCT);
    }

    @Test
    void only_the_platform_asks_the_machine_what_time_it_is() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.salesprocess.platform..")
                .should()
                .accessTargetWhere(describe("the machine's clock is read", ImportRulesTest::readsTheMachinesClock))
                .because("time is injected as a Clock or InstantSource, and tests set it")
                .check(PRODUCT);
    }

    @Test
    void names_say_what_a_class_is() {
        classes()
                .should()
                .haveNameNotMatching(".*[.$]([A-Za-z0-9]*(Impl|Manager|Helper|Utils?)|Abstract[A-Z][A-Za-z0-9]*)")
                .because("such a name fits any class")
                .check(PRODUCT_AND_TESTS);
    }

    @Test
    void every_package_says_what_it_is_for() throws IOException {
        Set<java.nio.file.Path> packages;
        try (Stream<java.nio.file.Path> files = Files.walk(java.nio.file.Path.of("src", "main", "java"))) {
            packages = files.filter(file -> file.toString().endsWith(".java"))
                    .map(java.nio.file.Path::getParent)
                    .collect(Collectors.toSet());
        }
        assertThat(packages)
                .isNotEmpty()
                .filteredOn(directory -> !Files.exists(directory.resolve("package-info.java")))
                .as("packages without a package-info.java")
                .isEmpty();
    }

    private static boolean readsTheMachinesClock(JavaAccess<?> access) {
        JavaClass owner = access.getTargetOwner();
        String name = access.getTarget().getName();
        if (owner.isEquivalentTo(Clock.class) || owner.isEquivalentTo(InstantSource.class)) {
            return name.startsWith("system") || name.startsWith("tick") && !takesClock(access);
        }
        return owner.getPackageName().startsWith("java.time") && name.equals("now") && !takesClock(access)
                || owner.isEquivalentTo(System.class) && name.equals("currentTimeMillis")
                || owner.isEquivalentTo(Date.class)
                        && access.getTarget().getFullName().endsWith("<init>()");
    }

    private static boolean takesClock(JavaAccess<?> access) {
        return access.getTarget().getFullName().contains("(java.time.Clock");
    }

    private static ArchCondition<JavaMethod> mentionNoEntity() {
        DescribedPredicate<JavaClass> entity = describe("an entity", type -> type.isAnnotatedWith(Entity.class));
        return new ArchCondition<>("mention no entity in parameters or result") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                List<JavaType> parameters = method.getParameterTypes();
                Stream.concat(Stream.of(method.getReturnType()), parameters.stream())
                        .flatMap(type -> type.getAllInvolvedRawTypes().stream())
                        .filter(entity)
                        .distinct()
                        .forEach(type -> events.add(SimpleConditionEvent.violated(
                                method, method.getFullName() + " mentions the entity " + type.getSimpleName())));
            }
        };
    }
}
