package io.salesprocess.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.Predefined;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.salesprocess.platform.api.PlainWrites;
import io.salesprocess.platform.api.UseCase;
import io.salesprocess.platform.database.PlainTransactions;
import io.salesprocess.platform.database.Sql;
import io.salesprocess.platform.database.Transactions;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** One way to write: doors translate, use cases decide what to do, and one entry opens the transaction. */
class WritingRulesTest {

    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.salesprocess");

    @Test
    void use_cases_know_no_http() {
        noClasses()
                .that()
                .areAnnotatedWith(UseCase.class)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "jakarta.ws.rs..",
                        "org.eclipse.microprofile.openapi..",
                        "io.vertx..",
                        "io.salesprocess.platform.http..")
                .because("other doors than HTTP call them as well")
                .check(PRODUCT);
    }

    @Test
    void use_cases_do_not_know_their_doors() {
        noClasses()
                .that()
                .areAnnotatedWith(UseCase.class)
                .should()
                .dependOnClassesThat(describe("are resources", type -> type.isAnnotatedWith(Path.class)))
                .check(PRODUCT);
    }

    @Test
    void resources_reach_tables_through_use_cases() {
        noClasses()
                .that()
                .areAnnotatedWith(Path.class)
                .should()
                .dependOnClassesThat(describe(
                        "are stores, SQL or transactions",
                        type -> type.getSimpleName().endsWith("Store")
                                || type.isEquivalentTo(Sql.class)
                                || type.isEquivalentTo(Transactions.class)
                                || type.isEquivalentTo(PlainTransactions.class)))
                .because("a door translates, and nothing else")
                .check(PRODUCT);
    }

    @Test
    void only_the_platform_knows_the_transaction_manager() {
        noClasses()
                .that(describe("are not the platform's access to the database", type -> !type.getPackageName()
                        .startsWith("io.salesprocess.platform.database")))
                .should()
                .dependOnClassesThat(describe(
                        "begin transactions of their own",
                        type -> type.isEquivalentTo(QuarkusTransaction.class)
                                || type.isEquivalentTo(Transactional.class)
                                || type.getPackageName().equals("jakarta.transaction")))
                .because("there is one way to write")
                .check(PRODUCT);
        classes()
                .that()
                .areAssignableTo(Transactions.class)
                .should()
                .dependOnClassesThat()
                .areAssignableTo(QuarkusTransaction.class)
                .check(PRODUCT);
    }

    @Test
    void plain_transactions_are_for_the_few_paths_that_have_to_be_fast() {
        assertThat(usersOf(PlainWrites.class))
                .containsExactlyInAnyOrder(
                        "TransitionResource",
                        "TransitionsResource",
                        "IntakeResource",
                        "SubmissionResource",
                        "SuggestionResource");
        assertThat(usersOf(PlainTransactions.class))
                .containsExactlyInAnyOrder("PlainWrites", "KeyUses", "IdempotencySweep", "RepeatedTexts");
    }

    @Test
    void only_the_write_path_writes_deals() {
        assertThat(callersOf("io.salesprocess.deal.DealStore", Set.of("insert", "update")))
                .containsExactly("Deals");
    }

    @Test
    void what_a_rule_is_about_exists() {
        assertThat(PRODUCT).anyMatch(type -> type.isAnnotatedWith(UseCase.class));
        assertThat(PRODUCT).anyMatch(resideInAPackage("io.salesprocess.platform.database..")::test);
        assertThat(PRODUCT).anyMatch(resideInAPackage("io.salesprocess.platform.http..")::test);
    }

    private static Set<String> usersOf(Class<?> type) {
        Set<String> users = new TreeSet<>();
        for (Dependency dependency : PRODUCT.get(type).getDirectDependenciesToSelf()) {
            users.add(outermost(dependency.getOriginClass()));
        }
        users.remove(type.getSimpleName());
        return users;
    }

    private static Set<String> callersOf(String type, Set<String> methods) {
        Set<String> callers = new TreeSet<>();
        PRODUCT.get(type).getMethodCallsToSelf().stream()
                .filter(call -> methods.contains(call.getTarget().getName()))
                .forEach(call -> callers.add(outermost(call.getOriginOwner())));
        callers.remove("DealStore");
        return callers;
    }

    private static String outermost(JavaClass type) {
        JavaClass outer = type;
        while (outer.getEnclosingClass().isPresent()) {
            outer = outer.getEnclosingClass().get();
        }
        return outer.getSimpleName();
    }
}
