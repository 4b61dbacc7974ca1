package riffle.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class PublishedErrorsTest {

    @Test
    void areThoseOfThePapersTables() {
        assertEquals(Optional.of(33.6), PublishedErrors.of(NetworkSpec.of(Architecture.SHUFFLENET, 1, 1)));
        assertEquals(Optional.of(41.6), PublishedErrors.of(NetworkSpec.of(Architecture.SHUFFLENET, 4, 0.5)));
        assertEquals(Optional.of(26.3), PublishedErrors.of(NetworkSpec.of(Architecture.SHUFFLENET, 3, 2)));
        assertEquals(Optional.of(29.4), PublishedErrors.of(NetworkSpec.of(Architecture.MOBILENET, 1, 1)));
        assertEquals(Optional.of(42.8), PublishedErrors.of(NetworkSpec.of(Architecture.ALEXNET, 1, 1)));
    }

    @Test
    void otherNetworksAndSizesHaveNone() {
        assertEquals(Optional.empty(), PublishedErrors.of(NetworkSpec.of(Architecture.SHUFFLENET, 8, 2)));
        assertEquals(Optional.empty(), PublishedErrors.of(NetworkSpec.of(Architecture.SHUFFLENET, 3, 0.75)));
        assertEquals(
                Optional.empty(),
                PublishedErrors.of(NetworkSpec.of(Architecture.SHUFFLENET, 3, 1).withSize(480, 640)));
        assertEquals(Optional.empty(), PublishedErrors.of(NetworkSpec.of(Architecture.ALEXNET_CONVOLUTIONS, 1, 1)));
    }
}
