package riffle.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The classes of the project, without their tests, and the forms that rules on its rooms have. */
final class Rooms {

    static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("riffle");

    private Rooms() {}

    /** No class of a room sees the others. */
    static ArchRule unseen(String room, String... others) {
        return noClasses()
                .that()
                .resideInAPackage("riffle." + room + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        Stream.of(others).map(other -> "riffle." + other).toArray(String[]::new));
    }

    /** A room sees nothing of the project but itself and the others. */
    static ArchRule seesAtMost(String room, String... others) {
        List<String> seen = new ArrayList<>(List.of("riffle." + room + ".."));
        for (String other : others) {
            seen.add("riffle." + other + "..");
        }
        return noClasses()
                .that()
                .resideInAPackage("riffle." + room + "..")
                .should()
                .dependOnClassesThat(
                        resideInAPackage("riffle..").and(not(resideInAnyPackage(seen.toArray(String[]::new)))));
    }

    /** A room that is not built here, such as the kernels without TornadoVM, breaks no rule. */
    static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(CLASSES);
    }
}
