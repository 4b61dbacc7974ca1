package riffle.measure.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import riffle.cases.Case;
import riffle.cases.GoldenOperators;
import riffle.cases.NonFiniteShapes;
import riffle.cases.ShapeTable;
import riffle.execution.Backend;
import riffle.execution.Device;
import riffle.execution.Execution;
import riffle.execution.KernelSet;
import riffle.execution.PlanKind;
import riffle.measure.backend.FakeBackend;
import riffle.measure.backend.ReferenceBackend;
import riffle.measure.backend.TinyNetwork;
import riffle.measure.protocol.Answer.CaseChecked;
import riffle.measure.protocol.Answer.Outcome;
import riffle.measure.protocol.Request;
import riffle.network.Network;
import riffle.weights.NamedTensor;
import riffle.weights.SafeTensors;
import riffle.weights.Weights;

/** Cases inside a worker, on a fake backend. */
class VerifyTaskTest {

    private final List<CaseChecked> checked = new ArrayList<>();

    private List<CaseChecked> verify(FakeBackend backend, Path folder) {
        VerifyTask.run(
                backend, new Request.Verify("fake", null, null, null, folder.toString(), null, false, 0), answer -> {
                    if (answer instanceof CaseChecked one) {
                        checked.add(one);
                    }
                });
        return checked;
    }

    private static void relu(Path file, float output) {
        NamedTensor input = new NamedTensor(List.of(1, 1, 1, 2), new float[] {-1, 2});
        SafeTensors.write(
                file,
                Map.of("op", "relu"),
                Map.of("input", input, "output", new NamedTensor(List.of(1, 1, 1, 2), new float[] {0, output})));
    }

    @Test
    void readsEveryCaseOfAFolderAndNothingElse(@TempDir Path folder) throws IOException {
        relu(folder.resolve("b-right.safetensors"), 2);
        relu(folder.resolve("c-wrong.safetensors"), 3);
        Files.writeString(folder.resolve("a-broken.safetensors"), "no tensors here");
        Files.writeString(folder.resolve("notes.txt"), "not a case");
        relu(Files.createDirectory(folder.resolve("deeper")).resolve("d.safetensors"), 2);
        List<CaseChecked> cases = verify(FakeBackend.taking(1), folder);
        assertEquals(
                List.of("a-broken.safetensors", "b-right.safetensors", "c-wrong.safetensors"),
                cases.stream().map(CaseChecked::name).toList());
        assertEquals(
                List.of(Outcome.FAILED, Outcome.PASSED, Outcome.FAILED),
                cases.stream().map(CaseChecked::outcome).toList());
        assertTrue(
                cases.get(0).reason().contains("a-broken.safetensors"),
                cases.get(0).reason());
        assertEquals(1.0 / 3, cases.get(2).error(), 1e-6);
    }

    private static void reluOfNan(Path file, float output) {
        NamedTensor input = new NamedTensor(List.of(1, 1, 1, 2), new float[] {Float.NaN, 2});
        NamedTensor expected = new NamedTensor(List.of(1, 1, 1, 2), new float[] {output, 2});
        SafeTensors.write(file, Map.of("op", "relu"), Map.of("input", input, "output", expected));
    }

    @Test
    void nanIsRightWhereACaseHasIt(@TempDir Path folder) {
        reluOfNan(folder.resolve("a-nan.safetensors"), Float.NaN);
        reluOfNan(folder.resolve("b-number.safetensors"), 0);
        assertEquals(
                List.of(Outcome.PASSED, Outcome.FAILED),
                verify(FakeBackend.taking(1), folder).stream()
                        .map(CaseChecked::outcome)
                        .toList());
        assertEquals(0, checked.getFirst().error());
        assertEquals(
                "unfused plan: NaN instead of 0.0 at (0, 0, 0, 0)",
                checked.getLast().reason());
    }

    @Test
    void nanIsWrongWhereACaseHasNone(@TempDir Path folder) {
        relu(folder.resolve("a.safetensors"), 2);
        List<CaseChecked> cases = verify(FakeBackend.taking(1).notNumbers().wrongFromPass(1), folder);
        assertEquals(Outcome.FAILED, cases.getFirst().outcome());
    }

    @Test
    void nanInANetworkOfRandomWeightsIsWrong() {
        Request.Verify one = new Request.Verify("fake", null, null, null, null, TinyNetwork.SPEC, false, 0);
        VerifyTask.run(FakeBackend.taking(1).notNumbers().wrongFromPass(1), one, answer -> {
            if (answer instanceof CaseChecked some) {
                checked.add(some);
            }
        });
        assertEquals(
                List.of(Outcome.FAILED),
                checked.stream().map(CaseChecked::outcome).toList());
    }

    @Test
    void theReferenceIsJudgedByOutputsThatAreNotItsOwn() {
        VerifyTask.run(
                new ReferenceBackend(),
                new Request.Verify("reference", null, null, null, null, null, false, 0),
                answer -> {
                    if (answer instanceof CaseChecked one) {
                        checked.add(one);
                    }
                });
        assertEquals(
                GoldenOperators.all().stream().map(Case::name).toList(),
                checked.stream().map(CaseChecked::name).toList());
        assertTrue(checked.stream().allMatch(one -> one.outcome() == Outcome.PASSED));
        assertTrue(checked.stream().anyMatch(one -> one.error() > 0));
    }

    @Test
    void everyBuiltInCaseRunsUnderAFakeDevice() {
        Request.Verify all = new Request.Verify("fake", null, null, null, null, null, false, 0);
        VerifyTask.run(FakeBackend.taking(1), all, answer -> {
            if (answer instanceof CaseChecked one) {
                checked.add(one);
            }
        });
        assertTrue(checked.stream().allMatch(one -> one.outcome() == Outcome.PASSED));
        assertEquals(
                ShapeTable.all().size()
                        + NonFiniteShapes.all().size()
                        + GoldenOperators.all().size()
                        + SmallNetworks.specs().size(),
                checked.size());
        assertEquals(
                checked.size(),
                checked.stream().map(CaseChecked::name).distinct().count());
    }

    /** The fake backend in each set of kernels. */
    private record InSets(FakeBackend fake, List<KernelSet> asked) implements Backend {
        @Override
        public String name() {
            return fake.name();
        }

        @Override
        public List<Device> devices() {
            return fake.devices();
        }

        @Override
        public Backend with(KernelSet set) {
            asked.add(set);
            return this;
        }

        @Override
        public Execution prepare(Network network, Weights weights, PlanKind plan, Device device) {
            return fake.prepare(network, weights, plan, device);
        }
    }

    @Test
    void aBriefVerificationRunsEachOfItsCasesInItsSetOfKernels() {
        List<KernelSet> all = List.of(KernelSet.values());
        List<BriefCases.Subject> finite = BriefCases.of(ShapeTable.all(), all);
        List<BriefCases.Subject> subjects = new ArrayList<>(finite);
        subjects.addAll(BriefCases.of(NonFiniteShapes.all(), all));
        List<KernelSet> sets = new ArrayList<>();
        FakeBackend fake = FakeBackend.taking(1).wrongFromPass(2);
        Request.Verify brief = new Request.Verify("fake", null, null, null, null, null, true, 0);
        VerifyTask.run(new InSets(fake, sets), brief, answer -> {
            if (answer instanceof CaseChecked one) {
                checked.add(one);
            }
        });
        assertEquals(subjects.stream().map(BriefCases.Subject::set).toList(), sets);
        assertEquals(
                subjects.stream().map(BriefCases.Subject::name).toList(),
                checked.stream().map(CaseChecked::name).toList());
        assertEquals(subjects.size(), fake.passesRun());
        assertEquals(Outcome.PASSED, checked.getFirst().outcome());
        assertTrue(checked.subList(1, finite.size()).stream().allMatch(one -> one.outcome() == Outcome.FAILED));
        // where the first element, which is made wrong, is not NaN anyway
        assertTrue(checked.subList(finite.size(), checked.size()).stream()
                .anyMatch(one -> one.outcome() == Outcome.FAILED));
    }
}
