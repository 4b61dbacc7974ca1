package riffle.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static riffle.architecture.Rooms.CLASSES;
import static riffle.architecture.Rooms.check;
import static riffle.architecture.Rooms.seesAtMost;

import com.tngtech.archunit.core.domain.JavaClass;
import java.nio.file.CopyOption;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The rooms of the design: who may see whom. */
class ArchitectureTest {

    /** Rules over no class pass; this makes sure that the rules below look at something. */
    @Test
    void theRoomsAreThere() {
        Set<String> packages = CLASSES.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());
        for (String room : Set.of(
                "riffle.tensor",
                "riffle.operator",
                "riffle.network",
                "riffle.weights",
                "riffle.reference",
                "riffle.cases",
                "riffle.file",
                "riffle.execution",
                "riffle.plan",
                "riffle.bundle",
                "riffle.opencl",
                "riffle.form",
                "riffle.replay",
                "riffle.flat",
                "riffle.phone",
                "riffle.onnx",
                "riffle.onnx.read",
                "riffle.onnxruntime",
                "riffle.measure.backend",
                "riffle.measure.protocol",
                "riffle.measure.task",
                "riffle.measure.process",
                "riffle.measure.campaign",
                "riffle.result.json",
                "riffle.result.environment",
                "riffle.result.ceiling",
                "riffle.result",
                "riffle.analysis",
                "riffle.analysis.row",
                "riffle.analysis.speedup",
                "riffle.analysis.profile",
                "riffle.analysis.model",
                "riffle.report",
                "riffle.cli",
                "riffle.cli.option",
                "riffle.cli.run",
                "riffle.cli.start")) {
            assertTrue(packages.contains(room), () -> room + " is not among " + packages);
        }
        if (List.of(System.getProperty("riffle.require", "").split(",", -1)).contains("tornado")) {
            for (String room : Set.of(
                    "riffle.tornado",
                    "riffle.kernel",
                    "riffle.kernel.vector",
                    "riffle.kernel.pointwise",
                    "riffle.kernel.depthwise",
                    "riffle.kernel.dense",
                    "riffle.kernel.pool",
                    "riffle.kernel.merged",
                    "riffle.kernel.elementwise",
                    "riffle.kernel.normalisation",
                    "riffle.kernel.ceiling")) {
                assertTrue(packages.contains(room), () -> room + " is not among " + packages);
            }
        }
    }

    @Test
    void casesSeeNetworksAndTheReferenceAlone() {
        check(seesAtMost("cases", "tensor", "operator", "network", "weights", "reference"));
    }

    @Test
    void executionSpeaksOfNetworksAlone() {
        check(seesAtMost("execution", "tensor", "operator", "network", "weights"));
    }

    /** Plans are pure data: they know neither what runs them nor the reference that judges them. */
    @Test
    void plansSeeNeitherBackendsNorTheReference() {
        check(seesAtMost("plan", "execution", "tensor", "operator", "network", "weights"));
    }

    @Test
    void bundlesSeePlansAndNeitherTornadoNorTheReference() {
        check(seesAtMost("bundle", "file", "plan", "execution", "tensor", "operator", "network", "weights"));
    }

    @Test
    void openClKnowsDevicesAndNoPlans() {
        check(seesAtMost("opencl", "execution"));
    }

    /** Forms of sources know neither devices nor plans: what changes in a source depends on its text alone. */
    @Test
    void formsSeeSourcesAlone() {
        check(seesAtMost("form", "bundle", "execution", "plan.family"));
    }

    @Test
    void replaySeesBundlesAndDevicesAndNeitherTornadoNorTheReference() {
        check(seesAtMost(
                "replay",
                "form",
                "bundle",
                "opencl",
                "file",
                "plan",
                "execution",
                "tensor",
                "operator",
                "network",
                "weights"));
    }

    @Test
    void flatBundlesAreMadeOfBundlesAndPlans() {
        check(seesAtMost(
                "flat",
                "replay",
                "form",
                "bundle",
                "file",
                "plan",
                "execution",
                "tensor",
                "operator",
                "network",
                "weights"));
    }

    @Test
    void onnxModelsAreMadeOfNetworksAndCasesAlone() {
        check(seesAtMost("onnx", "file", "tensor", "operator", "network", "weights", "cases"));
    }

    /** The third oracle shares no code with the kernels. */
    @Test
    void thePeerSeesModelsAndNeitherPlansNorBundles() {
        check(seesAtMost("onnxruntime", "onnx", "execution", "tensor", "operator", "network", "weights"));
    }

    @Test
    void kernelsSeeNothingOfRiffle() {
        check(seesAtMost("kernel"));
    }

    /** What all kernels are made of knows none of them. */
    @Test
    void vectorsSeeNothingOfKernels() {
        check(seesAtMost("kernel.vector"));
    }

    /** Ceilings are measured by kernels of their own. */
    @Test
    void ceilingsSeeNoOperatorsKernels() {
        check(noClasses()
                .that()
                .resideInAPackage("riffle.kernel.ceiling..")
                .should()
                .dependOnClassesThat(resideInAPackage("riffle.kernel..")
                        .and(not(resideInAnyPackage(
                                "riffle.kernel.ceiling..", "riffle.kernel.vector..", "riffle.kernel")))));
    }

    @Test
    void theReferenceSeesOperatorsTensorsNetworksAndWeightsAlone() {
        check(noClasses()
                .that()
                .resideInAPackage("riffle.reference")
                .should()
                .dependOnClassesThat(resideInAPackage("..")
                        .and(not(resideInAnyPackage(
                                "riffle.reference",
                                "riffle.operator",
                                "riffle.tensor",
                                "riffle.network",
                                "riffle.weights",
                                "java..")))));
    }

    @Test
    void theCpuReferenceSeesNeitherKernelsNorHarness() {
        check(noClasses()
                .that()
                .resideInAnyPackage(
                        "riffle.tensor",
                        "riffle.operator",
                        "riffle.network",
                        "riffle.file",
                        "riffle.weights",
                        "riffle.reference")
                .should()
                .dependOnClassesThat(resideInAPackage("riffle..")
                        .and(not(resideInAnyPackage(
                                "riffle.tensor",
                                "riffle.operator",
                                "riffle.network",
                                "riffle.file",
                                "riffle.weights",
                                "riffle.reference")))));
    }

    @Test
    void tornadoTypesStayWithTheKernels() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages("riffle.kernel..", "riffle.tornado..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("uk.ac.manchester.tornado.."));
    }

    @Test
    void openClIsCalledByDevicesAndReplayAlone() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages("riffle.opencl..", "riffle.replay..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.lwjgl.."));
    }

    @Test
    void onnxRuntimesTypesStayWithItsBackend() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("riffle.onnxruntime..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("ai.onnxruntime.."));
    }

    @Test
    void packagesHaveNoCycles() {
        check(slices().matching("riffle.(**)").should().beFreeOfCycles());
    }

    @Test
    void onlyTheCommandLineReadsTheEnvironment() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("riffle.cli..")
                // asserts the flags that TornadoVM itself reads from the properties
                .and()
                .doNotHaveFullyQualifiedName("riffle.tornado.RequiredFlags")
                .should()
                .callMethod(System.class, "getenv")
                .orShould()
                .callMethod(System.class, "getenv", String.class)
                .orShould()
                .callMethod(System.class, "getProperties")
                .orShould()
                .callMethod(System.class, "getProperty", String.class)
                .orShould()
                .callMethod(System.class, "getProperty", String.class, String.class));
    }

    @Test
    void filesKnowNothingOfRiffle() {
        check(seesAtMost("file"));
    }

    /** An output that takes the place of what the user named does so in one way. */
    @Test
    void filesAreReplacedInOnePlace() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("riffle.file..")
                // gives its own lock its name; no output of a user
                .and()
                .doNotHaveFullyQualifiedName("riffle.measure.process.TemporaryFolder")
                .should()
                .callMethod(Files.class, "move", Path.class, Path.class, CopyOption[].class)
                .orShould()
                .callMethod(Files.class, "writeString", Path.class, CharSequence.class, OpenOption[].class)
                .orShould()
                .callMethod(Files.class, "write", Path.class, byte[].class, OpenOption[].class));
    }

    @Test
    void kernelsHaveNoInstanceMembers() {
        check(methods()
                .that()
                .areDeclaredInClassesThat()
                .resideInAPackage("riffle.kernel..")
                .should()
                .beStatic());
        check(fields().that()
                .areDeclaredInClassesThat()
                .resideInAPackage("riffle.kernel..")
                .should()
                .beStatic());
    }
}
